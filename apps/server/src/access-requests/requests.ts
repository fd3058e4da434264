import { isGrantedNow, overridesOf, readClientGrants } from '../permissions/client-grants.ts';
import { GRANTS, type Tenant } from '@foyer/access';
import type { OwnRequest, QueuedRequest } from '@foyer/contract/access-requests';
import type { Selectable } from 'kysely';
import type { OwnClient } from '../clients/own-client.ts';
import type { SystemDb, TenantDb } from '../db/database.ts';
import type { AccessRequestsTable } from '../db/schema.ts';
import { problem } from '../platform/problem.ts';
import { takesFor } from './takes.ts';

/** Requests that are looked at at once. */
const MOST = 200;

export const ownRequests = (db: TenantDb, clientId: string, personId: string) =>
  db
    .selectFrom('access_requests')
    .selectAll()
    .where('tenant_id', '=', clientId)
    .where('person_id', '=', personId);

export const asOwn = (row: Selectable<AccessRequestsTable>): OwnRequest => ({
  id: row.id,
  capability: row.capability,
  note: row.note,
  createdAt: row.created_at.toISOString(),
  state: row.state,
  reason: row.reason,
  decidedAt: row.decided_at?.toISOString() ?? null,
  told: row.told_at !== null,
});

const queued = (db: SystemDb, agencyId: string) =>
  db
    .selectFrom('access_requests as r')
    .innerJoin('clients as c', 'c.id', 'r.tenant_id')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    // Whoever has left the client asks for nothing there any more.
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.tenant_id', '=', 'r.tenant_id').onRef('m.person_id', '=', 'r.person_id'),
    )
    .select(['r.id', 'r.tenant_id', 'r.person_id', 'r.capability', 'r.note', 'r.created_at'])
    .select(['c.name as client_name', 'p.name as person_name', 'm.role'])
    .where('c.agency_id', '=', agencyId)
    .where('m.disabled_at', 'is', null)
    .where('r.state', '=', 'open');

/** The agency's queue, the oldest first. */
export async function readQueue(db: SystemDb, agencyId: string, now: Date): Promise<QueuedRequest[]> {
  const rows = await queued(db, agencyId).orderBy('r.created_at').orderBy('r.id').limit(MOST).execute();
  const tenants = new Map<string, Tenant>();
  const items: QueuedRequest[] = [];
  for (const row of rows) {
    const tenant =
      tenants.get(row.tenant_id) ??
      (await readTenant(db, { id: row.tenant_id, agency_id: agencyId } as OwnClient, now));
    tenants.set(row.tenant_id, tenant);
    items.push({
      id: row.id,
      client: { id: row.tenant_id, name: row.client_name },
      person: { id: row.person_id, name: row.person_name, role: row.role },
      capability: row.capability,
      note: row.note,
      createdAt: row.created_at.toISOString(),
      takes: takesFor({ userId: row.person_id, role: row.role }, row.capability, tenant),
    });
  }
  return items;
}

/** One open request of a client that is held. @throws 404; 409 when it is decided already, or whoever asked has left */
export async function openRequest(db: SystemDb, client: OwnClient, requestId: string) {
  const known = await db
    .selectFrom('access_requests')
    .select('id')
    .where('tenant_id', '=', client.id)
    .where('id', '=', requestId)
    .executeTakeFirst();
  if (!known) throw problem('not_found');
  const open = await queued(db, client.agency_id)
    .where('r.tenant_id', '=', client.id)
    .where('r.id', '=', requestId)
    .executeTakeFirst();
  if (!open) throw problem('conflict', { detail: 'This has been decided already.' });
  return open;
}

/** What is set for a client now, as the policy weighs it. */
export async function readTenant(db: SystemDb, client: OwnClient, now: Date): Promise<Tenant> {
  const grants = await readClientGrants(db, client, now);
  const [policies, entitlements] = [
    await db
      .selectFrom('client_policies')
      .select(['policy', 'enabled'])
      .where('tenant_id', '=', client.id)
      .execute(),
    await db
      .selectFrom('client_entitlements')
      .select(['entitlement', 'included'])
      .where('tenant_id', '=', client.id)
      .execute(),
  ];
  return {
    agencyId: client.agency_id,
    clientId: client.id,
    grants: Object.fromEntries(GRANTS.map((grant) => [grant, isGrantedNow(grants[grant])])),
    policies: Object.fromEntries(policies.map(({ policy, enabled }) => [policy, enabled])),
    entitlements: Object.fromEntries(
      entitlements.map(({ entitlement, included }) => [entitlement, included]),
    ),
  };
}

/** The client's overrides with these grants on as well. */
export async function withGrants(
  db: SystemDb,
  client: OwnClient,
  grants: readonly (typeof GRANTS)[number][],
  now: Date,
) {
  const overrides = overridesOf(await readClientGrants(db, client, now));
  return {
    ...overrides,
    ...Object.fromEntries(grants.map((grant) => [grant, { value: true, until: null }])),
  };
}
