import type { Invitation, PersonItem } from '@foyer/contract/people';
import { sql } from 'kysely';
import type { SystemDb } from '../db/database.ts';
import { problem } from '../platform/problem.ts';

interface PersonRow {
  id: string;
  name: string;
  email: string;
  role: PersonItem['role'];
  all_projects: boolean;
  projects: { id: string; name: string }[];
  disabled: boolean;
  last_sign_in_at: Date | null;
  sessions: number;
  enrolled: boolean;
  mfa_required: boolean;
  version: number;
}

/** The people of a client by name; of one id alone where it is given. The caller has made sure whose client it is. */
export async function readPeople(
  db: SystemDb,
  clientId: string,
  now: Date,
  personId: string | null = null,
): Promise<PersonItem[]> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.email, m.role, m.all_projects, m.disabled_at is not null as disabled, p.last_sign_in_at, m.version,
      p.mfa_required, exists (select from second_factors f where f.person_id = p.id and f.confirmed_at is not null) as enrolled,
      (select count(*)::int from sessions s where s.user_id = p.id and s.expires_at > ${now}) as sessions,
      coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'name', j.name) order by j.name, j.id)
        from membership_projects mp join projects j on j.tenant_id = mp.tenant_id and j.id = mp.project_id
        where mp.tenant_id = m.tenant_id and mp.person_id = p.id), '[]') as projects
    from memberships m join people p on p.id = m.person_id
    where m.tenant_id = ${clientId} and (${personId}::uuid is null or p.id = ${personId}::uuid)
    order by p.name, p.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    projects: row.all_projects ? 'all' : row.projects,
    state: row.disabled ? 'disabled' : 'active',
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    sessions: row.sessions,
    mfa: { enrolled: row.enrolled, required: row.mfa_required },
    version: row.version,
  }));
}

/** @throws 404: nobody of this client */
export async function readPerson(
  db: SystemDb,
  clientId: string,
  now: Date,
  personId: string,
): Promise<PersonItem> {
  const [person] = await readPeople(db, clientId, now, personId);
  if (!person) throw problem('not_found');
  return person;
}

interface InvitationRow {
  id: string;
  email: string;
  name: string;
  role: Invitation['role'];
  all_projects: boolean;
  projects: { id: string; name: string }[];
  invited_by: string | null;
  sent_at: Date;
  expires_at: Date;
}

/** The invitations of a client that nobody has accepted or revoked, the newest first; of one id alone where it is given. */
export async function readInvitations(
  db: SystemDb,
  clientId: string,
  now: Date,
  invitationId: string | null = null,
): Promise<Invitation[]> {
  const { rows } = await sql<InvitationRow>`
    select i.id, i.email, i.name, i.role, i.all_projects, i.sent_at, i.expires_at, p.name as invited_by,
      coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'name', j.name) order by j.name, j.id)
        from projects j where j.tenant_id = i.tenant_id and j.id = any(i.project_ids)), '[]') as projects
    from invitations i left join people p on p.id = i.invited_by
    where i.tenant_id = ${clientId} and i.accepted_at is null and i.revoked_at is null
      and (${invitationId}::uuid is null or i.id = ${invitationId}::uuid)
    order by i.sent_at desc, i.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    projects: row.all_projects ? 'all' : row.projects,
    invitedBy: row.invited_by ?? '',
    sentAt: row.sent_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    state: row.expires_at > now ? 'open' : 'expired',
  }));
}

/** The client's projects by name. */
export const readProjects = (db: SystemDb, clientId: string): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('projects')
    .select(['id', 'name'])
    .where('tenant_id', '=', clientId)
    .orderBy('name')
    .orderBy('id')
    .execute();
