import { GRANTS } from '@foyer/access';
import { sql, type Kysely } from 'kysely';
import { searchableWords } from '../calls/search-words.ts';
import type { Database, Owner } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import type { Business } from './audio/conversations.ts';
import { TRADES } from './businesses.ts';
import { callersOf } from './callers.ts';
import { writeConversation, type Intent } from './conversation-writer.ts';
import { agencyId, agentId, clientId, projectId } from './demo.ts';
import { DEMO_PASSWORD_HASH } from './personas.ts';
import { chance, idOf } from './random.ts';

const KEY = 'summit';
export const BIG_CLIENT_ID = clientId(KEY);
/** Signs in with the password of the demo. */
export const BIG_CLIENT_ADMIN = 'quinn@summit.example';

const PROJECTS = ['North', 'East', 'South', 'West'];
const AGENTS_PER_PROJECT = 3;
const DAYS = 730;
const DOCUMENTS = 400;
const CHUNK = 25_000;
/** The newest calls, which are what gets opened, have texts; the rest are found and listed, but say nothing. */
const TEXTS = 5_000;

export const bigProject = (index: number): string => projectId(KEY, PROJECTS[index] ?? '');
export const bigAgent = (index: number): string => agentId(KEY, String(index));

/**
 * One client with very many calls, over two years up to `now`, for measuring. Made set by set inside the database, equal for equal
 * arguments. In the demo's first agency; the demo must be there. `report` is told how far it is.
 */
export async function seedBigClient(
  database: Database,
  options: { readonly calls: number; readonly now: Date; readonly report?: (done: number) => void },
): Promise<void> {
  await database.withOwner(async (owner) => {
    await owner.db.transaction().execute(async (db) => {
      await seedSurroundings(db);
      // Rebuilding the indexes at the end takes a fraction of keeping them up call by call.
      const indexes = await dropIndexes(db);
      await makeDocuments(db);
      for (let at = 0; at < options.calls; at += CHUNK) {
        await insertChunk(db, at, Math.min(CHUNK, options.calls - at), options);
        options.report?.(Math.min(at + CHUNK, options.calls));
      }
      await sql`drop table big_documents`.execute(db);
      await sql`set local maintenance_work_mem = '256MB'`.execute(db);
      for (const index of indexes) await sql.raw(index).execute(db);
    });
    await freshen(owner);
  });
}

/** Statistics, and the map of what is visible to all, without which an index alone never answers. */
const freshen = (owner: Owner): Promise<void> => owner.exec('vacuum analyze');

async function seedSurroundings(db: Kysely<Schema>): Promise<void> {
  const tenant_id = BIG_CLIENT_ID;
  const person = idOf(`person ${KEY}-admin`);
  await db
    .insertInto('clients')
    .values({
      id: tenant_id,
      agency_id: agencyId('larkspur'),
      name: 'Summit Answering',
      time_zone: 'America/New_York',
      currency: 'USD',
    })
    .execute();
  await db
    .insertInto('projects')
    .values(PROJECTS.map((name) => ({ tenant_id, id: projectId(KEY, name), name })))
    .execute();
  await db
    .insertInto('people')
    .values({ id: person, name: 'Quinn Halvorsen', email: BIG_CLIENT_ADMIN, email_verified: true })
    .execute();
  await db
    .insertInto('accounts')
    .values({
      id: idOf(`account ${KEY}`),
      user_id: person,
      account_id: person,
      provider_id: 'credential',
      password: DEMO_PASSWORD_HASH,
    })
    .execute();
  await db
    .insertInto('memberships')
    .values({ tenant_id, person_id: person, role: 'client_admin', all_projects: true })
    .execute();
  await db
    .insertInto('client_grants')
    .values(GRANTS.map((grant_name) => ({ tenant_id, grant_name, copied_value: true, copied_version: 3 })))
    .execute();
  await db
    .insertInto('agents')
    .values(
      Array.from({ length: PROJECTS.length * AGENTS_PER_PROJECT }, (_, i) => ({
        tenant_id,
        id: bigAgent(i),
        project_id: bigProject(Math.floor(i / AGENTS_PER_PROJECT)),
        name: `Line ${i + 1}`,
        status: 'live' as const,
        greeting: 'Summit Answering, hello.',
        prompt: 'You answer the phone.',
        voice: 'Alto, warm',
        language: 'en-US',
        interruptible: true,
        silence_timeout_seconds: 8,
        end_call_phrases: ['goodbye'],
      })),
    )
    .execute();
}

async function dropIndexes(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ indexname: string; indexdef: string }>`
    select indexname, indexdef from pg_indexes
    where schemaname = 'public' and tablename in ('calls', 'call_search') and indexname not like '%_pkey'`.execute(
    db,
  );
  for (const { indexname } of rows) await sql`drop index ${sql.ref(indexname)}`.execute(db);
  return rows.map(({ indexdef }) => indexdef);
}

