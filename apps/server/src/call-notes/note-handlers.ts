import type { AuditAction } from '@foyer/contract/audit';
import type { CallNoteContract } from '@foyer/contract/call-notes';
import { record, whoOf } from '../audit/record.ts';
import { callReader } from '../calls/call-reader.ts';
import { readCall } from '../calls/read-calls.ts';
import type { HandlerContext, Handlers } from '../platform/endpoint-handler.ts';
import { problem, stale } from '../platform/problem.ts';
import { holdOwnNote, isRestorable, noteFor, notesOf } from './notes.ts';
import { readSegments, spansAbout } from './read-call-words.ts';

type NoteEndpoint = 'listCallNotes' | 'addCallNote' | 'saveCallNote' | 'deleteCallNote' | 'restoreCallNote';
type NoteContext = HandlerContext<CallNoteContract[NoteEndpoint]>;

export const noteHandlers: Handlers<NoteEndpoint> = {
  listCallNotes: async (context) => {
    const { reader, call, me } = await opened(context);
    const rows = await notesOf(context.db, reader.clientId, call.id)
      .where('deleted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(500)
      .execute();
    return { items: rows.map((row) => noteFor(row, call, reader, me)) };
  },

  addCallNote: async (context) => {
    const { reader, call, me } = await opened(context);
    const { db, deps, input, session } = context;
    const { key, text } = input.body;
    const now = deps.clock.now();
    const segments = await readSegments(db, reader.clientId, call.id);
    const spans = await spansAbout(deps.detector, text, call, segments, now);
    const made = await db
      .insertInto('call_notes')
      .values({
        tenant_id: reader.clientId,
        id: deps.newId(),
        call_id: call.id,
        author_id: me,
        author_name: session.person.name,
        key,
        text,
        spans: JSON.stringify(spans),
        saw_caller: reader.details === 'view',
        created_at: now,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'author_id', 'key']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!made) {
      const there = await notesOf(db, reader.clientId, call.id)
        .where('author_id', '=', me)
        .where('key', '=', key)
        .executeTakeFirst();
      if (!there) throw problem('conflict', { detail: 'This form has written another note already.' });
      return noteFor(there, call, reader, me);
    }
    await noted(context, 'call.note_added');
    return noteFor(made, call, reader, me);
  },

  saveCallNote: async (context) => {
    const { reader, call, me } = await opened(context);
    const { db, deps, input } = context;
    const row = await holdOwnNote(db, reader.clientId, call.id, input.params.noteId, me);
    if (row.deleted_at) throw problem('not_found');
    const { version, text } = input.body;
    if (version !== row.version) throw stale(noteFor(row, call, reader, me));
    if (text === row.text) return noteFor(row, call, reader, me);
    const now = deps.clock.now();
    const segments = await readSegments(db, reader.clientId, call.id);
    const saved = await db
      .updateTable('call_notes')
      .set({
        text,
        spans: JSON.stringify(await spansAbout(deps.detector, text, call, segments, now)),
        saw_caller: reader.details === 'view',
        version: row.version + 1,
        changed_at: now,
      })
      .where('tenant_id', '=', reader.clientId)
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await noted(context, 'call.note_changed');
    return noteFor(saved, call, reader, me);
  },

  deleteCallNote: async (context) => {
    const { reader, call, me } = await opened(context);
    const { db, deps, input } = context;
    const row = await holdOwnNote(db, reader.clientId, call.id, input.params.noteId, me);
    // Deleted twice is deleted once.
    if (row.deleted_at) return;
    await setDeleted(context, row.id, deps.clock.now());
    await noted(context, 'call.note_deleted');
  },

  restoreCallNote: async (context) => {
    const { reader, call, me } = await opened(context);
    const { db, deps, input } = context;
    const row = await holdOwnNote(db, reader.clientId, call.id, input.params.noteId, me);
    if (!row.deleted_at) return noteFor(row, call, reader, me);
    if (!isRestorable(row, deps.clock.now())) throw problem('not_found');
    await setDeleted(context, row.id, null);
    await noted(context, 'call.note_restored');
    return noteFor(row, call, reader, me);
  },
};

async function opened({ subject, tenant, decisions, db, input }: NoteContext) {
  const reader = callReader(subject, tenant, decisions);
  return { reader, call: await readCall(db, reader, input.params.callId), me: subject.userId };
}

const setDeleted = ({ db, tenant }: NoteContext, id: string, at: Date | null) =>
  db
    .updateTable('call_notes')
    .set({ deleted_at: at })
    .where('tenant_id', '=', tenant.clientId)
    .where('id', '=', id)
    .execute();

/** That it was done, never what it says: that may be of the caller. */
const noted = (
  { db, session, request, tenant, input }: NoteContext,
  action: Extract<AuditAction, `call.note_${string}`>,
) =>
  record(db, whoOf(session, request), {
    chain: tenant,
    action,
    target: { kind: 'call', id: input.params.callId, label: 'Note on a call' },
    outcome: 'done',
  });
