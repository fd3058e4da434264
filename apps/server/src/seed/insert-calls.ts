import type { CallDirection, CallOutcome, CallSentiment, CallStatus } from '@foyer/contract';
import { sql, type Kysely } from 'kysely';
import { searchableWords } from '../calls/search-words.ts';
import type { Peaks, RecordingsTable, Schema, Segment } from '../db/schema.ts';
import type { MarkedText } from './marked-text.ts';

export interface CallSeed {
  readonly tenantId: string;
  readonly id: string;
  readonly projectId: string;
  readonly agentId: string;
  readonly startedAt: Date;
  readonly currency: string;
  readonly status: CallStatus;
  readonly direction: CallDirection;
  readonly outcome: CallOutcome | null;
  readonly sentiment: CallSentiment | null;
  readonly tags: readonly string[];
  readonly durationMs: number;
  readonly cost: number;
  readonly endReason: string;
  readonly caller: { readonly name: string | null; readonly number: string | null };
  readonly summary: MarkedText;
  readonly segments: readonly Segment[];
  /** Null where nothing was recorded. */
  readonly recording: RecordingSeed | null;
}

export interface RecordingSeed {
  readonly consent: RecordingsTable['consent'];
  readonly complianceHold: boolean;
  readonly media: RecordingsTable['media'];
  readonly retainUntil: Date;
  readonly contentKey: string | null;
  readonly mediaType: string | null;
  readonly durationMs: number | null;
  readonly peaks: Peaks | null;
}

// Calls a statement: large enough to be quick, small enough for the embedded database's memory.
const BATCH = 400;

/** Writes calls with their texts, search documents and recordings, set by set. */
export async function insertCalls(db: Kysely<Schema>, calls: readonly CallSeed[]): Promise<void> {
  for (let at = 0; at < calls.length; at += BATCH) await insertBatch(db, calls.slice(at, at + BATCH));
}

async function insertBatch(db: Kysely<Schema>, calls: readonly CallSeed[]): Promise<void> {
  const rows = calls.map((call) => ({
    tenant_id: call.tenantId,
    id: call.id,
    call_id: call.id,
    project_id: call.projectId,
    agent_id: call.agentId,
    started_at: call.startedAt,
    ended_at: new Date(call.startedAt.getTime() + call.durationMs),
    duration_ms: call.durationMs,
    cost_minor: call.cost,
    currency: call.currency,
    direction: call.direction,
    status: call.status,
    sentiment: call.sentiment,
    outcome: call.outcome,
    tags: call.tags,
    end_reason: call.endReason,
    caller_name: call.caller.name,
    caller_number: call.caller.number,
    words: searchableWords([call.summary, ...call.segments], call.caller),
    summary: call.summary.text,
    summary_spans: call.summary.spans,
    segments: call.segments,
  }));
  const all = JSON.stringify(rows);
  await sql`
    with given as materialized (
      select * from json_to_recordset(${all}::json) as g(
        tenant_id uuid, id uuid, project_id uuid, agent_id uuid, started_at timestamptz, ended_at timestamptz,
        duration_ms integer, cost_minor integer, currency text, direction text, status text, sentiment text, outcome text,
        tags text[], end_reason text, caller_name text, caller_number text, words text[],
        summary text, summary_spans jsonb, segments jsonb)
    ), written as (
      insert into calls (tenant_id, id, project_id, agent_id, started_at, ended_at, duration_ms, cost_minor, currency, direction,
        status, sentiment, outcome, tags, end_reason, caller_name, caller_number)
      select tenant_id, id, project_id, agent_id, started_at, ended_at, duration_ms, cost_minor, currency, direction, status,
        sentiment, outcome, tags, end_reason, caller_name, caller_number
      from given
      returning calls as c
    ), texts as (
      insert into call_texts (tenant_id, call_id, summary, summary_spans, segments)
      select tenant_id, id, summary, summary_spans, segments from given
    )
    insert into call_search (tenant_id, call_id, started_ms, duration_ms, cost_minor, document)
    select (w.c).tenant_id, (w.c).id, call_started_ms((w.c).started_at), (w.c).duration_ms, (w.c).cost_minor,
      call_document(w.c, g.words)
    from written w join given g on g.id = (w.c).id`.execute(db);

  const recordings = calls.flatMap(({ tenantId, id, recording }) =>
    recording === null
      ? []
      : [
          {
            tenant_id: tenantId,
            call_id: id,
            consent: recording.consent,
            compliance_hold: recording.complianceHold,
            media: recording.media,
            retain_until: recording.retainUntil,
            content_key: recording.contentKey,
            media_type: recording.mediaType,
            duration_ms: recording.durationMs,
            peaks: recording.peaks,
          },
        ],
  );
  if (recordings.length === 0) return;
  await sql`
    insert into recordings (tenant_id, call_id, consent, compliance_hold, media, retain_until, content_key, media_type, duration_ms, peaks)
    select * from json_to_recordset(${JSON.stringify(recordings)}::json) as g(
      tenant_id uuid, call_id uuid, consent text, compliance_hold boolean, media text, retain_until timestamptz,
      content_key text, media_type text, duration_ms integer, peaks jsonb)`.execute(db);
}
