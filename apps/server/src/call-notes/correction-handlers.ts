import { allows } from '@foyer/access';
import type { AuditAction } from '@foyer/contract/audit';
import type { CallNoteContract } from '@foyer/contract/call-notes';
import { record, whoOf } from '../audit/record.ts';
import { callReader } from '../calls/call-reader.ts';
import { readCall } from '../calls/read-calls.ts';
import { searchableWords } from '../calls/search-words.ts';
import type { HandlerContext, Handlers } from '../platform/endpoint-handler.ts';
import { denied, invalid, problem } from '../platform/problem.ts';
import { correctionFor, correctionsOf, findByCorrections, standingWords } from './corrections.ts';
import { readSegments, spansAbout } from './read-call-words.ts';
import { replaceWords } from './replace-words.ts';

type CorrectionEndpoint = 'listCorrections' | 'proposeCorrection' | 'decideCorrection';
type CorrectionContext = HandlerContext<CallNoteContract[CorrectionEndpoint]>;

const LONGEST_SEGMENT = 4_000;

export const correctionHandlers: Handlers<CorrectionEndpoint> = {
  listCorrections: async (context) => {
    const { reader, call } = await opened(context);
    const rows = await correctionsOf(context.db, reader.clientId, call.id)
      .orderBy('proposed_at')
      .orderBy('id')
      .limit(1_000)
      .execute();
    return {
      items: rows.map((row) => correctionFor(row, call, reader)),
      mayPropose: reader.details === 'view',
      mayDecide: allows(context.decisions.settings_tenant, 'edit'),
    };
  },

  proposeCorrection: async (context) => {
    const { reader, call } = await opened(context);
    const { db, deps, input, session, subject } = context;
    const { key, segmentId, words } = input.body;
    const { clientId } = reader;
    const before = await correctionsOf(db, clientId, call.id)
      .where('author_id', '=', subject.userId)
      .where('key', '=', key)
      .executeTakeFirst();
    if (before) return correctionFor(before, call, reader);
    const segments = await readSegments(db, clientId, call.id);
    const segment = segments.find(({ id }) => id === segmentId);
    if (!segment) throw invalid('body.segmentId', 'This part of the transcript isn’t there.');
    const standing = await standingWords(db, clientId, call.id, segment);
    const replaced = replaceWords(standing, words);
    if (!replaced)
      throw problem('conflict', {
        detail: 'This part of the transcript has changed meanwhile. Look at it again and propose anew.',
      });
    const { text } = replaced;
    if (text === standing.text) throw invalid('body.words', 'These are the words that stand there.');
    if (text.trim() === '') throw invalid('body.words', 'Write what was said.');
    if (text.length > LONGEST_SEGMENT)
      throw invalid('body.words', `At most ${LONGEST_SEGMENT} characters for one part.`);
    const now = deps.clock.now();
    const others = segments.filter(({ id }) => id !== segmentId);
    const spans = [...replaced.spans, ...(await spansAbout(deps.detector, text, call, others, now))];
    const made = await db
      .insertInto('call_corrections')
      .values({
        tenant_id: clientId,
        id: deps.newId(),
        call_id: call.id,
        segment_id: segmentId,
        author_id: subject.userId,
        author_name: session.person.name,
        key,
        text,
        spans: JSON.stringify(spans),
        words: searchableWords([{ text, spans }], { name: null, number: null }),
        proposed_at: now,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'author_id', 'key']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!made)
      throw problem('conflict', { detail: 'This form has proposed something for another call already.' });
    await noted(context, 'call.correction_proposed');
    return correctionFor(made, call, reader);
  },

  decideCorrection: async (context) => {
    const { decisions, db, deps, input, session } = context;
    if (!allows(decisions.settings_tenant, 'edit')) throw denied(decisions.settings_tenant);
    const { reader, call } = await opened(context);
    const row = await correctionsOf(db, reader.clientId, call.id)
      .where('id', '=', input.params.correctionId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw problem('not_found');
    const { state } = input.body;
    if (row.state === state) return correctionFor(row, call, reader);
    if (row.state !== 'open')
      throw problem('conflict', { detail: `This was ${row.state} by ${row.decided_name} already.` });
    const decided = await db
      .updateTable('call_corrections')
      .set({ state, decided_name: session.person.name, decided_at: deps.clock.now() })
      .where('tenant_id', '=', reader.clientId)
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (state === 'accepted') await findByCorrections(db, reader.clientId, call);
    await noted(context, state === 'accepted' ? 'call.correction_accepted' : 'call.correction_declined');
    return correctionFor(decided, call, reader);
  },
};

async function opened({ subject, tenant, decisions, db, input }: CorrectionContext) {
  const reader = callReader(subject, tenant, decisions);
  return { reader, call: await readCall(db, reader, input.params.callId) };
}

/** That it was done, never which words: they may be the caller's. */
const noted = (
  { db, session, request, tenant, input }: CorrectionContext,
  action: Extract<AuditAction, `call.correction_${string}`>,
) =>
  record(db, whoOf(session, request), {
    chain: tenant,
    action,
    target: { kind: 'call', id: input.params.callId, label: 'Correction of a transcript' },
    outcome: 'done',
  });
