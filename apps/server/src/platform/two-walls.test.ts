import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ENGINES, persona, type TestApp } from '../testing/test-app.ts';

/*
 * Two walls keep one client's rows from another: the policy and the queries that name their tenant, and behind them row-level security.
 * That the second holds alone is shown in db/database.test.ts, where transactions ask for everything. Here the second is taken away.
 */
describe.each(ENGINES)('without row-level security, on %s', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({
      engine,
      database: (db) => ({
        ...db,
        withTenant: (_scope, work) =>
          db.withOwner((owner) => owner.db.transaction().execute((transaction) => work(transaction))),
      }),
    });
  });
  afterAll(() => test.close());

  const callsOf = (key: string) =>
    test.db.withOwner(({ db }) =>
      db
        .selectFrom('calls')
        .select(['id', 'agent_id', 'project_id'])
        .where('tenant_id', '=', persona(key).clientId ?? '')
        .execute(),
    );

  it('a list still holds the own client’s calls alone', async () => {
    const everything = new Set((await callsOf('brightwater-admin')).map((call) => call.id));
    const admin = await test.signIn('brightwater-admin');
    const { items } = await admin.api.listCalls({ query: { limit: 100 } });
    expect(items).toHaveLength(100);
    expect(items.every((call) => everything.has(call.id))).toBe(true);
  });

  it('a list of staff still holds their projects’ calls alone', async () => {
    const staff = await test.signIn('brightwater-staff');
    const mine = new Set((await staff.api.getSession()).projects.map((project) => project.id));
    const theirs = (await callsOf('brightwater-staff')).filter((call) => mine.has(call.project_id));
    const ids = new Set(theirs.map((call) => call.id));
    const { items } = await staff.api.listCalls({ query: { limit: 100 } });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((call) => ids.has(call.id))).toBe(true);
  });

  it('another client’s call, transcript, recording and agent are still not there', async () => {
    const [foreign] = await callsOf('copperline-admin');
    const admin = await test.signIn('brightwater-admin');
    for (const path of [
      `/api/calls/${foreign?.id}`,
      `/api/calls/${foreign?.id}/transcript`,
      `/api/calls/${foreign?.id}/recording`,
      `/api/agents/${foreign?.agent_id}`,
    ]) {
      expect((await admin.fetch(path)).status).toBe(404);
    }
    const { items } = await admin.api.listAgents();
    expect(items.map((agent) => agent.id)).not.toContain(foreign?.agent_id);
  });
});
