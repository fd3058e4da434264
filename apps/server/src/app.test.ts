import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ENGINES, json, ORIGIN, persona, type TestApp } from './testing/test-app.ts';

const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe.each(ENGINES)('the server on %s', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  const problemOf = async (answer: Response) => ({
    status: answer.status,
    ...((await answer.json()) as { code: string; fields?: { field: string }[]; denials?: object[] }),
  });

  describe('says no in this order', () => {
    it('401 to a stranger, whatever else is wrong', async () => {
      for (const [path, init] of [
        ['/api/session', {}],
        ['/api/calls?limit=nonsense', {}],
        ['/api/calls/nonsense', {}],
        ['/api/session/client', { ...json({}, 'PUT'), headers: { origin: 'https://evil.test' } }],
      ] as const) {
        expect(await problemOf(await test.fetch(path, init))).toMatchObject({
          status: 401,
          code: 'unauthenticated',
        });
      }
    });

    it('403 csrf before the capability', async () => {
      const staff = await test.signIn('brightwater-staff');
      const body = json({ clientId: null }, 'PUT');
      for (const headers of [
        { origin: 'https://evil.test' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': 'none' },
      ]) {
        const answer = await staff.fetch('/api/session/client', {
          ...body,
          headers: { ...(body.headers as Record<string, string>), ...headers } as Record<string, string>,
        });
        expect(await problemOf(answer)).toMatchObject({ status: 403, code: 'csrf' });
      }
    });

    it('403 csrf to a sign-in from elsewhere, and to one that says not where it is from', async () => {
      const { email, password } = persona('brightwater-admin');
      const elsewhere = { ...json({ email, password }), headers: { origin: 'https://evil.test' } };
      expect(await problemOf(await test.fetch('/api/sign-in', elsewhere))).toMatchObject({ code: 'csrf' });
      const silent = new Request(`${ORIGIN}/api/sign-in`, json({ email, password }));
      expect(await problemOf(await test.app.fetch(silent))).toMatchObject({ code: 'csrf' });
    });

    it('403 mfa before the capability, to whoever owes a second factor', async () => {
      const admin = await test.signIn('oakfield-admin');
      const owes = (mfa_required: boolean) =>
        test.db.kysely
          .updateTable('people')
          .set({ mfa_required })
          .where('id', '=', admin.persona.id)
          .execute();
      await owes(true);
      expect(await problemOf(await admin.fetch('/api/clients'))).toMatchObject({ status: 403, code: 'mfa' });
      await owes(false);
      expect(await problemOf(await admin.fetch('/api/clients'))).toMatchObject({ code: 'denied' });
    });

    it('403 ip before the capability, to whoever comes from outside the client’s list', async () => {
      const admin = await test.signIn('oakfield-admin');
      await test.db.withSystem((db) =>
        db
          .insertInto('client_addresses')
          .values({ tenant_id: admin.persona.clientId ?? '', range: '198.51.100.0/24' })
          .execute(),
      );
      expect(await problemOf(await admin.fetch('/api/clients'))).toMatchObject({ status: 403, code: 'ip' });
      const inside = await test.fetch('/api/clients', { headers: { cookie: admin.cookie } }, '198.51.100.9');
      expect(await problemOf(inside)).toMatchObject({ code: 'denied' });
      await test.db.withSystem((db) => db.deleteFrom('client_addresses').execute());
    });

    it('403 denied, with its reasons, before anything is looked up or read', async () => {
      const admin = await test.signIn('oakfield-admin');
      for (const path of [`/api/calls/${NOWHERE}`, '/api/calls/nonsense', '/api/calls?limit=nonsense']) {
        const answer = await problemOf(await admin.fetch(path));
        expect(answer).toMatchObject({ status: 403, code: 'denied' });
        expect(answer.denials).toContainEqual({
          layer: 'grant',
          code: 'grant_off',
          changeableBy: 'agency',
          grant: 'view_calls',
        });
      }
    });

    it('422 naming the field, once the capability is there', async () => {
      const admin = await test.signIn('brightwater-admin');
      const fieldsOf = async (path: string) =>
        (await problemOf(await admin.fetch(path))).fields?.map(({ field }) => field);
      expect(await fieldsOf('/api/calls/nonsense')).toEqual(['path.callId']);
      expect(await fieldsOf('/api/calls?limit=0&from=yesterday')).toEqual(
        expect.arrayContaining(['query.limit', 'query.from']),
      );
      expect(await fieldsOf('/api/calls?unheard=1')).toEqual(['query.unheard']);
      expect(await fieldsOf('/api/calls?limit=1&limit=2')).toEqual(['query.limit']);
      expect(await fieldsOf(`/api/calls?text=${'x'.repeat(300)}`)).toEqual(['query.text']);
    });
  });

  it('answers a foreign, another project’s and no call identically, to the byte', async () => {
    const staff = await test.signIn('brightwater-staff');
    const idOf = async (clientKey: string, ofStaff: boolean) => {
      const session = await staff.api.getSession();
      const [row] = await test.db.withSystem((db) =>
        db
          .selectFrom('calls')
          .select('id')
          .where('tenant_id', '=', persona(clientKey).clientId ?? '')
          .where(
            'project_id',
            ofStaff ? 'in' : 'not in',
            session.projects.map((project) => project.id),
          )
          .limit(1)
          .execute(),
      );
      return row?.id ?? '';
    };
    expect((await staff.fetch(`/api/calls/${await idOf('brightwater-staff', true)}`)).status).toBe(200);

    const faces = [];
    for (const id of [
      await idOf('copperline-admin', false),
      await idOf('brightwater-staff', false),
      NOWHERE,
    ]) {
      const answer = await staff.fetch(`/api/calls/${id}`);
      const body = await answer.text();
      const requestId = answer.headers.get('x-request-id') ?? '';
      expect(requestId).toHaveLength(36);
      faces.push({
        status: answer.status,
        headers: [...answer.headers].filter(([name]) => name !== 'x-request-id'),
        body: body.replace(requestId, ''),
        length: body.length,
      });
    }
    expect(faces[0]?.status).toBe(404);
    expect(faces[1]).toEqual(faces[0]);
    expect(faces[2]).toEqual(faces[0]);
  });

  it('answers an unknown address 404 and a known one with another method 405, as problems', async () => {
    const unknown = await test.fetch('/api/nothing');
    expect(unknown.headers.get('content-type')).toBe('application/problem+json');
    expect(await problemOf(unknown)).toMatchObject({ status: 404, code: 'not_found' });
    const wrong = await test.fetch('/api/session', { method: 'DELETE' });
    expect(wrong.headers.get('allow')).toBe('GET, HEAD');
    expect(await problemOf(wrong)).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  it('answers the session of each kind of person', async () => {
    const admin = await (await test.signIn('brightwater-admin')).api.getSession();
    expect(admin).toMatchObject({ role: 'client_admin', mode: 'own', timeZone: 'America/New_York' });
    expect(admin.decisions.calls).toEqual({ level: 'view', denials: [] });
    const staff = await (await test.signIn('brightwater-staff')).api.getSession();
    expect(staff.projects.map((project) => project.name)).toEqual(persona('brightwater-staff').projects);
    expect(staff.decisions.agents.level).toBe('none');
    const agency = await (await test.signIn('larkspur-agency')).api.getSession();
    expect(agency).toMatchObject({ role: 'agency_admin', mode: 'own', client: null });
    expect(agency.decisions.calls.level).toBe('none');
  });

  it('lets an agency’s admin open a client of the own agency, and no other', async () => {
    const agency = await test.signIn('larkspur-agency');
    const { items } = await agency.api.listClients();
    const names = items.map((client) => client.name);
    expect(names).toContain(persona('oakfield-admin').client);
    expect(names).not.toContain(persona('copperline-admin').client);

    await agency.api.chooseClient({ body: { clientId: persona('oakfield-admin').clientId } });
    const session = await agency.api.getSession();
    expect(session).toMatchObject({
      mode: 'full_access',
      client: { name: persona('oakfield-admin').client },
    });
    expect(session.decisions.calls.level).toBe('view');
    expect((await agency.api.listCalls()).items.length).toBeGreaterThan(0);

    for (const clientId of [persona('copperline-admin').clientId, NOWHERE]) {
      await expect(agency.api.chooseClient({ body: { clientId } })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    await agency.api.chooseClient({ body: { clientId: null } });
    await expect(agency.api.listCalls()).rejects.toMatchObject({ code: 'denied' });
  });

  it('ends a session at once, by signing out or by taking it away', async () => {
    const one = await test.signIn('keystone-admin');
    const other = await test.signIn('keystone-admin');
    await one.api.signOut();
    expect((await one.fetch('/api/session')).status).toBe(401);
    expect((await other.fetch('/api/session')).status).toBe(200);
    await test.db.kysely.deleteFrom('sessions').where('user_id', '=', other.persona.id).execute();
    expect((await other.fetch('/api/session')).status).toBe(401);
  });

  it('ends a session however much else the browser sends along', async () => {
    const one = await test.signIn('keystone-admin');
    const cookie = `other=${'x'.repeat(9_000)}; ${one.cookie}`;
    await test.fetch('/api/sign-out', { method: 'POST', headers: { cookie } });
    expect((await one.fetch('/api/session')).status).toBe(401);
  });

  it('prolongs a session that is used, and not one that is not', async () => {
    const admin = await test.signIn('copperline-manager');
    const sessions = test.db.kysely.selectFrom('sessions').where('user_id', '=', admin.persona.id);
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const expireAt = (expires_at: Date) =>
      test.db.kysely
        .updateTable('sessions')
        .set({ expires_at })
        .where('user_id', '=', admin.persona.id)
        .execute();
    expect((await admin.fetch('/api/session')).headers.getSetCookie()).toEqual([]);

    await expireAt(inDays(3));
    const answer = await admin.fetch('/api/session');
    expect(answer.headers.getSetCookie().join()).toContain('foyer.session_token=');
    const { expires_at } = await sessions.select('expires_at').executeTakeFirstOrThrow();
    expect(expires_at.getTime()).toBeGreaterThan(inDays(6).getTime());

    test.clock.advance(8 * 86_400_000);
    expect((await admin.fetch('/api/session')).status).toBe(401);
    test.clock.advance(-8 * 86_400_000);
  });

  it('decides from current data: a grant that is turned off closes the next request', async () => {
    const admin = await test.signIn('keystone-admin');
    const turn = (override_value: boolean | null) =>
      test.db.withSystem((db) =>
        db
          .updateTable('client_grants')
          .set({ override_value, overridden_at: override_value === null ? null : new Date() })
          .where('tenant_id', '=', admin.persona.clientId ?? '')
          .where('grant_name', '=', 'view_calls')
          .execute(),
      );
    expect((await admin.fetch('/api/calls')).status).toBe(200);
    await turn(false);
    expect((await admin.fetch('/api/calls')).status).toBe(403);
    await turn(null);
    expect((await admin.fetch('/api/calls')).status).toBe(200);
  });

  it('lets nobody of a suspended client in, by an old session or a new one', async () => {
    const manager = await test.signIn('fernhill-manager');
    const turn = (state: 'active' | 'suspended') =>
      test.db.withSystem((db) =>
        db
          .updateTable('clients')
          .set({ state })
          .where('id', '=', manager.persona.clientId ?? '')
          .execute(),
      );
    await turn('suspended');
    expect((await manager.fetch('/api/session')).status).toBe(401);
    const { email, password } = manager.persona;
    expect(await problemOf(await test.fetch('/api/sign-in', json({ email, password })))).toMatchObject({
      code: 'invalid_credentials',
    });
    await turn('active');
    expect((await manager.fetch('/api/session')).status).toBe(200);
  });

  it('bounds what it reads', async () => {
    const long = json({ email: 'a@b.example', password: 'x'.repeat(300_000) });
    expect(await problemOf(await test.fetch('/api/sign-in', long))).toMatchObject({ status: 413 });
    const deep = { ...json({}), body: '['.repeat(16_000) };
    expect(await problemOf(await test.fetch('/api/sign-in', deep))).toMatchObject({ status: 400 });
    const form = { method: 'POST', body: new URLSearchParams({ email: 'a', password: 'b' }) };
    expect(await problemOf(await test.fetch('/api/sign-in', form))).toMatchObject({ status: 415 });
    const odd = await problemOf(
      await test.fetch('/api/sign-in', json({ email: 'ann@b.example', pass: 'x' })),
    );
    expect(odd.fields?.map(({ field }) => field)).toEqual(['body.password', 'body.pass']);
  });

  it('sends strict headers with everything', async () => {
    for (const path of ['/healthz', '/api/session', '/api/nothing', '/api/openapi.json', '/api/reference']) {
      const { headers } = await test.fetch(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
    }
    expect((await test.fetch('/api/session')).headers.get('cache-control')).toBe('no-store');
    expect((await test.fetch('/api/session')).headers.has('strict-transport-security')).toBe(false);
  });

  it('logs neither secrets nor anything about people', async () => {
    const admin = await test.signIn('brightwater-admin');
    await admin.fetch('/api/calls?text=toothache');
    await admin.fetch('/api/calls/nonsense-in-the-path');
    await test.fetch(
      '/api/sign-in',
      json({ email: 'Secret.Person@example.com', password: 'hunter2-hunter2' }),
    );
    const log = test.log.join('\n');
    const token = admin.cookie.split('=')[1]?.slice(0, 20) ?? '';
    for (const secret of [
      'toothache',
      'nonsense-in',
      'secret.person',
      'Secret.Person',
      'hunter2',
      token,
      admin.persona.email,
      admin.persona.password,
    ]) {
      expect(log).not.toContain(secret);
    }
    expect(log).toContain('"route":"/api/calls/:callId","status":422');
  });
});
