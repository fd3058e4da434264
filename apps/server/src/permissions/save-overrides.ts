import type { Overrides, Permissions } from '@foyer/contract/permissions';
import { record, type AuditNote, type AuditWho } from '../audit/record.ts';
import { nextVersion } from '../clients/client-versions.ts';
import type { OwnClient } from '../clients/own-client.ts';
import type { SystemDb } from '../db/database.ts';
import { stale } from '../platform/problem.ts';
import { overridesOf, readClientGrants, readPermissions, writeOverrides } from './client-grants.ts';
import { requireSense } from './wanted-grants.ts';

export interface Save {
  /** Of the permissions that were looked at. */
  readonly version: number;
  readonly overrides: Overrides;
  readonly action: 'permissions.saved' | 'permissions.reset';
  /** Who does it, by their id, and when. */
  readonly by: string;
  readonly now: Date;
  readonly who: AuditWho;
}

/**
 * Gives a client these overrides and no others, and writes down what they were. The client must be held (`holdClient`).
 * @throws 422 for a child without its parent, 412 with the permissions of now when the version is another one
 */
export async function saveOverrides(
  db: SystemDb,
  client: OwnClient,
  { version, overrides, action, by, now, who }: Save,
): Promise<{ permissions: Permissions; undo: Overrides }> {
  const before = await readClientGrants(db, client, now);
  requireSense(before, overrides, now);
  const there = await readPermissions(db, client, now);
  if (there.version !== version) throw stale(there);
  const undo = overridesOf(before);
  if (!(await writeOverrides(db, client.id, before, overrides, { by, at: now })))
    return { permissions: there, undo };
  await nextVersion(db, client.id, 'permissions', { by, at: now });
  await record(db, who, { ...ofClient(client), action, before: undo, after: overrides });
  return { permissions: await readPermissions(db, client, now), undo };
}

/** The parts that every entry about a client has in common. */
export const ofClient = (client: OwnClient): Pick<AuditNote, 'chain' | 'target' | 'outcome'> => ({
  chain: { agencyId: client.agency_id, clientId: client.id },
  target: { kind: 'client', id: client.id, label: client.name },
  outcome: 'done',
});
