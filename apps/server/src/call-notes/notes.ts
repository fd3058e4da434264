import type { CallNote } from '@foyer/contract/call-notes';
import { NOTE_UNDO_MS } from '@foyer/contract/call-notes';
import type { Selectable } from 'kysely';
import type { CallReader } from '../calls/call-reader.ts';
import { maskText } from '../calls/masked-text.ts';
import type { CallRow } from '../calls/read-calls.ts';
import type { Database, TenantDb } from '../db/database.ts';
import type { CallNotesTable } from '../db/schema.ts';
import { problem } from '../platform/problem.ts';
import { callerSpans, numberSpans } from './caller-spans.ts';
import { callerOf } from './read-call-words.ts';

export type NoteRow = Selectable<CallNotesTable>;

/**
 * A note as a reader may have it. Who wrote it has their own words, so that what is masked in them doesn't tell whether a guess was the caller's
 * name; unless they wrote it with a right to caller details that they have lost.
 */
export function noteFor(row: NoteRow, call: CallRow, reader: CallReader, readerId: string): CallNote {
  const own = row.author_id === readerId;
  const mayCaller = reader.details === 'view';
  const spans = mayCaller
    ? row.spans
    : [
        ...row.spans,
        ...callerSpans(row.text, callerOf(call)),
        // Whose author could only guess: right or wrong, each number is masked, or the mask would tell a second reader which one is right.
        ...(row.saw_caller ? [] : numberSpans(row.text)),
      ];
  return {
    id: row.id,
    text: own && (mayCaller || !row.saw_caller) ? [{ text: row.text }] : maskText(row.text, spans, mayCaller),
    author: { name: row.author_name },
    own,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at?.toISOString() ?? null,
  };
}

export const notesOf = (db: TenantDb, clientId: string, callId: string) =>
  db.selectFrom('call_notes').selectAll().where('tenant_id', '=', clientId).where('call_id', '=', callId);

/** @throws not_found, alike for a note that isn't there and one of somebody else. */
export async function holdOwnNote(
  db: TenantDb,
  clientId: string,
  callId: string,
  noteId: string,
  readerId: string,
): Promise<NoteRow> {
  const row = await notesOf(db, clientId, callId)
    .where('id', '=', noteId)
    .where('author_id', '=', readerId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem('not_found');
  return row;
}

/** Whether a deleted note can be had back. */
export const isRestorable = ({ deleted_at }: Pick<NoteRow, 'deleted_at'>, now: Date): boolean =>
  deleted_at !== null && now.getTime() - deleted_at.getTime() < NOTE_UNDO_MS;

/** Forgets the notes that were deleted too long ago to be had back. */
export async function forgetDeletedNotes(database: Pick<Database, 'withSystem'>, now: Date): Promise<void> {
  await database.withSystem((db) =>
    db
      .deleteFrom('call_notes')
      .where('deleted_at', '<=', new Date(now.getTime() - NOTE_UNDO_MS))
      .execute(),
  );
}
