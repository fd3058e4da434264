import { leadsClient } from '@foyer/access';
import type { PersonItem } from '@foyer/contract/people';
import { record, whoOf, type AuditNote } from '../audit/record.ts';
import { forgetDevices } from '../auth/remembered-device.ts';
import { forgetSecondFactor } from '../auth/second-factor.ts';
import { holdClient, ownClient, type OwnClient } from '../clients/own-client.ts';
import type { SystemDb } from '../db/database.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem, stale } from '../platform/problem.ts';
import { endSessions, listSessions, requiresFactor } from './person-sessions.ts';
import { checkProjects } from './project-choice.ts';
import { readInvitations, readPeople, readPerson, readProjects } from './read-people.ts';

/** The people of one client, for its agency. Whoever changes something holds the client, so that changes come one after another. */
export const peopleHandlers: Handlers<
  | 'listPeople'
  | 'changePerson'
  | 'setPersonState'
  | 'resetPersonMfa'
  | 'listPersonSessions'
  | 'endPersonSession'
  | 'endPersonSessions'
> = {
  listPeople: async ({ db, subject, input, deps }) => {
    const { id } = await ownClient(db, subject.agencyId, input.params.clientId);
    const now = deps.clock.now();
    return {
      items: await readPeople(db, id, now),
      invitations: await readInvitations(db, id, now),
      projects: await readProjects(db, id),
      mfaRequiredOfAll: await requiresFactor(db, id),
    };
  },

  changePerson: async ({ db, subject, session, input, deps, request }) => {
    const { clientId, personId } = input.params;
    const client = await holdClient(db, subject.agencyId, clientId);
    const now = deps.clock.now();
    const before = await readPerson(db, clientId, now, personId);
    const { version, role, projects, mfaRequired = before.mfa.required, confirmLastAdmin } = input.body;
    const chosen = await checkProjects(db, clientId, projects);
    if (before.version !== version) throw stale(before);
    if (!leadsClient(role)) await keepAnAdmin(db, clientId, before, confirmLastAdmin);
    await db
      .updateTable('memberships')
      .set({ role, all_projects: chosen.all, version: version + 1 })
      .where('tenant_id', '=', clientId)
      .where('person_id', '=', personId)
      .execute();
    await db
      .deleteFrom('membership_projects')
      .where('tenant_id', '=', clientId)
      .where('person_id', '=', personId)
      .execute();
    if (chosen.ids.length > 0)
      await db
        .insertInto('membership_projects')
        .values(chosen.ids.map((project_id) => ({ tenant_id: clientId, person_id: personId, project_id })))
        .execute();
    await db
      .updateTable('people')
      .set({ mfa_required: mfaRequired })
      .where('id', '=', personId)
      .where('mfa_required', '<>', mfaRequired)
      .execute();
    const after = await readPerson(db, clientId, now, personId);
    await record(db, whoOf(session, request), {
      ...noteOf(client, after, 'person.changed'),
      before: accessOf(before),
      after: accessOf(after),
    });
    return after;
  },

  setPersonState: async ({ db, subject, session, input, deps, request }) => {
    const { clientId, personId } = input.params;
    const client = await holdClient(db, subject.agencyId, clientId);
    const now = deps.clock.now();
    const before = await readPerson(db, clientId, now, personId);
    const { version, state, confirmLastAdmin } = input.body;
    if (before.version !== version) throw stale(before);
    if (before.state === state) return before;
    if (state === 'disabled') {
      await keepAnAdmin(db, clientId, before, confirmLastAdmin);
      await endSessions(db, personId);
      await forgetDevices(db, personId);
    }
    await db
      .updateTable('memberships')
      .set({ disabled_at: state === 'disabled' ? now : null, version: version + 1 })
      .where('tenant_id', '=', clientId)
      .where('person_id', '=', personId)
      .execute();
    const after = await readPerson(db, clientId, now, personId);
    const action = state === 'disabled' ? 'person.disabled' : 'person.enabled';
    await record(db, whoOf(session, request), noteOf(client, after, action));
    return after;
  },

  resetPersonMfa: async ({ db, subject, session, input, deps, request }) => {
    const { clientId, personId } = input.params;
    const client = await holdClient(db, subject.agencyId, clientId);
    const person = await readPerson(db, clientId, deps.clock.now(), personId);
    await forgetSecondFactor(db, personId);
    // Whoever holds the lost device may be signed in with it.
    await endSessions(db, personId);
    const after = await readPerson(db, clientId, deps.clock.now(), personId);
    await record(db, whoOf(session, request), {
      ...noteOf(client, person, 'mfa.reset'),
      before: { enrolled: person.mfa.enrolled },
      after: { enrolled: after.mfa.enrolled },
    });
    return after;
  },

  listPersonSessions: async ({ db, subject, input, deps }) => {
    const { clientId, personId } = input.params;
    await ownClient(db, subject.agencyId, clientId);
    const person = await readPerson(db, clientId, deps.clock.now(), personId);
    return listSessions(db, clientId, person, deps.clock.now());
  },

  endPersonSession: async ({ db, subject, session, input, deps, request }) => {
    const { clientId, personId, sessionId } = input.params;
    const client = await holdClient(db, subject.agencyId, clientId);
    const person = await readPerson(db, clientId, deps.clock.now(), personId);
    const ended = await db
      .deleteFrom('sessions')
      .where('id', '=', sessionId)
      .where('user_id', '=', personId)
      .executeTakeFirst();
    const forgotten = await db
      .deleteFrom('remembered_devices')
      .where('id', '=', sessionId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (ended.numDeletedRows + forgotten.numDeletedRows === 0n) throw problem('not_found');
    await record(db, whoOf(session, request), noteOf(client, person, 'person.session_ended'));
  },

  endPersonSessions: async ({ db, subject, session, input, deps, request }) => {
    const { clientId, personId } = input.params;
    const client = await holdClient(db, subject.agencyId, clientId);
    const person = await readPerson(db, clientId, deps.clock.now(), personId);
    await endSessions(db, personId);
    await forgetDevices(db, personId);
    await record(db, whoOf(session, request), noteOf(client, person, 'person.sessions_ended'));
  },
};

/** What of a person an audit log compares. */
const accessOf = ({ role, projects, mfa }: PersonItem) => ({
  role,
  mfaRequired: mfa.required,
  projects: projects === 'all' ? projects : projects.map(({ name }) => name),
});

const noteOf = (client: OwnClient, { id, name }: PersonItem, action: AuditNote['action']): AuditNote => ({
  chain: { agencyId: client.agency_id, clientId: client.id },
  action,
  target: { kind: 'person', id, label: name },
  outcome: 'done',
});

/** @throws 409 `last_admin` when the client would have no active admin any more, and nobody said that this is meant */
async function keepAnAdmin(
  db: SystemDb,
  clientId: string,
  { id, role, state }: PersonItem,
  confirmed: boolean,
): Promise<void> {
  if (confirmed || !leadsClient(role) || state === 'disabled') return;
  const another = await db
    .selectFrom('memberships')
    .select('person_id')
    .where('tenant_id', '=', clientId)
    .where('role', '=', 'client_admin')
    .where('disabled_at', 'is', null)
    .where('person_id', '<>', id)
    .limit(1)
    .executeTakeFirst();
  if (!another) throw problem('last_admin');
}
