import { VIEW_AS_LASTS_MS } from '@foyer/contract/view-as';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientId } from '../seed/demo.ts';
import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '../testing/test-app.ts';

const REASON = 'Their admin cannot find the invoices';
const brightwater = clientId('brightwater');
const NOWHERE = '00000000-0000-4000-8000-000000000000';

type As = { kind: 'role'; role: string } | { kind: 'person'; personId: string };

describe.each(ENGINES)('viewing as somebody, on %s,', (engine) => {
  let test: TestApp;
  let agency: TestPerson;
  beforeAll(async () => {
    test = await createTestApp({ engine });
    agency = await test.signIn('larkspur-agency');
  });
  afterEach(() => agency.fetch('/api/session/view-as', { method: 'DELETE' }));
  afterAll(() => test.close());

  const begin = (as: As, more: object = {}) =>
    agency.fetch(
      '/api/session/view-as',
      json({ clientId: brightwater, as, reason: REASON, returnTo: '/clients?search=b', ...more }),
    );
  const asRole = (role: string) => begin({ kind: 'role', role });
  const asPerson = (key: string) => begin({ kind: 'person', personId: persona(key).id });
  const activity = async (client = brightwater) => {
    const other = await test.signIn('larkspur-agency');
    const answer = await other.fetch(`/api/clients/${client}/activity`);
    return ((await answer.json()) as { items: { action: string; as: object; person: object }[] }).items;
  };
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  it.each(['brightwater-admin', 'brightwater-manager', 'brightwater-staff'])(
    'answers exactly what %s is answered, and says who looks, as whom, and until when',
    async (key) => {
      expect((await asPerson(key)).status).toBe(204);
      const own = await test.signIn(key);
      const [mine, theirs] = await Promise.all([own.api.getSession(), agency.api.getSession()]);
      expect(theirs).toMatchObject({
        person: { id: agency.persona.id },
        mode: 'view_as',
        role: mine.role,
        client: mine.client,
        projects: mine.projects,
        viewAs: {
          role: mine.role,
          person: { id: own.persona.id },
          reason: REASON,
          leftMs: VIEW_AS_LASTS_MS,
          returnTo: '/clients?search=b',
        },
      });
      const levels = (session: typeof mine) =>
        Object.entries(session.decisions).map(([name, { level }]) => [
          name,
          level === 'edit' ? 'view' : level,
        ]);
      expect(levels(theirs)).toEqual(levels(mine));
      for (const path of ['/api/calls?limit=20', '/api/agents', '/api/calls/count', '/api/clients']) {
        const [seen, asThem] = await Promise.all([own.fetch(path), agency.fetch(path)]);
        expect([path, asThem.status]).toEqual([path, seen.status]);
        if (seen.ok && path !== '/api/calls?limit=20')
          expect(await asThem.text(), path).toBe(await seen.text());
        else if (seen.ok)
          expect(((await asThem.json()) as { items: object }).items).toEqual(
            ((await seen.json()) as { items: object }).items,
          );
      }
    },
  );

  it('as a role sees every project, and no caller where the role sees none', async () => {
    expect((await asRole('client_staff')).status).toBe(204);
    const session = await agency.api.getSession();
    expect(session).toMatchObject({ role: 'client_staff', viewAs: { person: null } });
    const all = await test.db.kysely
      .selectFrom('projects')
      .select('id')
      .where('tenant_id', '=', brightwater)
      .execute();
    expect(session.projects.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
    expect(await (await agency.fetch('/api/calls')).text()).not.toContain('"caller"');
    expect((await agency.fetch('/api/agents')).status).toBe(403);
  });

  it('changes nothing: every write is refused as such, one that the role may not do too', async () => {
    await asRole('client_admin');
    for (const [path, init] of [
      ['/api/session/client', json({ clientId: brightwater }, 'PUT')],
      ['/api/session/client', json({ clientId: null }, 'PUT')],
      ['/api/session/client', { method: 'PUT' }],
      ['/api/session/view-as', json({ clientId: NOWHERE })],
    ] as const) {
      const answer = await agency.fetch(path, init);
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'view_as']);
    }
    expect((await asRole('client_staff')).status).toBe(403);
    expect((await agency.api.getSession()).role).toBe('client_admin');
    expect(await activity()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'request.denied',
          outcome: 'denied',
          as: { mode: 'view_as', role: 'client_admin', reason: REASON },
        }),
      ]),
    );
  });

  it('is over after an hour by the server’s clock, leaves no client open, and is written down as expired', async () => {
    await agency.api.chooseClient({ body: { clientId: brightwater } });
    await asRole('client_manager');
    test.clock.advance(VIEW_AS_LASTS_MS - 1);
    expect((await agency.fetch('/api/calls')).status).toBe(200);
    test.clock.advance(1);
    expect((await agency.fetch('/api/calls')).status).toBe(403);
    expect((await agency.fetch('/api/session/client', json({ clientId: NOWHERE }, 'PUT'))).status).toBe(404);
    expect(await agency.api.getSession()).toMatchObject({ mode: 'own', viewAs: null, client: null });
    const [last] = await activity();
    expect(last).toMatchObject({
      action: 'view_as.expired',
      person: { id: agency.persona.id },
      as: { mode: 'view_as', role: 'client_manager', reason: REASON },
    });
    expect((await asRole('client_staff')).status).toBe(204);
  });

  it('ends when it is left, once, and opens again what was open', async () => {
    await agency.api.chooseClient({ body: { clientId: brightwater } });
    await asPerson('brightwater-staff');
    const leave = () => agency.fetch('/api/session/view-as', { method: 'DELETE' });
    const left = await Promise.all([leave(), leave(), leave()]);
    expect(left.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await agency.api.getSession()).toMatchObject({
      mode: 'full_access',
      viewAs: null,
      client: { id: brightwater },
    });
    const entries = await activity();
    expect(entries.filter(({ action }) => action === 'view_as.ended')).toHaveLength(
      entries.filter(({ action }) => action === 'view_as.started').length -
        entries.filter(({ action }) => action === 'view_as.expired').length,
    );
    expect(entries[0]).toMatchObject({
      action: 'view_as.ended',
      person: { id: agency.persona.id, name: agency.persona.name },
      as: {
        mode: 'view_as',
        role: 'client_staff',
        personId: persona('brightwater-staff').id,
        reason: REASON,
      },
    });
    await agency.api.chooseClient({ body: { clientId: null } });
  });

  it('begins once, of two that are started at the same time', async () => {
    const answers = await Promise.all([asRole('client_admin'), asRole('client_staff')]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.map(({ status }) => status).filter((status) => status !== 204)).toEqual([
      expect.toBeOneOf([403, 409]),
    ]);
  });

  it('needs a client of the own agency, somebody of that client, and a reason', async () => {
    const foreign = { clientId: clientId('fernhill') };
    const role = { kind: 'role', role: 'client_admin' } as const;
    const faces = [];
    for (const answer of [
      await begin(role, foreign),
      await begin(role, { clientId: NOWHERE }),
      await begin({ kind: 'person', personId: persona('copperline-admin').id }),
      await begin({ kind: 'person', personId: agency.persona.id }),
    ]) {
      const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>;
      faces.push([answer.status, body]);
    }
    expect(new Set(faces.map((face) => JSON.stringify(face))).size).toBe(1);
    expect(faces[0]?.[0]).toBe(404);
    for (const bad of [
      { reason: '  a ' },
      { reason: 'x'.repeat(501) },
      { as: { kind: 'role', role: 'agency_admin' } },
      { returnTo: '//elsewhere.example' },
      { returnTo: 'https://elsewhere.example' },
    ])
      expect((await begin(role, bad)).status).toBe(422);
    expect(await agency.api.getSession()).toMatchObject({ mode: 'own' });
  });

  it('is not for a client’s own people', async () => {
    const admin = await test.signIn('brightwater-admin');
    const answer = await admin.fetch(
      '/api/session/view-as',
      json({ clientId: brightwater, as: { kind: 'role', role: 'client_staff' }, reason: REASON }),
    );
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'denied']);
  });

  it.each([
    [
      'the person leaves the client',
      sql`delete from memberships where person_id = ${persona('brightwater-staff').id}`,
    ],
    ['the client is suspended', sql`update clients set state = 'suspended' where id = ${brightwater}`],
  ])('ends at once when %s', async (_, change) => {
    const own = await createTestApp({ engine });
    const operator = await own.signIn('larkspur-agency');
    const as = { kind: 'person', personId: persona('brightwater-staff').id };
    const started = await operator.fetch(
      '/api/session/view-as',
      json({ clientId: brightwater, as, reason: REASON }),
    );
    expect(started.status).toBe(204);
    expect((await operator.fetch('/api/calls')).status).toBe(200);
    await own.db.withSystem((db) => change.execute(db));
    expect((await operator.fetch('/api/calls')).status).toBe(403);
    expect(await operator.api.getSession()).toMatchObject({ mode: 'own', client: null, viewAs: null });
    await own.close();
  });

  it('follows the role of the person who is viewed', async () => {
    const own = await createTestApp({ engine });
    const operator = await own.signIn('larkspur-agency');
    const personId = persona('brightwater-admin').id;
    await operator.fetch(
      '/api/session/view-as',
      json({ clientId: brightwater, as: { kind: 'person', personId }, reason: REASON }),
    );
    expect(await (await operator.fetch('/api/calls')).text()).toContain('"caller"');
    await own.db.withSystem((db) =>
      sql`update memberships set role = 'client_staff' where person_id = ${personId}`.execute(db),
    );
    expect(await (await operator.fetch('/api/calls')).text()).not.toContain('"caller"');
    await own.close();
  });

  it('ends with the session that it belongs to', async () => {
    const other = await test.signIn('larkspur-agency');
    await other.fetch(
      '/api/session/view-as',
      json({ clientId: brightwater, as: { kind: 'role', role: 'client_staff' }, reason: REASON }),
    );
    await other.api.signOut();
    const open = await test.db.kysely
      .selectFrom('view_as')
      .select('id')
      .where('ended_at', 'is', null)
      .execute();
    expect(open).toEqual([]);
    expect((await activity())[0]).toMatchObject({ action: 'view_as.ended' });
  });
});
