import type { ActingAs, AuditAction } from '@foyer/contract/audit';
import { sql } from 'kysely';
import type { AgencyDb, Database, SystemDb, TenantDb } from '../db/database.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import type { SignedIn } from '../session/signed-in.ts';

/** Who did it, and as whom. */
export interface AuditWho {
  /** Null: nobody who is signed in, or the server itself. */
  readonly personId: string | null;
  readonly personName: string;
  /** Null: as themselves. */
  readonly as: ActingAs | null;
  readonly requestId: string;
  readonly at: Date;
}

/** Whose log it belongs to: a client's, or with `clientId: null` the agency's own. */
export interface AuditChain {
  readonly agencyId: string;
  readonly clientId: string | null;
}

export interface AuditNote {
  readonly chain: AuditChain;
  readonly action: AuditAction;
  /** `label` says to a person what it was, in words that everybody may read who may read the log. */
  readonly target: { readonly kind: string; readonly id: string; readonly label: string };
  /** What it was before and is now, as JSON. Never a secret, never a caller's details. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly outcome: 'done' | 'denied' | 'failed';
}

/** The one who makes the request. */
export function whoOf(
  session: Pick<SignedIn, 'person' | 'mode' | 'role' | 'viewAs'>,
  request: Pick<RequestMeta, 'requestId' | 'receivedAt'>,
): AuditWho {
  return {
    personId: session.person.id,
    personName: session.person.name,
    as: actingAs(session),
    requestId: request.requestId,
    at: request.receivedAt,
  };
}

function actingAs({ mode, role, viewAs }: Pick<SignedIn, 'mode' | 'role' | 'viewAs'>): ActingAs | null {
  if (!viewAs) return mode === 'full_access' ? { mode } : null;
  const { person, reason } = viewAs;
  return {
    mode: 'view_as',
    role,
    ...(person && { personId: person.id, personName: person.name }),
    reason,
  };
}

/**
 * Writes down what was done, in the transaction that does it: neither is there without the other. From then on the chain is locked until the
 * transaction ends, so record as late as you can, and a client's entry before the agency's.
 * @example await record(db, whoOf(session, request), { chain, action: 'client.opened', target, outcome: 'done' });
 */
export async function record(
  db: SystemDb | AgencyDb | TenantDb,
  who: AuditWho,
  note: AuditNote,
): Promise<void> {
  const { agencyId, clientId } = note.chain;
  await sql`select record_audit(${agencyId}::uuid, ${clientId}::uuid, ${entryOf(who, note)}::jsonb)`.execute(
    db,
  );
}

/**
 * The same for something that was refused. The first of its kind is an entry at once; what is refused alike in the minute after it (the same
 * person, as the same, for the same reasons) is counted, and becomes one entry when the minute is over, with how many and since when. So a
 * script that is refused a million times leaves two entries a minute, and nothing is unsaid.
 */
export async function recordRefusal(db: SystemDb, who: AuditWho, note: AuditNote): Promise<void> {
  const { agencyId, clientId } = note.chain;
  await sql`select record_refusal(${agencyId}::uuid, ${clientId}::uuid, ${entryOf(who, note)}::jsonb)`.execute(
    db,
  );
}

const entryOf = (who: AuditWho, note: AuditNote): string => {
  const { chain: _, at, ...rest } = { ...who, ...note };
  return JSON.stringify({ id: crypto.randomUUID(), at: at.toISOString(), ...rest });
};

/** Writes down how often what was refused was refused again, where the minute is over. For upkeep, once a minute. */
export async function settleRefusals(
  database: Pick<Database, 'prepared' | 'withSystem'>,
  now: Date,
): Promise<void> {
  const due = await database.prepared<{ chain: string }>(
    'due-refusals',
    `select distinct tenant_id as chain from audit_refusals where since <= $1::timestamptz - interval '1 minute'`,
    [now],
  );
  // One chain a transaction, so that none waits for another.
  for (const { chain } of due)
    await database.withSystem((db) => sql`select settle_refusals(${chain}::uuid, ${now})`.execute(db));
}
