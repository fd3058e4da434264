import type { FailureReason, Vendor } from '@foyer/contract/ingest';
import { sql } from 'kysely';
import { tellsOf } from '../call-notes/caller-spans.ts';
import { coverCallers } from '../call-notes/corrections.ts';
import { dropTellingTags } from '../call-notes/tags.ts';
import type { TenantDb } from '../db/database.ts';
import type { Segment } from '../db/schema.ts';
import { callIdOf, partIdOf } from './call-id.ts';
import { mergeFacts, wholeCall, type CallFacts, type RankedFacts } from './call-facts.ts';
import { parsePayload } from './parse-payload.ts';
import type { KnownCaller, SpanDetector } from './spans/span-detector.ts';
import { READERS } from './vendors/vendors.ts';
import { writeCalls, type IngestedCall } from './write-calls.ts';

/** Events a transaction: enough that the cost of one is shared, few enough that nobody waits for it. */
const AT_ONCE = 50;
/** Events of one call that are looked at, the newest: nobody sends so many of one. */
const MOST_OF_A_CALL = 20;
const DAY = 86_400_000;

export interface SettleOptions {
  readonly detector: SpanDetector;
  readonly now: Date;
  /** Only this event; else what is due. */
  readonly only?: string;
  /** Told which events are being looked at, before anything can go wrong. */
  readonly onClaim: (ids: readonly string[]) => void;
}

interface EventRow {
  readonly id: string;
  readonly connection_id: string;
  readonly vendor_call_id: string | null;
  readonly vendor_agent_id: string | null;
  readonly body: Uint8Array;
  readonly digest: string;
  readonly received_at: Date;
  readonly has_audio: boolean;
}

interface Verdict {
  readonly id: string;
  readonly state: 'done' | 'held' | 'failed';
  readonly reason: FailureReason | null;
  readonly subject: string | null;
  readonly call_id: string | null;
}

/**
 * Makes calls of the events of one client that are due, in the transaction that was given: they are settled when it commits, and due again should it
 * not. Two processes take different events; events of one call are settled one after the other.
 */
