import type { Entitlement, Policy, ResourceFacts } from './gates.ts';
import type { GrantState } from './grants.ts';
import { isRole } from './roles.ts';
import type { Role } from './roles.ts';

/** Who asks. */
export type Subject = Readonly<{
  userId: string;
  /** While viewing as, the role that is viewed. */
  role: Role;
  agencyId: string;
  /** Null for an agency admin. */
  clientId: string | null;
  projectIds: readonly string[] | 'all';
  /**
   * Whether this session owes a second factor. While viewing as, it is the operator's own: `satisfied` unless the operator
   * owes one.
   */
  mfa: 'not_required' | 'satisfied' | 'outstanding';
  viewAs: boolean;
}>;

/** The client that is looked at, and what is set for it. */
export type Tenant = Readonly<{
  agencyId: string;
  clientId: string;
  grants: GrantState;
  entitlements: Readonly<Partial<Record<Entitlement, boolean>>>;
  policies: Readonly<Partial<Record<Policy | 'require_mfa' | 'remembered_devices', boolean>>>;
}>;

/** What a decision stands on. Without a resource the question is about the whole collection. */
export type Facts = Readonly<{
  /** Null while no client is chosen. */
  tenant: Tenant | null;
  resource?: ResourceFacts;
}>;

/* The types promise these shapes; a cast, a stale session or a bad row can break the promise, and then nothing is given. */

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isSubject(value: unknown): value is Subject {
  return (
    isRecord(value) &&
    isId(value.userId) &&
    isRole(value.role) &&
    isId(value.agencyId) &&
    (value.clientId === null || isId(value.clientId)) &&
    (value.projectIds === 'all' || Array.isArray(value.projectIds)) &&
    typeof value.viewAs === 'boolean'
  );
}

export function isTenant(value: unknown): value is Tenant {
  return (
    isRecord(value) &&
    isId(value.agencyId) &&
    isId(value.clientId) &&
    isRecord(value.grants) &&
    isRecord(value.entitlements) &&
    isRecord(value.policies)
  );
}

export function isResource(value: unknown): value is ResourceFacts {
  return isRecord(value) && isId(value.clientId) && isId(value.projectId);
}
