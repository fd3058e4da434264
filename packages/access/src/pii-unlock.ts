import { allows } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Subject } from './facts.ts';
import { literally } from './table.ts';

/** How long an approved unlock lasts, in milliseconds: 24 hours. */
export const UNLOCK_LASTS_MS = 24 * 60 * 60 * 1000;

/** The bounds of a request's justification, in characters, both included. */
export const JUSTIFICATION_LENGTH = literally({ min: 20, max: 2000 });

export type Unlock = Readonly<{
  requesterId: string;
  callId: string;
  scope: string;
  /** When it was approved, in milliseconds since the epoch; null while it isn't. */
  approvedAt: number | null;
}>;

/**
 * Whether an unlock shows its requester the masked spans at `now` (milliseconds since the epoch). It is bound to requester,
 * call and scope, lasts 24 hours, and ends at once when `decision` (that of `pii_unlock` for the call, made afresh) is lost.
 * It is never used while viewing as. Source: access-model, "Redaction".
 */
export function unlockHolds(
  subject: Subject,
  unlock: Unlock,
  wanted: Readonly<{ callId: string; scope: string }>,
  decision: Decision | undefined,
  now: number,
): boolean {
  const { approvedAt } = unlock;
  return (
    allows(decision) &&
    !subject.viewAs &&
    unlock.requesterId === subject.userId &&
    unlock.callId === wanted.callId &&
    unlock.scope === wanted.scope &&
    approvedAt !== null &&
    approvedAt <= now &&
    now < approvedAt + UNLOCK_LASTS_MS
  );
}
