import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '@foyer/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRequest } from './sample-requests.ts';

const CLIENT = persona('brightwater-admin').clientId!;
const PERMISSIONS = `/api/clients/${CLIENT}/permissions`;

describe.each(ENGINES)('races, on %s', (engine) => {
  let test: TestApp;
  let agency: TestPerson;
  beforeAll(async () => {
    test = await createTestApp({ engine });
    agency = await test.signIn('larkspur-agency');
  });
  afterAll(() => test.close());

  const versionOf = async () =>
    ((await (await agency.fetch(PERMISSIONS)).json()) as { version: number }).version;
  const save = async (overrides: object, by = agency) =>
    by.fetch(PERMISSIONS, json({ version: await versionOf(), overrides }, 'PUT'));
  const off = { view_calls: { value: false, until: null }, view_call_details: { value: false, until: null } };

  it('a right that is taken while requests run: each is answered whole or refused, and after the save all are refused', async () => {
    expect((await save({})).status).toBe(200);
    const manager = await test.signIn('brightwater-manager');
    const list = () => manager.fetch('/api/calls?limit=50');
    expect((await list()).status).toBe(200);
    const running = Array.from({ length: 20 }, list);
    const saved = save(off);
    const amid = Array.from({ length: 20 }, list);
    expect((await saved).status).toBe(200);
    const after = await Promise.all(Array.from({ length: 10 }, list));
    for (const answer of await Promise.all([...running, ...amid])) {
      const body = (await answer.json()) as { items?: object[]; code?: string };
      if (answer.status === 200) expect(body.items).toHaveLength(50);
      else expect([answer.status, body.code]).toEqual([403, 'denied']);
    }
    expect(after.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 403));
    expect((await save({})).status).toBe(200);
    expect((await list()).status).toBe(200);
  });

  it('of ten saves of one version at once one is written, and the others are shown it', async () => {
    const another = await test.signIn('larkspur-agency');
    const savers = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? agency : another));
    const version = await versionOf();
    const answers = await Promise.all(
      savers.map((one, index) =>
        one.fetch(
          PERMISSIONS,
          json({ version, overrides: { manage_billing: { value: index % 2 === 0, until: null } } }, 'PUT'),
        ),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
    const [loser] = answers.filter(({ status }) => status === 412);
    expect(await loser!.json()).toHaveProperty('current.version', version + 1);
    expect(await versionOf()).toBe(version + 1);
  });

  // The embedded database works in this thread, one request after another: ten thousand there would show the same, and take minutes.
  const MANY = engine === 'postgres' ? 10_000 : 1_000;
  const SUBMITS = process.env.FOYER_CAMPAIGN === 'all' ? MANY : 100;
  it(`a new client that is sent ${SUBMITS} times at once is made once`, async () => {
    const body = sampleRequest('createClient', ids).body as { key: string; name: string };
    const answers = await Promise.all(
      Array.from({ length: SUBMITS }, async () => {
        const answer = await agency.fetch('/api/clients', json({ ...body, name: 'Made once' }));
        return [answer.status, ((await answer.json()) as { id?: string }).id];
      }),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(200);
    const made = await test.db.withOwner(({ db }) =>
      db.selectFrom('clients').select('id').where('name', '=', 'Made once').execute(),
    );
    expect(made).toEqual([{ id: answers[0]?.[1] }]);
  }, 300_000);

  it('a view ended in one tab is over in the other, also for requests that are sent meanwhile', async () => {
    const begun = await agency.fetch(
      '/api/session/view-as',
      json(sampleRequest('startViewAs', { ...ids, clientId: CLIENT }).body),
    );
    expect(begun.status).toBe(204);
    const look = () => agency.fetch('/api/calls?limit=50');
    expect((await look()).status).toBe(200);
    const [ended, ...meanwhile] = await Promise.all([
      agency.fetch('/api/session/view-as', { method: 'DELETE' }),
      ...Array.from({ length: 20 }, look),
      agency.fetch('/api/session/view-as', { method: 'DELETE' }),
    ]);
    expect(ended.status).toBe(204);
    for (const answer of meanwhile.slice(0, -1)) {
      // As staff, redacted, or not at all: never with the agency's own eyes.
      if (answer.status === 200) expect(await answer.text()).not.toContain('"caller"');
      else expect(answer.status).toBe(403);
    }
    expect((await look()).status).toBe(403);
    const session = (await (await agency.fetch('/api/session')).json()) as { mode: string; viewAs: unknown };
    expect(session).toMatchObject({ mode: 'own', viewAs: null });
    const ends = await test.db.withOwner(({ db }) =>
      db.selectFrom('audit_entries').select('action').where('action', '=', 'view_as.ended').execute(),
    );
    expect(ends).toHaveLength(1);
  });
});

const none = '00000000-0000-4000-8000-000000000000';
const ids = {
  clientId: none,
  personId: none,
  projectId: none,
  callId: none,
  agentId: none,
  sessionId: none,
  invitationId: none,
  requestId: none,
  connectionId: none,
};