/** What is said in the big client's calls: some hundreds of conversations, each said very often. */
async function makeDocuments(db: Kysely<Schema>): Promise<void> {
  const by = chance('documents of the big client');
  const callers = callersOf(by, 'US', DOCUMENTS);
  const intents: Intent[] = [
    'booked',
    'booked',
    'answered',
    'rescheduled',
    'cancelled',
    'message_taken',
    'complaint',
    'transferred',
  ];
  const documents = callers.map((caller, n) => {
    const trade = TRADES[by.pick(Object.keys(TRADES) as Business[])];
    const { segments, summary } = writeConversation(by.pick(intents), {
      by,
      trade,
      company: 'Summit Answering',
      caller,
      sentiment: by.weighted({ positive: 5, neutral: 4, negative: 1 }),
    });
    return {
      n,
      words: searchableWords([summary, ...segments], { name: null, number: null }),
      summary: summary.text,
      summary_spans: summary.spans,
      segments: segments.map((segment, i) => ({ id: idOf(`segment ${KEY} ${n} ${i}`), ...segment })),
      caller_name: caller.name,
      caller_words: searchableWords([], caller),
      caller_number: caller.number,
    };
  });
  await sql`
    create temporary table big_documents as
    select * from json_to_recordset(${JSON.stringify(documents)}::json) as g(
      n integer, words text[], summary text, summary_spans jsonb, segments jsonb, caller_name text, caller_words text[], caller_number text)`.execute(
    db,
  );
  await sql`alter table big_documents add primary key (n)`.execute(db);
}

/** Calls number `first` to `first + count - 1`, the oldest first: as they would have come. `r(k)` is the call's k-th draw from 0 to 1. */
async function insertChunk(
  db: Kysely<Schema>,
  first: number,
  count: number,
  { calls, now }: { readonly calls: number; readonly now: Date },
): Promise<void> {
  const r = (k: number) => sql.raw(`((hashint8extended(i, ${k}) & 2147483647) / 2147483648.0)`);
  const agents = Array.from({ length: PROJECTS.length * AGENTS_PER_PROJECT }, (_, i) => bigAgent(i));
  const projects = agents.map((_, i) => bigProject(Math.floor(i / AGENTS_PER_PROJECT)));
  await sql`
    with drawn as materialized (
      select i, overlay(overlay(md5(${`${KEY} call `}::text || i) placing '8' from 13) placing 'a' from 17)::uuid as id,
        ${now}::timestamptz - (${calls}::bigint - i) * (${DAYS} * interval '1 day' / ${calls}::float8) as started_at,
        1 + floor(power(${r(1)}, 1.7) * ${agents.length})::int as agent,
        case when ${r(2)} < 0.74 then 'completed' when ${r(2)} < 0.83 then 'missed' when ${r(2)} < 0.90 then 'transferred'
          when ${r(2)} < 0.975 then 'voicemail' else 'failed' end as status,
        case when ${r(3)} < 0.85 then 'inbound' else 'outbound' end as direction,
        ${r(4)} as mood, ${r(5)} as turn, ${r(6)} as length,
        floor(${r(7)} * ${DOCUMENTS})::int as document, ${r(8)} as rarity
      from generate_series(${first}::bigint, ${first + count - 1}::bigint) i
    ), shaped as (
      select d.*, status in ('completed', 'transferred', 'voicemail') as spoken,
        case when status = 'missed' then 0 when status = 'failed' then floor(length * 9000)::int
          else (15000 + 420000 * power(length, 2.4))::int end as duration_ms
      from drawn d
    ), written as (
      insert into calls (tenant_id, id, project_id, agent_id, started_at, ended_at, duration_ms, cost_minor, currency, direction,
        status, sentiment, outcome, tags, end_reason, caller_name, caller_number)
      select ${BIG_CLIENT_ID}::uuid, s.id, (${projects}::uuid[])[s.agent], (${agents}::uuid[])[s.agent], s.started_at,
        s.started_at + s.duration_ms * interval '1 millisecond', s.duration_ms, ceil(s.duration_ms / 60000.0 * 14)::int, 'USD', s.direction,
        s.status,
        case when not s.spoken then null when s.mood < 0.5 then 'positive' when s.mood < 0.93 then 'neutral' else 'negative' end,
        case s.status when 'missed' then 'not_reached' when 'transferred' then 'transferred' when 'voicemail' then 'message_taken'
          when 'completed' then case when s.turn < 0.36 then 'booked' when s.turn < 0.62 then 'answered' when s.turn < 0.78 then 'message_taken'
            when s.turn < 0.9 then 'rescheduled' when s.turn < 0.98 then 'cancelled' else 'spam' end end,
        '{}', 'caller_hung_up', d.caller_name, d.caller_number
      from shaped s join big_documents d on d.n = s.document
      returning calls as c
    ), searched as (
      insert into call_search (tenant_id, call_id, started_ms, duration_ms, cost_minor, document)
      select (w.c).tenant_id, (w.c).id, call_started_ms((w.c).started_at), (w.c).duration_ms, (w.c).cost_minor,
        call_document(w.c, case when s.spoken then d.words else '{}' end || d.caller_words
          -- Words of every frequency: one of its own for each call, one in 10,000, in 1,000, in 100.
          || case when s.spoken then array['only' || s.i] else '{}' end
          || case when not s.spoken then '{}' when s.rarity < 0.0001 then array['azimuth'] when s.rarity < 0.0011 then array['bramble']
            when s.rarity < 0.0111 then array['cobalt'] else '{}' end)
      from written w join shaped s on s.id = (w.c).id join big_documents d on d.n = s.document
    )
    insert into call_texts (tenant_id, call_id, summary, summary_spans, segments)
    select ${BIG_CLIENT_ID}::uuid, (w.c).id, d.summary, d.summary_spans, d.segments
    from written w join shaped s on s.id = (w.c).id join big_documents d on d.n = s.document
    where s.spoken and s.i >= ${calls - TEXTS}::bigint`.execute(db);
}
