import type { OwnRequest } from '@foyer/contract/access-requests';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleOf } from '../testing/console-client.ts';
import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '../testing/test-app.ts';

const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe.each(ENGINES)('a person before a closed door, on %s,', (engine) => {
  let test: TestApp;
  let staff: TestPerson;
  let manager: TestPerson;
  let console_: ReturnType<typeof consoleOf>;
  const clientId = persona('brightwater-manager').clientId ?? '';
  const turnOff = (grant: string) =>
    test.db.withSystem((db) =>
      sql`update client_grants set override_value = false, overridden_at = now()
        where tenant_id = ${clientId} and grant_name = ${grant}`.execute(db),
    );
  beforeAll(async () => {
    test = await createTestApp({ engine });
    [staff, manager] = [await test.signIn('brightwater-staff'), await test.signIn('brightwater-manager')];
    console_ = consoleOf(await test.signIn('larkspur-agency'));
    await turnOff('manage_billing');
  });
  afterAll(() => test.close());

  const ask = (person: TestPerson, capability: string, note?: string) => {
    test.clock.advance(1_000);
    return person.fetch('/api/access-requests', json({ capability, ...(note !== undefined && { note }) }));
  };
  const mine = async (person: TestPerson) =>
    ((await (await person.fetch('/api/access-requests')).json()) as { items: OwnRequest[] }).items;

  it('asks once, however often, and the agency finds it with what it takes', async () => {
    const answers = await Promise.all([
      ask(manager, 'billing', 'I pay the bills'),
      ask(manager, 'billing'),
      ask(manager, 'billing'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await mine(manager)).toHaveLength(1);
    expect((await ask(staff, 'agents')).status).toBe(200);
    const { items } = await console_.listAccessRequests();
    expect(items.map(({ person, capability, takes }) => ({ name: person.name, capability, takes }))).toEqual([
      {
        name: manager.persona.name,
        capability: 'billing',
        takes: { grants: ['manage_billing'], role: null, enough: true },
      },
      {
        name: staff.persona.name,
        capability: 'agents',
        takes: { grants: [], role: 'client_manager', enough: true },
      },
    ]);
    expect(await mine(staff)).toHaveLength(1);
  });

  it('is let in with what was asked for, and is told once', async () => {
    const [request] = (await console_.listAccessRequests()).items;
    const params = { clientId, requestId: request?.id ?? '' };
    const { version } = await console_.getPermissions({ params });
    await expect(console_.grantAccess({ params, body: { version: version + 1 } })).rejects.toMatchObject({
      code: 'stale',
    });
    expect((await manager.api.getSession()).decisions.billing.level).toBe('none');
    const before = await manager.api.getSession();
    await console_.grantAccess({ params, body: { version } });
    const after = await manager.api.getSession();
    expect(after).toMatchObject({ news: 1, decisions: { billing: { level: 'edit' } } });
    expect(after.access).not.toBe(before.access);
    await expect(console_.grantAccess({ params, body: { version: version + 1 } })).rejects.toMatchObject({
      code: 'conflict',
    });
    const [own] = await mine(manager);
    expect(own).toMatchObject({ state: 'granted', told: false });
    const see = (person: TestPerson) =>
      person.fetch(`/api/access-requests/${own?.id}/seen`, { method: 'POST' });
    expect((await see(staff)).status).toBe(404);
    expect((await see(manager)).status).toBe(204);
    expect((await see(manager)).status).toBe(204);
    expect((await manager.api.getSession()).news).toBe(0);
    const activity = await console_.listActivity({ params: { clientId } });
    expect(activity.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['access_request.made', 'permissions.saved', 'access_request.granted']),
    );
  });

  it('is told why not, and may ask again', async () => {
    const [request] = (await console_.listAccessRequests()).items;
    const params = { clientId, requestId: request?.id ?? '' };
    await console_.declineAccess({ params, body: { reason: 'Ask your manager to look it up' } });
    expect((await mine(staff))[0]).toMatchObject({
      state: 'declined',
      reason: 'Ask your manager to look it up',
    });
    expect(await staff.api.getSession()).toMatchObject({ news: 1, role: 'client_staff' });
    expect((await ask(staff, 'agents')).status).toBe(200);
    expect(await mine(staff)).toHaveLength(2);
    const [again] = (await console_.listAccessRequests()).items;
    const { version } = await console_.getPermissions({ params });
    await console_.grantAccess({ params: { clientId, requestId: again?.id ?? '' }, body: { version } });
    expect(await staff.api.getSession()).toMatchObject({
      role: 'client_manager',
      decisions: { agents: { level: 'view' } },
    });
  });

  it('can’t ask for what is open, or what no agency can open', async () => {
    for (const capability of ['calls', 'settings_profile'])
      expect([capability, (await ask(manager, capability)).status]).toEqual([capability, 409]);
    expect((await ask(manager, 'everything')).status).toBe(422);
    expect((await ask(manager, 'billing', 'x'.repeat(501))).status).toBe(422);
  });

  it('is nobody to another agency: its request is like one that never was', async () => {
    await turnOff('view_analytics');
    await ask(manager, 'analytics');
    const [own] = await mine(manager);
    const other = consoleOf(await test.signIn('tidewell-agency'));
    expect((await other.listAccessRequests()).items).toEqual([]);
    for (const params of [
      { clientId, requestId: own?.id ?? '' },
      { clientId: NOWHERE, requestId: own?.id ?? '' },
    ])
      await expect(other.declineAccess({ params, body: { reason: 'no' } })).rejects.toMatchObject({
        code: 'not_found',
      });
    const foreign = persona('oakfield-admin').clientId ?? '';
    await expect(
      console_.declineAccess({
        params: { clientId: foreign, requestId: own?.id ?? '' },
        body: { reason: 'no' },
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect((await mine(manager))[0]?.state).toBe('open');
  });
});