export async function settleEvents(db: TenantDb, tenantId: string, options: SettleOptions): Promise<number> {
  const { now, only } = options;
  let due = db
    .selectFrom('ingest_events')
    .select(['id', 'connection_id', 'vendor_call_id', 'received_at'])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(AT_ONCE)
    .forUpdate()
    .skipLocked();
  if (only !== undefined) due = due.where('id', '=', only);
  const claimed = await due.execute();
  if (claimed.length === 0) return 0;
  options.onClaim(claimed.map(({ id }) => id));

  const groups = [...new Set(claimed.map((row) => groupOf(row)))].sort();
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 7301)) from (
    select unnest(${sql.val(groups.map((group) => `${tenantId} ${group}`))}::text[]) as name) named`.execute(
    db,
  );
  // Read after the lock: what another process has settled meanwhile is there.
  const events = await readEvents(db, tenantId, claimed);
  const settings = await readSettings(db, tenantId);

  const verdicts: Verdict[] = [];
  const calls: IngestedCall[] = [];
  for (const group of Map.groupBy(events, groupOf).values()) {
    const settled = await settleCall(tenantId, group, settings, options);
    verdicts.push(...settled.verdicts);
    if (settled.call) calls.push(settled.call);
  }
  await coverCallers(db, tenantId, new Map(calls.map(({ id, facts }) => [id, callerOf(facts)])));
  await writeCalls(db, tenantId, calls, now);
  // Written by people before the platform told whose name it is.
  await dropTellingTags(
    db,
    tenantId,
    calls.map(({ id }) => id),
  );
  await sql`
    update ingest_events e set state = v.state, reason = v.reason, subject = v.subject, call_id = v.call_id, settled_at = ${now}
    from json_to_recordset(${JSON.stringify(verdicts)}::json) as v(id uuid, state text, reason text, subject text, call_id uuid)
    where e.tenant_id = ${tenantId} and e.id = v.id`.execute(db);
  await sql`
    update ingest_connections n set last_event_at = v.at
    from json_to_recordset(${JSON.stringify(latestOf(claimed))}::json) as v(id uuid, at timestamptz)
    where n.tenant_id = ${tenantId} and n.id = v.id and (n.last_event_at is null or n.last_event_at < v.at)`.execute(
    db,
  );
  return claimed.length;
}

/** When an event of each connection came last. */
function latestOf(events: readonly { readonly connection_id: string; readonly received_at: Date }[]) {
  const latest = new Map<string, Date>();
  for (const { connection_id, received_at } of events)
    if (received_at > (latest.get(connection_id) ?? new Date(0))) latest.set(connection_id, received_at);
  // In one order, so that processes wait for each other and never in a circle.
  return [...latest].map(([id, at]) => ({ id, at })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Events of one call are one group; what belongs to no call that can be told is a group of its own. */
const groupOf = (event: Pick<EventRow, 'id' | 'connection_id' | 'vendor_call_id'>): string =>
  event.vendor_call_id === null ? event.id : `${event.connection_id} ${event.vendor_call_id}`;

async function readEvents(
  db: TenantDb,
  tenantId: string,
  claimed: readonly Pick<EventRow, 'id' | 'connection_id' | 'vendor_call_id'>[],
): Promise<EventRow[]> {
  const columns = sql`e.id, e.connection_id, e.vendor_call_id, e.vendor_agent_id, e.body, e.digest, e.received_at,
    e.audio is not null as has_audio`;
  const ofCalls = claimed.filter(({ vendor_call_id }) => vendor_call_id !== null);
  const ofNone = claimed.filter(({ vendor_call_id }) => vendor_call_id === null);
  const found = await sql<EventRow>`
    with wanted as (
      select distinct connection_id, vendor_call_id
      from json_to_recordset(${JSON.stringify(ofCalls)}::json) as g(connection_id uuid, vendor_call_id text)
    )
    select found.* from wanted w cross join lateral (
      select ${columns} from ingest_events e
      where e.tenant_id = ${tenantId} and e.connection_id = w.connection_id and e.vendor_call_id = w.vendor_call_id
      order by e.received_at desc limit ${MOST_OF_A_CALL}
    ) found`.execute(db);
  if (ofNone.length === 0) return found.rows;
  const alone = await sql<EventRow>`
    select ${columns} from json_to_recordset(${JSON.stringify(ofNone)}::json) as g(id uuid)
    join ingest_events e on e.tenant_id = ${tenantId} and e.id = g.id`.execute(db);
  return [...found.rows, ...alone.rows];
}

interface Settings {
  readonly currency: string;
  readonly connections: ReadonlyMap<
    string,
    {
      readonly vendor: Vendor;
      readonly consent: 'granted' | 'not_required' | 'pending';
      readonly retention_days: number;
    }
  >;
  /** By connection and the vendor's agent. */
  readonly agents: ReadonlyMap<string, { readonly id: string; readonly projectId: string }>;
}

const agentKey = (connectionId: string, vendorAgentId: string): string => `${connectionId} ${vendorAgentId}`;

async function readSettings(db: TenantDb, tenantId: string): Promise<Settings> {
  const client = await db
    .selectFrom('clients')
    .select('currency')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const connections = await db
    .selectFrom('ingest_connections')
    .select(['id', 'vendor', 'consent', 'retention_days'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const agents = await db
    .selectFrom('ingest_agents as i')
    .innerJoin('agents as a', (join) =>
      join.onRef('a.tenant_id', '=', 'i.tenant_id').onRef('a.id', '=', 'i.agent_id'),
    )
    .select(['i.connection_id', 'i.vendor_agent_id', 'a.id', 'a.project_id'])
    .where('i.tenant_id', '=', tenantId)
    .execute();
  return {
    currency: client.currency,
    connections: new Map(connections.map(({ id, ...rest }) => [id, rest])),
    agents: new Map(
      agents.map((one) => [
        agentKey(one.connection_id, one.vendor_agent_id),
        { id: one.id, projectId: one.project_id },
      ]),
    ),
  };
}

interface ReadEvent extends RankedFacts {
  readonly event: EventRow;
}

async function settleCall(
  tenantId: string,
  events: readonly EventRow[],
  settings: Settings,
  { detector, now }: SettleOptions,
): Promise<{ verdicts: Verdict[]; call?: IngestedCall }> {
  const verdicts: Verdict[] = [];
  const read: ReadEvent[] = [];
  const verdict = (
    event: EventRow,
    state: Verdict['state'],
    reason: FailureReason | null,
    subject: string | null,
  ): Verdict => ({ id: event.id, state, reason, subject, call_id: null });
  const [first] = events;
  const connection = first && settings.connections.get(first.connection_id);
  if (!first || !connection) throw new Error('An event belongs to no connection.');
  const reader = READERS[connection.vendor];
  for (const event of events) {
    const payload = parsePayload(event.body);
    if (!payload) {
      verdicts.push(verdict(event, 'failed', 'not_json', null));
      continue;
    }
    const reading = reader.read(payload.value);
    if (reading.kind === 'failed') verdicts.push(verdict(event, 'failed', reading.reason, reading.subject));
    else if (event.vendor_call_id === null)
      verdicts.push(verdict(event, 'failed', 'unreadable', 'the id of the call'));
    else
      read.push({
        event,
        rank: reading.rank,
        facts: reading.facts,
        receivedAt: event.received_at,
        digest: event.digest,
      });
  }
  const all = (state: Verdict['state'], reason: FailureReason | null, subject: string | null): Verdict[] => [
    ...verdicts,
    ...read.map(({ event }) => verdict(event, state, reason, subject)),
  ];
  const latest = read.toSorted((a, b) => b.rank - a.rank)[0]?.event;
  if (!latest || latest.vendor_call_id === null) return { verdicts };

  const vendorAgentId = latest.vendor_agent_id ?? '';
  const agent = settings.agents.get(agentKey(latest.connection_id, vendorAgentId));
  if (!agent) return { verdicts: all('failed', 'no_agent', latest.vendor_agent_id) };
  const facts = withoutTellingTags(mergeFacts(read));
  const whole = wholeCall(facts);
  if (!whole) return { verdicts: all('held', 'incomplete', null) };

  const id = await callIdOf(tenantId, connection.vendor, latest.connection_id, latest.vendor_call_id);
  const withAudio = read.find(({ event }) => event.has_audio)?.event;
  const texts = await marked(id, facts, detector, now);
  const call: IngestedCall = {
    id,
    agentId: agent.id,
    projectId: agent.projectId,
    whole,
    facts,
    currency: settings.currency,
    ...texts,
    recording:
      withAudio || facts.audioUrl !== undefined
        ? {
            consent: facts.consent ?? connection.consent,
            retainUntil: new Date(whole.startedAt.getTime() + connection.retention_days * DAY),
            sourceUrl: withAudio ? null : (facts.audioUrl ?? null),
            eventId: withAudio?.id ?? null,
          }
        : null,
  };
  return {
    call,
    verdicts: all('done', null, null).map((one) => (one.state === 'done' ? { ...one, call_id: id } : one)),
  };
}

/** Staff read the tags of a call: of what a platform sends, none may tell of the caller, as of what people write. */
function withoutTellingTags({ tags = [], ...facts }: CallFacts): CallFacts {
  const caller = callerOf(facts);
  return { ...facts, tags: tags.filter((tag) => !tellsOf(tag, caller)) };
}

const callerOf = ({ callerName, callerNumber }: CallFacts): KnownCaller => ({
  name: callerName ?? null,
  number: callerNumber ?? null,
});

/** The texts of a call with what is sensitive marked in them. */
async function marked(
  callId: string,
  facts: CallFacts,
  detector: SpanDetector,
  now: Date,
): Promise<Pick<IngestedCall, 'summary' | 'segments'>> {
  const parts = facts.segments ?? [];
  const summary = facts.summary ?? '';
  const spans = await detector.detect(
    [...parts, { speaker: 'summary', text: summary }],
    callerOf(facts),
    now,
  );
  return {
    summary: { text: summary, spans: spans[parts.length] ?? [] },
    segments: parts.map((part, index): Segment => ({
      id: partIdOf(callId, index),
      speaker: part.speaker,
      startMs: part.startMs,
      endMs: part.endMs,
      text: part.text,
      spans: spans[index] ?? [],
    })),
  };
}
