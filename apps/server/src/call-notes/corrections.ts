import type { TranscriptCorrection } from '@foyer/contract/call-notes';
import { sql, type Selectable } from 'kysely';
import type { CallReader } from '../calls/call-reader.ts';
import { maskText } from '../calls/masked-text.ts';
import type { CallRow } from '../calls/read-calls.ts';
import { searchableWords } from '../calls/search-words.ts';
import type { TenantDb } from '../db/database.ts';
import type { CallCorrectionsTable } from '../db/schema.ts';
import type { KnownCaller } from '../ingest/spans/span-detector.ts';
import { callerSpans } from './caller-spans.ts';
import { callerOf } from './read-call-words.ts';
import type { Marked } from './replace-words.ts';

export type CorrectionRow = Selectable<CallCorrectionsTable>;

/** A correction with its words masked as its reader's transcript is. */
export function correctionFor(row: CorrectionRow, call: CallRow, reader: CallReader): TranscriptCorrection {
  const mayCaller = reader.details === 'view';
  const spans = mayCaller ? row.spans : [...row.spans, ...callerSpans(row.text, callerOf(call))];
  return {
    id: row.id,
    segmentId: row.segment_id,
    state: row.state,
    parts: maskText(row.text, spans, mayCaller),
    by: { name: row.author_name },
    proposedAt: row.proposed_at.toISOString(),
    decided: row.decided_at && {
      name: row.decided_name ?? '',
      at: row.decided_at.toISOString(),
    },
  };
}

export const correctionsOf = (db: TenantDb, clientId: string, callId: string) =>
  db
    .selectFrom('call_corrections')
    .selectAll()
    .where('tenant_id', '=', clientId)
    .where('call_id', '=', callId);

/** What stands for a segment at present: the words that were accepted last, or those that came. */
export async function standingWords(
  db: TenantDb,
  clientId: string,
  callId: string,
  original: Marked & { readonly id: string },
): Promise<Marked> {
  const accepted = await correctionsOf(db, clientId, callId)
    .where('segment_id', '=', original.id)
    .where('state', '=', 'accepted')
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return accepted ?? original;
}

/**
 * Takes out of what calls are found by through their corrections what tells of the caller, as the platform tells of them by now. Before the calls'
 * documents are written, which take the words from here.
 */
export async function coverCallers(
  db: TenantDb,
  clientId: string,
  callers: ReadonlyMap<string, KnownCaller>,
): Promise<void> {
  if (callers.size === 0) return;
  const rows = await db
    .selectFrom('call_corrections')
    .select(['id', 'call_id', 'text', 'spans', 'words'])
    .where('tenant_id', '=', clientId)
    .where('call_id', 'in', [...callers.keys()])
    .orderBy('id')
    .execute();
  for (const { id, call_id, text, spans, words: before } of rows) {
    const all = [...spans, ...callerSpans(text, callers.get(call_id) ?? NOBODY)];
    const words = searchableWords([{ text, spans: all }], NOBODY);
    if (JSON.stringify(words) === JSON.stringify(before)) continue;
    await db
      .updateTable('call_corrections')
      .set({ words })
      .where('tenant_id', '=', clientId)
      .where('id', '=', id)
      .execute();
  }
}

const NOBODY: KnownCaller = { name: null, number: null };

/** Writes anew what a call is found by: its own words, and (by a trigger) those of its accepted corrections. */
export async function findByCorrections(db: TenantDb, clientId: string, call: CallRow): Promise<void> {
  const text = await db
    .selectFrom('call_texts')
    .select(['summary', 'summary_spans', 'segments'])
    .where('tenant_id', '=', clientId)
    .where('call_id', '=', call.id)
    .executeTakeFirst();
  if (!text) return;
  const words = searchableWords(
    [{ text: text.summary, spans: text.summary_spans }, ...text.segments],
    callerOf(call),
  );
  await sql`
    update call_search s set document = call_document(c, ${words}::text[])
    from calls c
    where c.tenant_id = ${clientId}::uuid and c.id = ${call.id}::uuid and s.tenant_id = c.tenant_id and s.call_id = c.id`.execute(
    db,
  );
}
