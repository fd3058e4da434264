import type { CapabilityEntry } from './catalogue.ts';
import { cells } from './cells.ts';
import { denial } from './denials.ts';
import type { Denial } from './denials.ts';
import type { Subject, Tenant } from './facts.ts';
import { entitlements, factGates, policies } from './gates.ts';
import type { ResourceFacts } from './gates.ts';
import type { Grant } from './catalogue.ts';
import { isGranted, parentIsOn } from './grants.ts';
import type { Level } from './levels.ts';
import { passes, reachesWholeAgency } from './roles.ts';
import { literally } from './table.ts';

/** The most that one layer allows, and the reason it gives. */
export type Limit = Readonly<{ level: Level; denial: Denial }>;

export function roleLimit({ role }: Subject, entry: CapabilityEntry): Limit[] {
  const { level, code } = cells[entry.roles[role]];
  return code === null ? [] : [{ level, denial: denial(code) }];
}

export function grantLimits({ role }: Subject, entry: CapabilityEntry, tenant: Tenant): Limit[] {
  const asked: { grant: Grant | undefined; without: Level }[] = [
    { grant: entry.grant, without: 'none' },
    { grant: entry.editGrant, without: 'view' },
  ];
  const needed = asked.flatMap(({ grant, without }) => (grant === undefined ? [] : [{ grant, without }]));
  const own: Limit[] = needed
    .filter(({ grant }) => !passes(role, 'grant') && !isGranted(tenant.grants, grant))
    .map(({ grant, without }) => ({ level: without, denial: denial('grant_off', grant) }));
  const parents: Limit[] = needed
    .filter(({ grant }) => !passes(role, 'dependency') && !parentIsOn(tenant.grants, grant))
    .map(({ grant, without }) => ({ level: without, denial: denial('parent_off', grant) }));
  return [...own, ...parents];
}

export function entitlementLimits({ role }: Subject, entry: CapabilityEntry, tenant: Tenant): Limit[] {
  if (passes(role, 'entitlement')) return [];
  return (entry.entitlements ?? [])
    .filter((entitlement) => tenant.entitlements[entitlement] !== true)
    .map((entitlement) => ({ level: 'none', denial: denial(entitlements[entitlement]) }));
}

export function policyLimits({ role }: Subject, entry: CapabilityEntry, tenant: Tenant): Limit[] {
  if (passes(role, 'policy')) return [];
  return (entry.policies ?? [])
    .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === role)
    .filter(({ policy }) => tenant.policies[policy] !== true)
    .map(({ policy }) => ({ level: 'none', denial: denial(policies[policy]) }));
}

export function factLimits({ userId }: Subject, entry: CapabilityEntry, resource: ResourceFacts): Limit[] {
  return (entry.facts ?? []).flatMap((gate) => {
    const code = factGates[gate](resource, userId);
    return code === null ? [] : [{ level: literally('none'), denial: denial(code) }];
  });
}

/** The session's own debt, and the client's demand that there be a second factor at all. */
export function mfaLimit({ role, mfa }: Subject, tenant: Tenant | null): Limit[] {
  const demanded =
    tenant !== null && !passes(role, 'policy') && (tenant.policies.require_mfa ?? false) !== false;
  const met = mfa === 'satisfied' || (mfa === 'not_required' && !demanded);
  return met ? [] : [{ level: 'none', denial: denial('mfa_outstanding') }];
}

/** Viewing as shows what a client's role sees and changes nothing (access-model, "Agency admins"). */
export function viewAsLimit({ role, viewAs }: Subject): Limit[] {
  if (!viewAs) return [];
  return reachesWholeAgency(role)
    ? [{ level: 'none', denial: denial('view_as_agency') }]
    : [{ level: 'view', denial: denial('view_as_read_only') }];
}
