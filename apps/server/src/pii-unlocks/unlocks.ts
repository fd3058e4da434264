import {
  decide,
  unlockHolds,
  UNLOCK_LASTS_MS,
  type Decision,
  type Subject,
  type Tenant,
} from '@foyer/access';
import type { OwnUnlock, UnlockScope } from '@foyer/contract/pii-unlocks';
import type { Selectable } from 'kysely';
import type { CallRow } from '../calls/read-calls.ts';
import type { TenantDb } from '../db/database.ts';
import type { PiiUnlocksTable } from '../db/schema.ts';
import { readRecording, recordingFacts } from '../media/recording-facts.ts';

export type UnlockRow = Selectable<PiiUnlocksTable>;

/** Who asks for something of a call, for whom which client is open. */
export interface Asking {
  readonly db: TenantDb;
  readonly subject: Subject;
  readonly tenant: Tenant;
}

export const ownUnlocks = ({ db, subject, tenant }: Asking) =>
  db
    .selectFrom('pii_unlocks')
    .selectAll('pii_unlocks')
    .where('pii_unlocks.tenant_id', '=', tenant.clientId)
    .where('pii_unlocks.person_id', '=', subject.userId);

/** What the policy says now of unlocking masked words of a call: its consent is read for it. */
export async function unlockDecision(asking: Asking, call: CallRow, now: Date): Promise<Decision> {
  const { db, subject, tenant } = asking;
  const recording = await readRecording(db, tenant.clientId, call.id);
  const resource = recordingFacts(tenant.clientId, call, recording, now);
  return decide(subject, 'pii_unlock', { tenant, resource });
}

/** Whether a row shows its words to `subject` at `now`, as the policy says. */
export function rowHolds(
  row: UnlockRow,
  subject: Subject,
  wanted: Readonly<{ callId: string; scope: UnlockScope }>,
  decision: Decision,
  now: Date,
): boolean {
  const unlock = {
    requesterId: row.person_id,
    callId: row.call_id,
    scope: row.scope,
    approvedAt:
      row.state === 'approved' && row.ended_at === null ? (row.decided_at?.getTime() ?? null) : null,
  };
  return unlockHolds(subject, unlock, wanted, decision, now.getTime());
}

/** A request as who made it sees it now. */
export function asOwn(row: UnlockRow, holds: boolean, now: Date): OwnUnlock {
  const base = {
    id: row.id,
    scope: row.scope,
    requestedAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    leftMs: 0,
    endedBecause: null,
  };
  if (row.state === 'declined') return { ...base, state: 'declined' };
  if (row.state === 'open' && row.ended_at === null) return { ...base, state: 'waiting' };
  const endsAt = (row.decided_at?.getTime() ?? 0) + UNLOCK_LASTS_MS;
  if (holds) return { ...base, state: 'unlocked', leftMs: Math.max(0, endsAt - now.getTime()) };
  const over = endsAt <= now.getTime() ? 'time' : 'right';
  return { ...base, state: 'ended', endedBecause: row.ended_because ?? over };
}
