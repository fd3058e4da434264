import { allows } from '@foyer/access';
import type { UnlockScope } from '@foyer/contract/pii-unlocks';
import { record, whoOf } from '../audit/record.ts';
import type { CallRow } from '../calls/read-calls.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { ownUnlocks, rowHolds, unlockDecision, type Asking, type UnlockRow } from './unlocks.ts';
import { SCOPE_WORDS } from './words.ts';

type Serving = Asking &
  Readonly<{ session: SignedIn; request: RequestMeta; deps: Pick<Dependencies, 'clock'> }>;

/**
 * The unlock under which a part of a call is served with its masked words; null: they stay masked. It is held until the answer is made, so that
 * it isn't ended between this look and the answer: whoever ends it waits, or has ended it before.
 */
export async function heldUnlock(
  serving: Serving,
  call: CallRow,
  scope: UnlockScope,
): Promise<UnlockRow | null> {
  const { subject, deps } = serving;
  const row = await ownUnlocks(serving)
    .where('call_id', '=', call.id)
    .where('scope', '=', scope)
    .where('state', '=', 'approved')
    .where('ended_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const now = deps.clock.now();
  const decision = await unlockDecision(serving, call, now);
  return allows(decision) && rowHolds(row, subject, { callId: call.id, scope }, decision, now) ? row : null;
}

/** Writes a view down that is served under an unlock: each of them, however soon after another. */
export async function noteView(serving: Serving, row: UnlockRow): Promise<void> {
  const { db, session, request, tenant } = serving;
  await record(db, whoOf(session, request), {
    chain: tenant,
    action: 'unlock.viewed',
    target: { kind: 'call', id: row.call_id, label: `${SCOPE_WORDS[row.scope]} of a call, unmasked` },
    after: { unlockId: row.id, scope: row.scope },
    outcome: 'done',
  });
}
