import type { Entitlement, Grant, Role, Subject, Tenant } from '@foyer/access';
import type { Database } from '../db/database.ts';
import type { SignedIn } from './signed-in.ts';

interface FactsRow {
  session_id: string;
  expires_at: Date;
  person_id: string;
  person_name: string;
  email: string;
  mfa_required: boolean;
  agency_id: string;
  agency_name: string;
  brand_name: string | null;
  accent: string | null;
  logo: string | null;
  role: Role;
  all_projects: boolean;
  client_id: string | null;
  client_name: string | null;
  time_zone: string | null;
  grants: Partial<Record<Grant, boolean>>;
  policies: Tenant['policies'];
  entitlements: Partial<Record<Entitlement, boolean>>;
  projects: { id: string; name: string }[];
  allowed_addresses: string[];
}

/*
 * One statement, so that a request waits for the database once before its own work. A person is of an agency or of one active client;
 * a client of another agency than the person's own is never joined, whatever stands in the session.
 */
const FACTS = `
select s.id as session_id, s.expires_at, p.id as person_id, p.name as person_name, p.email, p.mfa_required,
  a.id as agency_id, a.name as agency_name, b.name as brand_name, b.accent, b.logo,
  coalesce(m.role, 'agency_admin') as role, coalesce(m.all_projects, true) as all_projects,
  c.id as client_id, c.name as client_name, c.time_zone,
  coalesce((select jsonb_object_agg(g.grant_name, coalesce(g.override_value, g.copied_value))
    from client_grants g where g.tenant_id = c.id), '{}') as grants,
  coalesce((select jsonb_object_agg(o.policy, o.enabled) from client_policies o where o.tenant_id = c.id), '{}') as policies,
  coalesce((select jsonb_object_agg(e.entitlement, e.included)
    from client_entitlements e where e.tenant_id = c.id), '{}') as entitlements,
  coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'name', j.name) order by j.name, j.id)
    from projects j where j.tenant_id = c.id and (coalesce(m.all_projects, true) or exists (
      select from membership_projects mp
      where mp.tenant_id = j.tenant_id and mp.person_id = p.id and mp.project_id = j.id))), '[]') as projects,
  coalesce((select jsonb_agg(r.range) from client_addresses r where r.tenant_id = c.id), '[]') as allowed_addresses
from sessions s
join people p on p.id = s.user_id
left join agency_members am on am.person_id = p.id
left join memberships m on m.person_id = p.id and am.person_id is null
left join clients c on c.id = coalesce(m.tenant_id, s.active_client_id)
  and (c.agency_id = am.agency_id or (m.tenant_id = c.id and c.state = 'active'))
join agencies a on a.id = coalesce(am.agency_id, c.agency_id)
left join branding b on b.agency_id = a.id
where s.token = $1 and s.expires_at > $2
order by am.agency_id, m.tenant_id
limit 1`;

/** Everything about the holder of a session token, or null: no such session, ended, or of a person who belongs nowhere (any more). */
export async function loadSession(database: Database, token: string, now: Date): Promise<SignedIn | null> {
  const [row] = await database.prepared<FactsRow>('session-facts', FACTS, [token, now]);
  return row ? signedIn(row) : null;
}

function signedIn(row: FactsRow): SignedIn {
  const tenant: Tenant | null =
    row.client_id === null
      ? null
      : {
          agencyId: row.agency_id,
          clientId: row.client_id,
          grants: row.grants,
          entitlements: row.entitlements,
          policies: row.policies,
        };
  const ofAgency = row.role === 'agency_admin';
  // A second factor can be asked for before it can be enrolled: whoever owes one waits outside.
  const owesFactor = row.mfa_required || (!ofAgency && row.policies.require_mfa === true);
  const subject: Subject = {
    userId: row.person_id,
    role: row.role,
    agencyId: row.agency_id,
    clientId: ofAgency ? null : row.client_id,
    projectIds: row.all_projects ? 'all' : row.projects.map((project) => project.id),
    mfa: owesFactor ? 'outstanding' : 'not_required',
    viewAs: false,
  };
  return {
    sessionId: row.session_id,
    expiresAt: row.expires_at,
    person: { id: row.person_id, name: row.person_name, email: row.email },
    agency: {
      id: row.agency_id,
      name: row.agency_name,
      branding: {
        name: row.brand_name ?? row.agency_name,
        accent: row.accent ?? NEUTRAL_ACCENT,
        logo: row.logo,
      },
    },
    client:
      row.client_id === null
        ? null
        : { id: row.client_id, name: row.client_name ?? '', timeZone: row.time_zone ?? 'UTC' },
    projects: row.projects,
    role: row.role,
    mode: ofAgency && tenant ? 'full_access' : 'own',
    subject,
    tenant,
    // The list is the client's own rule for its own people.
    allowedAddresses: ofAgency || row.allowed_addresses.length === 0 ? null : row.allowed_addresses,
  };
}

/** The accent of an agency that has chosen none. */
export const NEUTRAL_ACCENT = '#3b5bdb';
