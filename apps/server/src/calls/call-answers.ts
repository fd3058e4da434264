import type { Decision } from '@foyer/access';
import type { CallDetail, CallListItem, SearchHit } from '@foyer/contract';
import { tellsOf } from '../call-notes/caller-spans.ts';
import type { Span } from '../db/schema.ts';
import type { CallReader } from './call-reader.ts';
import { maskText, unlockText } from './masked-text.ts';
import type { CallRow } from './read-calls.ts';

/** What a call's list item and page have in common; `now` is for a call that still goes on. */
const baseOf = (call: CallRow, reader: CallReader, now: Date) => ({
  id: call.id,
  startedAt: call.started_at.toISOString(),
  agent: { id: call.agent_id, label: call.agent_name },
  direction: call.direction,
  durationMs:
    call.status === 'in_progress' ? Math.max(0, now.getTime() - call.started_at.getTime()) : call.duration_ms,
  status: call.status,
  ...(reader.cost && { cost: { minor: call.cost_minor, currency: call.currency } }),
});

const factsOf = (call: CallRow) => ({
  project: { id: call.project_id, name: call.project_name },
  sentiment: call.sentiment,
  outcome: call.outcome,
  tags: call.tags,
});

/** As the platform writes it, which is mostly a word of its own: staff are not told one that could tell of the caller. */
function endReasonFor(
  { details }: CallReader,
  { end_reason, caller_name, caller_number }: CallRow,
): string | null {
  const caller = { name: caller_name, number: caller_number };
  return end_reason !== null && details !== 'view' && tellsOf(end_reason.replaceAll('_', ' '), caller)
    ? null
    : end_reason;
}

const callerOf = (call: CallRow) => ({ name: call.caller_name, number: call.caller_number });

/** A row of the list with as much as its reader may have; for the level `redacted` the caller is nowhere in it. */
export function listItem(call: CallRow, reader: CallReader, now: Date, hit?: SearchHit): CallListItem {
  const base = baseOf(call, reader, now);
  if (reader.details === 'none') return base;
  const facts = { ...factsOf(call), ...(hit && { hit }) };
  if (reader.details === 'redacted') return { ...base, details: { level: 'redacted', ...facts } };
  return { ...base, details: { level: 'view', ...facts, caller: callerOf(call) } };
}

export interface DetailParts {
  readonly summary: string;
  readonly summarySpans: readonly Span[];
  /** Whether an unlock of the reader's holds for the summary. */
  readonly unlocked: boolean;
  readonly playback: Decision;
  readonly download: Decision;
  readonly media: CallDetail['recording']['media'];
}

/** A call's own page with as much as its reader may have. */
export function callDetail(call: CallRow, reader: CallReader, parts: DetailParts, now: Date): CallDetail {
  const base = { ...baseOf(call, reader, now), endedAt: call.ended_at?.toISOString() ?? null };
  const recording = { playback: sendable(parts.playback), download: sendable(parts.download) };
  if (reader.details === 'none') return { ...base, recording };
  const facts = {
    ...factsOf(call),
    summary: maskText(parts.summary, parts.summarySpans, reader.details === 'view'),
    endReason: endReasonFor(reader, call),
  };
  const summary = parts.unlocked ? unlockText(parts.summary, parts.summarySpans) : facts.summary;
  return {
    ...base,
    details:
      reader.details === 'view'
        ? { level: 'view', ...facts, summary, caller: callerOf(call) }
        : { level: 'redacted', ...facts },
    recording: { ...recording, ...(parts.media !== undefined && { media: parts.media }) },
  };
}

const sendable = ({ level, denials }: Decision) => ({ level, denials: [...denials] });
