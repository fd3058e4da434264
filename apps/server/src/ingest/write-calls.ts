import { sql } from 'kysely';
import { searchableWords } from '../calls/search-words.ts';
import type { TenantDb } from '../db/database.ts';
import type { RecordingsTable, Segment, Span } from '../db/schema.ts';
import type { CallFacts, WholeCall } from './call-facts.ts';

/** A call as it is written down, with its texts and where its audio is to be had. */
export interface IngestedCall {
  readonly id: string;
  readonly projectId: string;
  readonly agentId: string;
  readonly whole: WholeCall;
  readonly facts: CallFacts;
  /** Of the client, for calls whose price nobody told. */
  readonly currency: string;
  readonly summary: { readonly text: string; readonly spans: readonly Span[] };
  readonly segments: readonly Segment[];
  readonly recording: {
    readonly consent: RecordingsTable['consent'];
    readonly retainUntil: Date;
    readonly sourceUrl: string | null;
    /** The event that has the audio within it. */
    readonly eventId: string | null;
  } | null;
}

/**
 * Writes calls of one client with their texts, search documents and recordings, or what has changed of them: written twice, they are as written
 * once. What people have added since stays: their tags, and what they decided about a recording.
 */
export async function writeCalls(
  db: TenantDb,
  tenantId: string,
  calls: readonly IngestedCall[],
  now: Date,
): Promise<void> {
  if (calls.length === 0) return;
  const rows = calls.map(({ id, projectId, agentId, whole, facts, currency, summary, segments }) => ({
    id,
    project_id: projectId,
    agent_id: agentId,
    started_at: whole.startedAt,
    ended_at: whole.endedAt,
    duration_ms: whole.durationMs,
    cost_minor: facts.cost?.minor ?? 0,
    currency: facts.cost?.currency ?? currency,
    direction: whole.direction,
    status: whole.status,
    sentiment: facts.sentiment ?? null,
    outcome: facts.outcome ?? null,
    tags: facts.tags ?? [],
    end_reason: facts.endReason ?? null,
    caller_name: facts.callerName ?? null,
    caller_number: facts.callerNumber ?? null,
    words: searchableWords([summary, ...segments], {
      name: facts.callerName ?? null,
      number: facts.callerNumber ?? null,
    }),
    summary: summary.text,
    summary_spans: summary.spans,
    segments,
  }));
  await sql`
    insert into calls (tenant_id, id, project_id, agent_id, started_at, ended_at, duration_ms, cost_minor, currency, direction,
      status, sentiment, outcome, tags, end_reason, caller_name, caller_number)
    select ${tenantId}::uuid, id, project_id, agent_id, started_at, ended_at, duration_ms, cost_minor, currency, direction, status,
      sentiment, outcome, tags, end_reason, caller_name, caller_number
    from json_to_recordset(${JSON.stringify(rows)}::json) as g(
      id uuid, project_id uuid, agent_id uuid, started_at timestamptz, ended_at timestamptz, duration_ms integer,
      cost_minor integer, currency text, direction text, status text, sentiment text, outcome text, tags text[],
      end_reason text, caller_name text, caller_number text)
    order by id
    on conflict (tenant_id, id) do update set
      project_id = excluded.project_id, agent_id = excluded.agent_id, started_at = excluded.started_at,
      ended_at = excluded.ended_at, duration_ms = excluded.duration_ms, cost_minor = excluded.cost_minor,
      currency = excluded.currency, direction = excluded.direction, status = excluded.status,
      sentiment = excluded.sentiment, outcome = excluded.outcome, end_reason = excluded.end_reason,
      caller_name = excluded.caller_name, caller_number = excluded.caller_number,
      tags = calls.tags || array(select tag from unnest(excluded.tags) with ordinality as t(tag, at)
        where tag <> all (calls.tags) order by at)`.execute(db);

  const texts = JSON.stringify(
    rows.map(({ id, words, summary, summary_spans, segments }) => ({
      id,
      words,
      summary,
      summary_spans,
      segments,
    })),
  );
  await sql`
    with given as materialized (
      select * from json_to_recordset(${texts}::json) as g(id uuid, words text[], summary text, summary_spans jsonb, segments jsonb)
      order by id
    ), written as (
      insert into call_texts (tenant_id, call_id, summary, summary_spans, segments)
      select ${tenantId}::uuid, id, summary, summary_spans, segments from given
      on conflict (tenant_id, call_id) do update set
        summary = excluded.summary, summary_spans = excluded.summary_spans, segments = excluded.segments
    )
    insert into call_search (tenant_id, call_id, started_ms, duration_ms, cost_minor, document)
    select c.tenant_id, c.id, call_started_ms(c.started_at), c.duration_ms, c.cost_minor, call_document(c, g.words)
    from given g join calls c on c.tenant_id = ${tenantId}::uuid and c.id = g.id
    on conflict (tenant_id, call_id) do update set
      started_ms = excluded.started_ms, duration_ms = excluded.duration_ms, cost_minor = excluded.cost_minor,
      document = excluded.document`.execute(db);

  const moments = calls.flatMap(({ id, facts }) =>
    (facts.moments ?? []).map(({ atMs, durationMs, kind, name, outcome }, seq) => ({
      call_id: id,
      seq,
      at_ms: atMs,
      duration_ms: durationMs,
      kind,
      name,
      outcome,
    })),
  );
  if (moments.length > 0) {
    const told = [...new Set(moments.map(({ call_id }) => call_id))];
    await sql`delete from call_events where tenant_id = ${tenantId}::uuid and call_id = any(${told}::uuid[])`.execute(
      db,
    );
    await sql`
      insert into call_events (tenant_id, call_id, seq, at_ms, duration_ms, kind, name, outcome)
      select ${tenantId}::uuid, call_id, seq, at_ms, duration_ms, kind, name, outcome
      from json_to_recordset(${JSON.stringify(moments)}::json) as g(
        call_id uuid, seq integer, at_ms integer, duration_ms integer, kind text, name text, outcome text)`.execute(
      db,
    );
  }

  const moods = calls.flatMap(({ id, facts }) => (facts.moods ? [{ call_id: id, moods: facts.moods }] : []));
  if (moods.length > 0)
    await sql`
      insert into call_moods (tenant_id, call_id, moods)
      select ${tenantId}::uuid, call_id, moods from json_to_recordset(${JSON.stringify(moods)}::json) as g(call_id uuid, moods jsonb)
      order by call_id
      on conflict (tenant_id, call_id) do update set moods = excluded.moods`.execute(db);

  const recordings = calls.flatMap(({ id, recording }) =>
    recording
      ? [
          {
            call_id: id,
            consent: recording.consent,
            retain_until: recording.retainUntil,
            source_url: recording.sourceUrl,
            event_id: recording.eventId,
          },
        ]
      : [],
  );
  if (recordings.length === 0) return;
  await sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(recordings)}::json) as g(
        call_id uuid, consent text, retain_until timestamptz, source_url text, event_id uuid)
      order by call_id
    ), asked as (
      insert into recording_jobs (tenant_id, call_id, source_url, event_id, due_at, created_at)
      select ${tenantId}::uuid, call_id, source_url, event_id, ${now}::timestamptz, ${now}::timestamptz from given
      on conflict (tenant_id, call_id) do update set
        source_url = excluded.source_url, event_id = excluded.event_id, state = 'waiting', reason = null, tries = 0,
        due_at = excluded.due_at, settled_at = null
      where recording_jobs.state <> 'done' and (recording_jobs.source_url is distinct from excluded.source_url
        or recording_jobs.event_id is distinct from excluded.event_id)
    )
    insert into recordings (tenant_id, call_id, consent, media, retain_until)
    select ${tenantId}::uuid, call_id, consent, 'processing', retain_until from given
    on conflict (tenant_id, call_id) do update set
      -- What somebody decided since is not for a vendor to change.
      consent = case when recordings.consent = 'pending' then excluded.consent else recordings.consent end`.execute(
    db,
  );
}
