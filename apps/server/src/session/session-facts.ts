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
  enrolled: boolean;
  factor_met: boolean;
  /** Null: the factor was met without one. */
  device_holds: boolean | null;
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
  registry_revision: number;
  of_agency: boolean;
  view_id: string | null;
  view_person_id: string | null;
  view_person_name: string | null;
  view_reason: string;
  view_expires_at: Date;
  view_return_to: string;
  lapsed_view: string | null;
  news: number;
  unlocks: string | null;
}

/*
 * One statement, so that a request waits for the database once before its own work. A person is of an agency or of one active client;
 * a client of another agency than the person's own is never joined, whatever stands in the session. A view as somebody counts while all that it
 * stands on does: the operator's place in the agency, the client's, and the membership of the person who is viewed.
 */
const FACTS = `
select s.id as session_id, s.expires_at, p.id as person_id, p.name as person_name, p.email, p.mfa_required,
  f.confirmed_at is not null as enrolled, s.factor_at is not null as factor_met,
  case when s.remembered_device is not null then d.id is not null end as device_holds,
  a.id as agency_id, a.name as agency_name, b.name as brand_name, b.accent, b.logo,
  coalesce(v.role, m.role, 'agency_admin') as role, coalesce(v.all_projects, m.all_projects, true) as all_projects,
  c.id as client_id, c.name as client_name, c.time_zone,
  coalesce((select jsonb_object_agg(g.grant_name, coalesce(
      case when g.override_until is null or g.override_until > $2 then g.override_value end, g.copied_value))
    from client_grants g where g.tenant_id = c.id), '{}') as grants,
  coalesce((select jsonb_object_agg(o.policy, o.enabled) from client_policies o where o.tenant_id = c.id), '{}') as policies,
  coalesce((select jsonb_object_agg(e.entitlement, e.included)
    from client_entitlements e where e.tenant_id = c.id), '{}') as entitlements,
  coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'name', j.name) order by j.name, j.id)
    from projects j where j.tenant_id = c.id and (coalesce(v.all_projects, m.all_projects, true) or exists (
      select from membership_projects mp
      where mp.tenant_id = j.tenant_id and mp.person_id = coalesce(v.as_person_id, p.id) and mp.project_id = j.id))), '[]') as projects,
  coalesce((select jsonb_agg(r.range) from client_addresses r where r.tenant_id = c.id), '[]') as allowed_addresses,
  (select g.revision from remote_registry g) as registry_revision,
  am.person_id is not null as of_agency, v.id as view_id, v.as_person_id as view_person_id, v.as_person_name as view_person_name,
  v.reason as view_reason, v.expires_at as view_expires_at, v.return_to as view_return_to,
  case when v.id is null then (select o.id from view_as o where o.session_id = s.id and o.ended_at is null) end as lapsed_view,
  (select count(*) from access_requests q where q.tenant_id = c.id and q.person_id = p.id and q.state <> 'open' and q.told_at is null)
    + (select count(*) from pii_unlocks u where u.tenant_id = c.id and u.person_id = p.id and u.state <> 'open' and u.told_at is null
      and u.ended_at is null and u.decided_at > $2::timestamptz - interval '24 hours') as news,
  (select string_agg(concat_ws(':', u.id, u.state), ',' order by u.id) from pii_unlocks u where u.tenant_id = c.id and u.person_id = p.id
    and u.ended_at is null and (u.state = 'open' or u.state = 'approved' and u.decided_at > $2::timestamptz - interval '24 hours')) as unlocks
from sessions s
join people p on p.id = s.user_id
left join second_factors f on f.person_id = p.id
left join remembered_devices d on d.id = s.remembered_device and d.person_id = p.id and d.expires_at > $2
left join agency_members am on am.person_id = p.id
left join lateral (
  select x.id, x.tenant_id, x.as_person_id, x.reason, x.expires_at, x.return_to, coalesce(x.as_role, xm.role) as role,
    coalesce(xm.all_projects, true) as all_projects, xp.name as as_person_name
  from view_as x
  join clients xc on xc.id = x.tenant_id and xc.agency_id = am.agency_id and xc.state = 'active'
  left join memberships xm on xm.tenant_id = x.tenant_id and xm.person_id = x.as_person_id and xm.disabled_at is null
  left join people xp on xp.id = xm.person_id
  where x.session_id = s.id and x.ended_at is null and x.expires_at > $2 and (x.as_person_id is null or xm.person_id is not null)
) v on true
left join memberships m on m.person_id = p.id and am.person_id is null and m.disabled_at is null
left join clients c on c.id = coalesce(m.tenant_id, v.tenant_id, s.active_client_id)
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
  const ofAgency = row.of_agency;
  const viewing = row.view_id !== null;
  const factor = factorOf(row, ofAgency);
  const subject: Subject = {
    userId: row.view_person_id ?? row.person_id,
    role: row.role,
    agencyId: row.agency_id,
    clientId: ofAgency && !viewing ? null : row.client_id,
    projectIds: row.all_projects ? 'all' : row.projects.map((project) => project.id),
    // While viewing it is the operator's own, whatever the client demands of its people.
    mfa:
      factor.owes !== 'nothing' ? 'outstanding' : factor.enrolled || viewing ? 'satisfied' : 'not_required',
    viewAs: viewing,
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
    mode: viewing ? 'view_as' : ofAgency && tenant ? 'full_access' : 'own',
    viewAs:
      row.view_id === null
        ? null
        : {
            id: row.view_id,
            person:
              row.view_person_id === null
                ? null
                : { id: row.view_person_id, name: row.view_person_name ?? '' },
            reason: row.view_reason,
            expiresAt: row.view_expires_at,
            returnTo: row.view_return_to,
          },
    lapsedView: row.lapsed_view,
    news: row.news,
    unlocks: row.unlocks ?? '',
    subject,
    tenant,
    // The list is the client's own rule for its own people.
    allowedAddresses: ofAgency || row.allowed_addresses.length === 0 ? null : row.allowed_addresses,
    registryRevision: row.registry_revision,
    ...factor,
  };
}

/** The second factor is the person's own; whether it is required, and how it may be met, is also their company's to say. */
function factorOf(
  row: FactsRow,
  ofAgency: boolean,
): Pick<SignedIn, 'owes' | 'enrolled' | 'mfaRequiredBy' | 'mayRemember'> {
  const byCompany = !ofAgency && row.policies.require_mfa === true;
  const mfaRequiredBy = row.mfa_required ? 'person' : byCompany ? 'company' : null;
  const mayRemember = !ofAgency && row.policies.remembered_devices === true;
  // A device that was forgotten, or may be remembered no longer, takes with it what it vouched for.
  const met = row.factor_met && (row.device_holds === null || (row.device_holds && mayRemember));
  const owes = row.enrolled ? (met ? 'nothing' : 'code') : mfaRequiredBy === null ? 'nothing' : 'enrolment';
  return { owes, enrolled: row.enrolled, mfaRequiredBy, mayRemember };
}

/** The accent of an agency that has chosen none. */
export const NEUTRAL_ACCENT = '#3b5bdb';
