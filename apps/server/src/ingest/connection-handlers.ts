import {
  SECRET_GRACE_MS,
  SECRET_OF_VENDOR,
  type Connection,
  type connectionEndpoints,
} from '@foyer/contract/ingest';
import { record, whoOf } from '../audit/record.ts';
import { newToken } from '../auth/token.ts';
import { holdClient, ownClient } from '../clients/own-client.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { invalid, stale } from '../platform/problem.ts';
import { readConnection, readConnections } from './read-connections.ts';
import { readFailures, replay } from './read-failures.ts';
import { sealOfSecrets } from './secret-seal.ts';

/** The connections of one client, for its agency. Whoever changes something holds the client, so that changes come one after another. */
export const connectionHandlers: Handlers<keyof typeof connectionEndpoints> = {
  listConnections: async ({ db, subject, input, deps, request }) => {
    const { id } = await ownClient(db, subject.agencyId, input.params.clientId);
    const where = { tenantId: id, origin: request.origin, now: deps.clock.now() };
    const agents = await db
      .selectFrom('agents as a')
      .innerJoin('projects as p', (join) =>
        join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.project_id'),
      )
      .select(['a.id', 'a.name as label', 'p.name as project'])
      .where('a.tenant_id', '=', id)
      .orderBy('a.name')
      .orderBy('a.id')
      .execute();
    return { items: await readConnections(db, where), agents };
  },

  createConnection: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const { vendor, name, consent, retentionDays, secret: given } = input.body;
    const now = deps.clock.now();
    const id = deps.newId();
    // Where the vendor makes the secret there is none until somebody enters it, and nothing is taken.
    const made = given === undefined && !SECRET_OF_VENDOR[vendor] ? newToken() : null;
    const secret = given ?? made;
    await db
      .insertInto('ingest_connections')
      .values({
        tenant_id: client.id,
        id,
        vendor,
        name,
        secret: secret === null ? null : await sealOfSecrets(deps.secret).close(secret),
        secret_set_at: secret === null ? null : now,
        consent,
        retention_days: retentionDays,
        created_at: now,
      })
      .execute();
    const connection = await readConnection(db, { tenantId: client.id, origin: request.origin, now }, id);
    await record(db, whoOf(session, request), {
      ...noteOf(client, connection, 'connection.made'),
      after: { ...settingsOf(connection), vendor },
    });
    return { connection, secret: made };
  },

  saveConnection: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const where = { tenantId: client.id, origin: request.origin, now: deps.clock.now() };
    const before = await readConnection(db, where, input.params.connectionId);
    const { version, state, name, consent, retentionDays } = input.body;
    if (before.version !== version) throw stale(before);
    await db
      .updateTable('ingest_connections')
      .set({
        name,
        consent,
        retention_days: retentionDays,
        version: version + 1,
        ...(state !== before.state && { disabled_at: state === 'off' ? where.now : null }),
      })
      .where('tenant_id', '=', client.id)
      .where('id', '=', before.id)
      .execute();
    const after = await readConnection(db, where, before.id);
    const switched = state === 'off' ? 'connection.disabled' : 'connection.enabled';
    await record(db, whoOf(session, request), {
      ...noteOf(client, after, state === before.state ? 'connection.changed' : switched),
      before: settingsOf(before),
      after: settingsOf(after),
    });
    return after;
  },

  setConnectionSecret: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const now = deps.clock.now();
    const where = { tenantId: client.id, origin: request.origin, now };
    const before = await readConnection(db, where, input.params.connectionId);
    const { version, secret: given } = input.body;
    if (before.version !== version) throw stale(before);
    if (given === undefined && SECRET_OF_VENDOR[before.vendor])
      throw invalid('body.secret', 'Enter the secret that the platform shows.');
    const made = given === undefined ? newToken() : null;
    const sealed = await sealOfSecrets(deps.secret).close(given ?? made ?? '');
    await db
      .updateTable('ingest_connections')
      .set((eb) => ({
        previous_secret: eb.ref('secret'),
        previous_until: before.secretSetAt === null ? null : new Date(now.getTime() + SECRET_GRACE_MS),
        secret: sealed,
        secret_set_at: now,
        version: version + 1,
      }))
      .where('tenant_id', '=', client.id)
      .where('id', '=', before.id)
      .execute();
    const connection = await readConnection(db, where, before.id);
    await record(db, whoOf(session, request), noteOf(client, connection, 'connection.secret_set'));
    return { connection, secret: made };
  },

  setConnectionAgent: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const now = deps.clock.now();
    const where = { tenantId: client.id, origin: request.origin, now };
    const before = await readConnection(db, where, input.params.connectionId);
    const { vendorAgentId, agentId } = input.body;
    const of = { tenant_id: client.id, connection_id: before.id, vendor_agent_id: vendorAgentId };
    if (agentId === null) {
      await db
        .deleteFrom('ingest_agents')
        .where('tenant_id', '=', client.id)
        .where('connection_id', '=', before.id)
        .where('vendor_agent_id', '=', vendorAgentId)
        .execute();
    } else {
      const agent = await db
        .selectFrom('agents')
        .select('id')
        .where('tenant_id', '=', client.id)
        .where('id', '=', agentId)
        .executeTakeFirst();
      if (!agent) throw invalid('body.agentId', 'Choose one of this client’s agents.');
      await db
        .insertInto('ingest_agents')
        .values({ ...of, agent_id: agentId })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'connection_id', 'vendor_agent_id'])
            .doUpdateSet({ agent_id: agentId }),
        )
        .execute();
      await replay(db, client.id, now, { agent: { connectionId: before.id, vendorAgentId } });
      deps.ingest.wake();
    }
    const after = await readConnection(db, where, before.id);
    const agentOf = (one: Connection): string | null =>
      one.agents.find((agent) => agent.vendorAgentId === vendorAgentId)?.agentId ?? null;
    await record(db, whoOf(session, request), {
      ...noteOf(client, after, 'connection.agent_set'),
      before: { assistant: vendorAgentId, agent: agentOf(before) },
      after: { assistant: vendorAgentId, agent: agentOf(after) },
    });
    return after;
  },

  listIngestFailures: async ({ db, subject, input, deps }) => {
    const { id } = await ownClient(db, subject.agencyId, input.params.clientId);
    return readFailures(db, id, deps.clock.now(), input.query.limit);
  },

  replayIngestFailures: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const { failureId } = input.body;
    const replayed = await replay(db, client.id, deps.clock.now(), { failureId });
    deps.ingest.wake();
    if (replayed > 0)
      await record(db, whoOf(session, request), {
        chain: { agencyId: client.agency_id, clientId: client.id },
        action: 'connection.replayed',
        target: { kind: 'client', id: client.id, label: client.name },
        after: { replayed },
        outcome: 'done',
      });
    return { replayed };
  },
};

const settingsOf = ({ name, state, consent, retentionDays }: Connection) => ({
  name,
  state,
  consent,
  retentionDays,
});

const noteOf = <Action extends string>(
  client: { readonly id: string; readonly agency_id: string },
  connection: Connection,
  action: Action,
) => ({
  chain: { agencyId: client.agency_id, clientId: client.id },
  action,
  target: { kind: 'connection', id: connection.id, label: connection.name },
  outcome: 'done' as const,
});
