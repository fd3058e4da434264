import { CLIENT_ENTITLEMENTS, CLIENT_POLICIES, type Policies } from '@foyer/contract/permissions';
import { readVersion } from '../clients/client-versions.ts';
import type { SystemDb } from '../db/database.ts';

type Policy = (typeof CLIENT_POLICIES)[number];
type Entitlement = (typeof CLIENT_ENTITLEMENTS)[number];
export type PolicyState = Pick<Policies, 'policies' | 'entitlements'>;

/** A client's policies and entitlements: what has no row is off. */
export async function readPolicies(db: SystemDb, clientId: string): Promise<Policies> {
  const policies = await db
    .selectFrom('client_policies')
    .select(['policy', 'enabled'])
    .where('tenant_id', '=', clientId)
    .execute();
  const entitlements = await db
    .selectFrom('client_entitlements')
    .select(['entitlement', 'included'])
    .where('tenant_id', '=', clientId)
    .execute();
  const policy = (name: Policy): boolean => policies.some((row) => row.policy === name && row.enabled);
  const entitlement = (name: Entitlement): boolean =>
    entitlements.some((row) => row.entitlement === name && row.included);
  return {
    ...(await readVersion(db, clientId, 'policies')),
    policies: Object.fromEntries(CLIENT_POLICIES.map((name) => [name, policy(name)])) as Policies['policies'],
    entitlements: Object.fromEntries(
      CLIENT_ENTITLEMENTS.map((name) => [name, entitlement(name)]),
    ) as Policies['entitlements'],
  };
}

/** Writes what differs. True when anything does. */
export async function writePolicies(
  db: SystemDb,
  clientId: string,
  before: PolicyState,
  wanted: PolicyState,
): Promise<boolean> {
  const policies = CLIENT_POLICIES.filter((name) => before.policies[name] !== wanted.policies[name]);
  const entitlements = CLIENT_ENTITLEMENTS.filter(
    (name) => before.entitlements[name] !== wanted.entitlements[name],
  );
  for (const policy of policies) {
    const enabled = wanted.policies[policy];
    await db
      .insertInto('client_policies')
      .values({ tenant_id: clientId, policy, enabled })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'policy']).doUpdateSet({ enabled }))
      .execute();
  }
  for (const entitlement of entitlements) {
    const included = wanted.entitlements[entitlement];
    await db
      .insertInto('client_entitlements')
      .values({ tenant_id: clientId, entitlement, included })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'entitlement']).doUpdateSet({ included }))
      .execute();
  }
  return policies.length + entitlements.length > 0;
}
