import type { TenantDb } from '../db/database.ts';
import type { Segment, Span } from '../db/schema.ts';
import type { CallRow } from '../calls/read-calls.ts';
import type { KnownCaller, SpanDetector } from '../ingest/spans/span-detector.ts';

export const callerOf = (call: Pick<CallRow, 'caller_name' | 'caller_number'>): KnownCaller => ({
  name: call.caller_name,
  number: call.caller_number,
});

/** What was said on a call. */
export async function readSegments(
  db: TenantDb,
  clientId: string,
  callId: string,
): Promise<readonly Segment[]> {
  const row = await db
    .selectFrom('call_texts')
    .select('segments')
    .where('tenant_id', '=', clientId)
    .where('call_id', '=', callId)
    .executeTakeFirst();
  return row?.segments ?? [];
}

/** What is sensitive in a text about a call, found with what was said on it: there people tell their names. */
export async function spansAbout(
  detector: SpanDetector,
  text: string,
  call: Pick<CallRow, 'caller_name' | 'caller_number'>,
  segments: readonly Segment[],
  now: Date,
): Promise<Span[]> {
  const said = segments.map(({ speaker, text: words }) => ({ speaker, text: words }));
  const found = await detector.detect([...said, { speaker: 'summary', text }], callerOf(call), now);
  return [...(found.at(-1) ?? [])];
}
