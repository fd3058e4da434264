import type { clientEndpoints } from '@foyer/contract/clients';
import { record, whoOf } from '../audit/record.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { invalid, problem, stale } from '../platform/problem.ts';
import { nextVersion, readVersion, type PartVersion } from './client-versions.ts';
import { createClient } from './create-client.ts';
import { isCurrency, isTimeZone } from './known-places.ts';
import { readCursor, writeCursor } from './name-cursor.ts';
import { holdClient, ownClient, type OwnClient } from './own-client.ts';
import { readClients, readOverview } from './read-clients.ts';

/** The agency's clients in its console. */
export const consoleClientHandlers: Handlers<keyof typeof clientEndpoints> = {
  searchClients: async ({ db, subject, input, deps }) => {
    const { cursor, ...wanted } = input.query;
    const after = cursor === undefined ? null : readCursor(cursor);
    if (cursor !== undefined && !after)
      throw invalid('query.cursor', 'Give it as the page before did, or start at the first page.');
    const page = await readClients(db, {
      ...wanted,
      after,
      agencyId: subject.agencyId,
      now: deps.clock.now(),
    });
    return { items: page.items, nextCursor: page.next && writeCursor(page.next) };
  },

  createClient: async ({ db, subject, session, input, deps, request }) => {
    const { key, name, timeZone, currency, project } = input.body;
    if (!isTimeZone(timeZone)) throw invalid('body.timeZone', 'Choose a time zone such as Europe/Berlin.');
    if (!isCurrency(currency)) throw invalid('body.currency', 'Choose a currency such as EUR.');
    const { agencyId } = subject;
    const at = deps.clock.now();
    const id = deps.newId();
    const made = await createClient(db, {
      id,
      agencyId,
      key,
      name,
      timeZone,
      currency,
      project: { id: deps.newId(), name: project },
      at,
    });
    if (!made) {
      const first = await db
        .selectFrom('clients')
        .selectAll()
        .where('agency_id', '=', agencyId)
        .where('create_key', '=', key)
        .executeTakeFirst();
      if (!first) throw problem('conflict');
      return readOverview(db, first, at);
    }
    const client = await ownClient(db, agencyId, id);
    const overview = await readOverview(db, client, at);
    await record(db, whoOf(session, request), {
      chain: { agencyId, clientId: id },
      action: 'client.created',
      target: { kind: 'client', id, label: name },
      after: { name, timeZone, currency, project },
      outcome: 'done',
    });
    return overview;
  },

  getClient: async ({ db, subject, input, deps }) =>
    readOverview(db, await ownClient(db, subject.agencyId, input.params.clientId), deps.clock.now()),

  renameClient: async ({ db, subject, session, input, deps, request }) => {
    const { agencyId } = subject;
    const client = await holdClient(db, agencyId, input.params.clientId);
    const { version, name } = input.body;
    const now = deps.clock.now();
    const there = await readVersion(db, client.id, 'profile');
    if (there.version !== version) throw stale(standing(client, there));
    if (name === client.name) return readOverview(db, client, now);
    await db.updateTable('clients').set({ name }).where('id', '=', client.id).execute();
    await nextVersion(db, client.id, 'profile', { by: session.person.id, at: now });
    const overview = await readOverview(db, { ...client, name }, now);
    await record(db, whoOf(session, request), {
      chain: { agencyId, clientId: client.id },
      action: 'client.renamed',
      target: { kind: 'client', id: client.id, label: name },
      before: { name: client.name },
      after: { name },
      outcome: 'done',
    });
    return overview;
  },

  setClientState: async ({ db, subject, session, input, deps, request }) => {
    const { agencyId } = subject;
    const client = await holdClient(db, agencyId, input.params.clientId);
    const { version, state } = input.body;
    const now = deps.clock.now();
    const there = await readVersion(db, client.id, 'profile');
    if (there.version !== version) throw stale(standing(client, there));
    if (state === client.state) return readOverview(db, client, now);
    await db.updateTable('clients').set({ state }).where('id', '=', client.id).execute();
    // A suspended client's people can't come in: their sessions end now, and each open page is told by the rows that go.
    if (state === 'suspended') {
      await db
        .deleteFrom('sessions')
        .where('user_id', 'in', (eb) =>
          eb.selectFrom('memberships').select('person_id').where('tenant_id', '=', client.id),
        )
        .execute();
    }
    await nextVersion(db, client.id, 'profile', { by: session.person.id, at: now });
    const overview = await readOverview(db, { ...client, state }, now);
    await record(db, whoOf(session, request), {
      chain: { agencyId, clientId: client.id },
      action: state === 'suspended' ? 'client.suspended' : 'client.restored',
      target: { kind: 'client', id: client.id, label: client.name },
      before: { state: client.state },
      after: { state },
      outcome: 'done',
    });
    return overview;
  },
};

/** Of the overview what these writes concern: a refusal carries no id that wasn't sent. */
const standing = ({ name, state }: OwnClient, version: PartVersion) => ({ name, state, ...version });
