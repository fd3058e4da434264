import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agentId, clientId, projectId } from '../seed/demo.ts';
import { createTestApp, ENGINES, type TestApp } from '../testing/test-app.ts';

describe.each(ENGINES)('agents on the %s database', (engine) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ engine });
  });
  afterAll(() => app.close());

  test('have cards with their numbers, last call and calls of the week', async () => {
    const manager = await app.signIn('brightwater-manager');
    const { items } = await manager.api.listAgents();
    expect(items.map((agent) => agent.name)).toEqual([
      'Ada, front desk',
      'Jonas, after hours',
      'Mia, front desk',
      'Pip, children',
      'Reminders',
    ]);
    for (const agent of items) {
      const { rows } = await app.db.withSystem((db) =>
        sql<{
          last: Date;
          week: number;
        }>`select max(started_at) as last, count(*) filter (where started_at > ${new Date(
          app.clock.now().getTime() - 7 * 86_400_000,
        )}) as week from calls where tenant_id = ${clientId('brightwater')} and agent_id = ${agent.id}`.execute(
          db,
        ),
      );
      expect(agent.lastCallAt).toBe(rows[0]?.last.toISOString());
      expect(agent.callsLast7Days).toBe(rows[0]?.week);
    }
    expect(items.find((agent) => agent.name === 'Mia, front desk')?.phoneNumbers).toEqual([
      '+12125550110',
      '+12125550111',
    ]);
  });

  test('can be narrowed to a project; one of another client is like one that does not exist', async () => {
    const admin = await app.signIn('brightwater-admin');
    const inElm = await admin.api.listAgents({ query: { project: projectId('brightwater', 'elm') } });
    expect(inElm.items.map((agent) => agent.name)).toEqual(['Ada, front desk', 'Reminders']);
    for (const project of [projectId('keystone', 'riverside'), '00000000-0000-4000-8000-000000000000']) {
      expect(await admin.api.listAgents({ query: { project } })).toEqual({ items: [] });
    }
  });

  test('are read as a whole on their own page', async () => {
    const admin = await app.signIn('keystone-admin');
    const agent = await admin.api.getAgent({ params: { agentId: agentId('keystone', 'edie') } });
    expect(agent).toMatchObject({ name: 'Edie, viewings', language: 'en-GB', status: 'live' });
    expect(agent.greeting).toContain('Keystone Lettings');
    expect(agent.callsLast7Days).toBeTypeOf('number');
    const foreign = await admin.fetch(`/api/agents/${agentId('brightwater', 'mia')}`);
    const nobody = await admin.fetch('/api/agents/00000000-0000-4000-8000-000000000000');
    expect([foreign.status, nobody.status]).toEqual([404, 404]);
  });

  test('tell nothing of calls without the grant for calls', async () => {
    const admin = await app.signIn('brightwater-admin');
    const tenant = clientId('brightwater');
    const grant = (value: boolean | null) =>
      app.db.withSystem(async (db) => {
        await sql`update client_grants set override_value = ${value}, overridden_at = now()
          where tenant_id = ${tenant} and grant_name = 'view_calls'`.execute(db);
      });
    await grant(false);
    const { items } = await admin.api.listAgents();
    await grant(null);
    expect(items).toHaveLength(5);
    for (const agent of items) {
      expect(agent).not.toHaveProperty('lastCallAt');
      expect(agent).not.toHaveProperty('callsLast7Days');
    }
  });

  test('are closed to staff, and without their grant', async () => {
    for (const key of ['brightwater-staff', 'oakfield-admin', 'aurelia-manager']) {
      const person = await app.signIn(key);
      for (const path of ['/api/agents', `/api/agents/${agentId('brightwater', 'mia')}`]) {
        expect((await person.fetch(path)).status).toBe(403);
      }
    }
  });
});
