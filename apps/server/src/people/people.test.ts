import { clientOf } from '@foyer/contract';
import { peopleEndpoints } from '@foyer/contract/people';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientId, projectId } from '../seed/demo.ts';
import { createTestApp, ENGINES, json, ORIGIN, persona, type TestApp } from '../testing/test-app.ts';

const brightwater = clientId('brightwater');
const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe.each(ENGINES)('the people of a client, on %s,', (engine) => {
  let test: TestApp;
  let agency: Awaited<ReturnType<TestApp['signIn']>>;
  let api: ReturnType<typeof peopleApi>;
  beforeAll(async () => {
    test = await createTestApp({ engine });
    agency = await test.signIn('larkspur-agency');
    api = peopleApi(agency.fetch);
  });
  afterAll(() => test.close());

  const peopleApi = (fetch: (path: string, init?: RequestInit) => Promise<Response>) =>
    clientOf(peopleEndpoints, {
      baseUrl: ORIGIN,
      fetch: async (one) =>
        fetch(one.url, {
          method: one.method,
          headers: one.headers,
          ...(one.body && { body: await one.text() }),
        }),
    });
  const of = (key: string) => ({ clientId: brightwater, personId: persona(key).id });
  const read = async (key: string) =>
    (await api.listPeople({ params: { clientId: brightwater } })).items.find(
      ({ id }) => id === persona(key).id,
    )!;

  it('are listed with role, projects, state, second factor and sessions', async () => {
    await test.signIn('brightwater-staff');
    const { items, projects, invitations } = await api.listPeople({ params: { clientId: brightwater } });
    expect(items.map(({ name }) => name)).toEqual(['Colm Vesterby', 'Renata Oyelaran', 'Suri Mahlangu']);
    expect(items[2]).toMatchObject({
      role: 'client_staff',
      projects: [{ id: projectId('brightwater', 'harbor'), name: 'Harbor Street' }],
      state: 'active',
      sessions: 1,
      lastSignInAt: test.clock.now().toISOString(),
      mfa: { enrolled: false, required: false },
      version: 1,
    });
    expect(projects.map(({ name }) => name)).toEqual(['Elm Park', 'Harbor Street', 'Lakeside Kids']);
    expect(invitations).toEqual([]);
  });

  it('are the agency’s to look after: an admin of the client is told who does', async () => {
    const admin = await test.signIn('brightwater-admin');
    for (const [method, path] of [
      ['GET', `/api/clients/${brightwater}/people`],
      ['POST', `/api/clients/${brightwater}/invitations`],
      ['PUT', `/api/clients/${brightwater}/people/${persona('brightwater-staff').id}`],
    ] as const) {
      const answer = await admin.fetch(path, method === 'GET' ? {} : json({}, method));
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        code: 'denied',
        denials: [{ layer: 'role', code: 'role_agency_only' }],
      });
    }
  });

  it('of another agency’s client are not there, like those of none', async () => {
    const faces = await Promise.all(
      [clientId('copperline'), NOWHERE].map(async (client) => {
        const answers = await Promise.all([
          agency.fetch(`/api/clients/${client}/people`),
          agency.fetch(`/api/clients/${client}/invitations`, json({ email: 'not one' })),
          agency.fetch(
            `/api/clients/${client}/people/${persona('copperline-admin').id}/mfa/reset`,
            json({}, 'POST'),
          ),
          agency.fetch(`/api/clients/${client}/people/${persona('copperline-admin').id}/sessions`),
        ]);
        return Promise.all(
          answers.map(async (answer) => [
            answer.status,
            { ...((await answer.json()) as object), requestId: '' },
          ]),
        );
      }),
    );
    expect(faces[0]).toEqual(faces[1]);
    expect(faces[0]?.map(([status]) => status)).toEqual([404, 404, 404, 404]);
    // Nor does a client of one's own have the people of another.
    const stranger = { clientId: brightwater, personId: persona('keystone-admin').id };
    await expect(api.endPersonSessions({ params: stranger })).rejects.toMatchObject({ status: 404 });
  });

  it('get another role and other projects at once; whoever saves an older version is shown the newer one', async () => {
    const staff = await test.signIn('brightwater-staff');
    const before = await read('brightwater-staff');
    const elm = projectId('brightwater', 'elm');
    const after = await api.changePerson({
      params: of('brightwater-staff'),
      body: { version: before.version, role: 'client_manager', projects: [elm] },
    });
    expect(after).toMatchObject({ role: 'client_manager', projects: [{ id: elm }], version: 2 });
    expect(await staff.api.getSession()).toMatchObject({ role: 'client_manager', projects: [{ id: elm }] });
    await expect(
      api.changePerson({
        params: of('brightwater-staff'),
        body: { version: before.version, role: 'client_admin', projects: 'all' },
      }),
    ).rejects.toMatchObject({ status: 412, problem: { code: 'stale', current: { ...after } } });
  });

  it('need a second factor at once when the agency says so, and not when it takes that back', async () => {
    const staff = await test.signIn('brightwater-staff');
    const params = of('brightwater-staff');
    const before = await read('brightwater-staff');
    const body = { version: before.version, role: before.role, projects: 'all' } as const;
    const after = await api.changePerson({ params, body: { ...body, mfaRequired: true } });
    expect(after.mfa).toEqual({ enrolled: false, required: true });
    expect((await staff.fetch('/api/calls')).status).toBe(403);
    // Left out, it stays.
    const same = await api.changePerson({ params, body: { ...body, version: after.version } });
    expect(same.mfa.required).toBe(true);
    await api.changePerson({ params, body: { ...body, version: same.version, mfaRequired: false } });
    expect((await staff.fetch('/api/calls')).status).toBe(200);
  });

  it('get no project of another client and no role of the agency', async () => {
    const { version } = await read('brightwater-manager');
    const refused = async (body: object) => {
      const path = `/api/clients/${brightwater}/people/${persona('brightwater-manager').id}`;
      const answer = await agency.fetch(path, json({ version, ...body }, 'PUT'));
      return [answer.status, ((await answer.json()) as { fields: { field: string }[] }).fields[0]?.field];
    };
    const foreign = projectId('copperline', 'residential');
    expect(await refused({ role: 'client_staff', projects: [foreign] })).toEqual([422, 'body.projects']);
    expect(await refused({ role: 'client_staff', projects: [NOWHERE] })).toEqual([422, 'body.projects']);
    expect(await refused({ role: 'agency_admin', projects: 'all' })).toEqual([422, 'body.role']);
  });

  it('lose their last admin only if that is meant', async () => {
    const { version } = await read('brightwater-admin');
    const demote = { version, role: 'client_staff', projects: 'all' } as const;
    const disable = { version, state: 'disabled' } as const;
    const params = of('brightwater-admin');
    const lastAdmin = { status: 409, problem: { code: 'last_admin' } };
    await expect(api.changePerson({ params, body: demote })).rejects.toMatchObject(lastAdmin);
    await expect(api.setPersonState({ params, body: disable })).rejects.toMatchObject(lastAdmin);
    const disabled = await api.setPersonState({ params, body: { ...disable, confirmLastAdmin: true } });
    expect(disabled).toMatchObject({ state: 'disabled', version: version + 1 });
    await api.setPersonState({ params, body: { version: disabled.version, state: 'active' } });
  });

  it('are out at once when they are disabled, and back when they are enabled', async () => {
    const manager = await test.signIn('brightwater-manager');
    const { version } = await read('brightwater-manager');
    const params = of('brightwater-manager');
    await api.setPersonState({ params, body: { version, state: 'disabled' } });
    expect((await manager.fetch('/api/session')).status).toBe(401);
    await expect(test.signIn('brightwater-manager')).rejects.toThrow('invalid_credentials');
    await api.setPersonState({ params, body: { version: version + 1, state: 'active' } });
    expect((await (await test.signIn('brightwater-manager')).fetch('/api/session')).status).toBe(200);
  });

  it('have sessions that the agency sees by device, and ends one by one or together', async () => {
    const headers = {
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0',
    };
    const { email, password } = persona('brightwater-manager');
    const init = json({ email, password });
    const params = of('brightwater-manager');
    await api.endPersonSessions({ params });
    await test.fetch('/api/sign-in', {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...headers },
    });
    const [firefox, ...others] = (await api.listPersonSessions({ params })).items;
    expect(others).toEqual([]);
    expect(firefox).toMatchObject({
      device: 'Firefox on Windows',
      address: '192.0.2.1',
      secondFactor: 'not_required',
    });
    const one = { ...params, sessionId: firefox!.id };
    await api.endPersonSession({ params: one });
    expect((await api.listPersonSessions({ params })).items).toEqual([]);
    await expect(api.endPersonSession({ params: one })).rejects.toMatchObject({ status: 404 });
  });

  it('who save at once don’t overwrite each other: one is told', async () => {
    const { version } = await read('brightwater-manager');
    const saves = await Promise.allSettled(
      (['client_staff', 'client_manager'] as const).map((role) =>
        api.changePerson({ params: of('brightwater-manager'), body: { version, role, projects: 'all' } }),
      ),
    );
    expect(saves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(saves.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'stale' } });
  });

  it('are written about in the client’s log, with what was before and after', async () => {
    const rows = await test.db.withSystem((db) =>
      sql<{ action: string; before: unknown; after: unknown; person_name: string }>`
        select action, before, after, person_name from audit_entries where tenant_id = ${brightwater} order by seq`.execute(
        db,
      ),
    );
    expect(rows.rows).toContainEqual({
      action: 'person.changed',
      before: { role: 'client_staff', mfaRequired: false, projects: ['Harbor Street'] },
      after: { role: 'client_manager', mfaRequired: false, projects: ['Elm Park'] },
      person_name: persona('larkspur-agency').name,
    });
    expect(rows.rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.disabled', 'person.enabled', 'person.sessions_ended']),
    );
  });
});
