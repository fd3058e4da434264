import {
  allows,
  decide,
  GRANT_PARENT,
  GRANTS,
  setGrant,
  type Capability,
  type Subject,
  type Tenant,
} from '@foyer/access';
import type { Takes } from '@foyer/contract/access-requests';

type ClientRole = NonNullable<Takes['role']>;

/** From the least to the most. */
const ROLES: readonly ClientRole[] = ['client_staff', 'client_manager', 'client_admin'];

/** The grants and the role that it takes until the policy lets somebody have a capability. Asked of the policy itself, so that they agree. */
export function takesFor(
  subject: Pick<Subject, 'userId'> & { readonly role: ClientRole },
  capability: Capability,
  tenant: Tenant,
): Takes {
  const higher = ROLES.slice(ROLES.indexOf(subject.role) + 1);
  for (const role of [subject.role, ...higher]) {
    const grants = grantsFor({ ...asIn(tenant), userId: subject.userId, role }, capability, tenant);
    if (grants) return { grants, role: role === subject.role ? null : role, enough: true };
  }
  return { grants: [], role: null, enough: false };
}

function grantsFor(subject: Subject, capability: Capability, tenant: Tenant): Takes['grants'] | null {
  let granted = tenant.grants;
  // Each look turns on at least one more, or ends.
  for (let looks = 0; looks <= GRANTS.length; looks += 1) {
    const decision = decide(subject, capability, { tenant: { ...tenant, grants: granted } });
    if (allows(decision)) return GRANTS.filter((grant) => granted[grant] && !tenant.grants[grant]);
    const off = decision.denials.flatMap(({ code, grant }) => {
      if (!grant) return [];
      return code === 'parent_off' ? (GRANT_PARENT[grant] ?? []) : grant;
    });
    if (off.length === 0) return null;
    for (const grant of off) granted = setGrant(granted, grant, true);
  }
  return null;
}

const asIn = ({ agencyId, clientId }: Tenant) => ({
  agencyId,
  clientId,
  projectIds: 'all' as const,
  mfa: 'satisfied' as const,
  viewAs: false,
});
