import { decide, type Consent, type Facts, type Subject } from '@foyer/access';
import type { DecidedUnlock, QueuedUnlock } from '@foyer/contract/pii-unlocks';
import { sql } from 'kysely';
import type { Role } from '@foyer/access';
import type { OwnClient } from '../clients/own-client.ts';
import type { AgencyDb } from '../db/database.ts';
import { problem } from '../platform/problem.ts';

/** Requests that are looked at at once. */
const MOST = 200;

const unlocksOf = (db: AgencyDb, agencyId: string) =>
  db
    .selectFrom('pii_unlocks as u')
    .innerJoin('clients as c', 'c.id', 'u.tenant_id')
    .innerJoin('people as p', 'p.id', 'u.person_id')
    .innerJoin('calls as k', (on) =>
      on.onRef('k.tenant_id', '=', 'u.tenant_id').onRef('k.id', '=', 'u.call_id'),
    )
    .innerJoin('agents as a', (on) =>
      on.onRef('a.tenant_id', '=', 'k.tenant_id').onRef('a.id', '=', 'k.agent_id'),
    )
    .leftJoin('memberships as m', (on) =>
      on
        .onRef('m.tenant_id', '=', 'u.tenant_id')
        .onRef('m.person_id', '=', 'u.person_id')
        .on('m.disabled_at', 'is', null),
    )
    .select([
      'u.id',
      'u.tenant_id',
      'u.person_id',
      'u.call_id',
      'u.scope',
      'u.justification',
      'u.created_at',
      'u.state',
      'u.decided_at',
      'u.decided_name',
      'u.ended_at',
    ])
    .select(['c.agency_id', 'c.name as client_name', 'c.time_zone', 'p.name as person_name'])
    .select(['k.project_id', 'k.started_at', 'a.name as agent_name', 'm.all_projects'])
    // Who is of no client asked with the agency's full access.
    .select(sql<Role>`coalesce(m.role, 'agency_admin')`.as('role'))
    .where('c.agency_id', '=', agencyId)
    .where((eb) =>
      eb.or([
        eb('m.person_id', 'is not', null),
        eb.exists(
          eb
            .selectFrom('agency_members as am')
            .select('am.person_id')
            .whereRef('am.person_id', '=', 'u.person_id')
            .where('am.agency_id', '=', agencyId),
        ),
      ]),
    );

type Row = Awaited<ReturnType<typeof unlockToDecide>>;

/** What a decision on a request stands on. Of the client nothing more counts: an agency's admin passes grants, plan and policies. */
export const placeOf = (row: Pick<Row, 'agency_id' | 'tenant_id' | 'project_id' | 'person_id'>) =>
  ({
    tenant: {
      agencyId: row.agency_id,
      clientId: row.tenant_id,
      grants: {},
      entitlements: {},
      policies: {},
    },
    resource: { clientId: row.tenant_id, projectId: row.project_id, requesterId: row.person_id },
  }) satisfies Facts;

/** The agency's queue, the oldest first. */
export async function readUnlockQueue(db: AgencyDb, subject: Subject): Promise<QueuedUnlock[]> {
  const rows = await unlocksOf(db, subject.agencyId)
    .where('u.state', '=', 'open')
    .where('u.ended_at', 'is', null)
    .orderBy('u.created_at')
    .orderBy('u.id')
    .limit(MOST)
    .execute();
  return rows.map((row) => {
    const { level, denials } = decide(subject, 'pii_unlock_decision', placeOf(row));
    return {
      id: row.id,
      client: { id: row.tenant_id, name: row.client_name },
      person: { id: row.person_id, name: row.person_name, role: row.role },
      call: { startedAt: row.started_at.toISOString(), timeZone: row.time_zone, agent: row.agent_name },
      scope: row.scope,
      justification: row.justification,
      requestedAt: row.created_at.toISOString(),
      decision: { level, denials: [...denials] },
    };
  });
}

/** One request of a client that is held, decided or not; whoever ends it waits until the transaction is over. @throws 404 */
export async function unlockToDecide(db: AgencyDb, client: OwnClient, unlockId: string) {
  const row = await unlocksOf(db, client.agency_id)
    .where('u.tenant_id', '=', client.id)
    .where('u.id', '=', unlockId)
    .forUpdate('u')
    .executeTakeFirst();
  if (!row) throw problem('not_found');
  return row;
}

/** What became of a request that is no longer open. */
export function decidedMeanwhile(row: Row): DecidedUnlock {
  const at = row.decided_at ?? row.ended_at ?? row.created_at;
  const state = row.state === 'open' ? 'withdrawn' : row.state;
  return { state, by: row.decided_name, at: at.toISOString() };
}

/** Who asked as the policy weighs them now, and the facts of the call. */
export async function requesterOf(db: AgencyDb, client: OwnClient, row: Row) {
  const recording = await db
    .selectFrom('recordings')
    .select('consent')
    .where('tenant_id', '=', client.id)
    .where('call_id', '=', row.call_id)
    .executeTakeFirst();
  const projects = await db
    .selectFrom('membership_projects')
    .select('project_id')
    .where('tenant_id', '=', client.id)
    .where('person_id', '=', row.person_id)
    .execute();
  const ofClient = row.all_projects !== null;
  const requester: Subject = {
    userId: row.person_id,
    role: row.role,
    agencyId: client.agency_id,
    clientId: ofClient ? client.id : null,
    projectIds: row.all_projects === false ? projects.map(({ project_id }) => project_id) : 'all',
    // Theirs to meet when they look: it is weighed again then.
    mfa: 'satisfied',
    viewAs: false,
  };
  // Nothing recorded: nothing to consent to.
  const consent: Consent = recording?.consent ?? 'not_required';
  return { requester, resource: { clientId: client.id, projectId: row.project_id, consent } };
}
