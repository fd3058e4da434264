import type { CapabilityEntry } from './catalogue.ts';
import type { DenialCode } from './denials.ts';
import { isResource, isTenant } from './facts.ts';
import type { Facts, Subject } from './facts.ts';
import { reachesWholeAgency } from './roles.ts';

/** Whether the subject may look at every client of the own agency, rather than at one. */
function reachesEveryClient(subject: Subject): boolean {
  return subject.clientId === null && reachesWholeAgency(subject.role);
}

/**
 * Why the client lies outside the subject's scope, or null when it lies inside. Another agency's client and another client
 * of the same agency answer alike.
 */
export function tenantScope(subject: Subject, entry: CapabilityEntry, facts: Facts): DenialCode | null {
  const { tenant } = facts;
  if (tenant === null) {
    return entry.withoutClient === true && reachesEveryClient(subject) ? null : 'no_client_chosen';
  }
  const inside =
    isTenant(tenant) &&
    tenant.agencyId === subject.agencyId &&
    (tenant.clientId === subject.clientId || reachesEveryClient(subject));
  return inside ? null : 'other_tenant';
}

/**
 * Why the record lies outside the subject's scope, or null. Another client's record and another project's answer alike,
 * because the server answers them alike (access-model, "Order of checks", 6).
 */
export function resourceScope(subject: Subject, { tenant, resource }: Facts): DenialCode | null {
  if (resource === undefined) return null;
  const inside =
    isResource(resource) &&
    resource.clientId === tenant?.clientId &&
    (subject.projectIds === 'all' || subject.projectIds.includes(resource.projectId));
  return inside ? null : 'out_of_scope';
}
