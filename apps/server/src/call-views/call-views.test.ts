import { clientBeside, type ClientOf } from '@foyer/contract';
import type { CallViewContract } from '@foyer/contract/call-views';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '../testing/test-app.ts';

const viewsOf = (person: TestPerson): ClientOf<CallViewContract> =>
  clientBeside<CallViewContract>(person.api, {
    listCallViews: 'GET /api/call-views',
    addCallView: 'POST /api/call-views',
    saveCallView: 'PUT /api/call-views/:viewId',
    deleteCallView: 'DELETE /api/call-views/:viewId',
  });

const missed = { name: 'Missed', search: 'status=missed&sort=-duration', columns: null, shared: false };
const newView = (parts: Partial<Parameters<ClientOf<CallViewContract>['addCallView']>[0]['body']> = {}) => ({
  body: { key: crypto.randomUUID(), ...missed, ...parts },
});

describe.each(ENGINES)('saved views, on %s,', (engine) => {
  let test: TestApp;
  let admin: TestPerson;
  let manager: TestPerson;
  let staff: TestPerson;
  beforeAll(async () => {
    test = await createTestApp({ engine });
    [admin, manager, staff] = [
      await test.signIn('brightwater-admin'),
      await test.signIn('brightwater-manager'),
      await test.signIn('brightwater-staff'),
    ];
  });
  afterAll(() => test.close());

  const names = async (person: TestPerson) =>
    (await viewsOf(person).listCallViews()).items.map(({ name }) => name);

  it('are one’s own: saved once however often it is sent, changed, and gone when deleted', async () => {
    const mine = newView({ columns: ['started_at', 'agent'] });
    const [view, again] = await Promise.all([
      viewsOf(manager).addCallView(mine),
      viewsOf(manager).addCallView(mine),
    ]);
    expect(again).toEqual(view);
    expect(view).toMatchObject({
      name: 'Missed',
      search: 'status=missed&sort=-duration',
      columns: ['started_at', 'agent'],
      shared: false,
      own: true,
      mayEdit: true,
      withheld: [],
      version: 1,
    });
    expect(await names(manager)).toEqual(['Missed']);
    expect(await names(admin)).toEqual([]);
    const params = { viewId: view.id };
    const changed = await viewsOf(manager).saveCallView({
      params,
      body: { version: 1, ...missed, name: 'Long ones', search: 'minDuration=300' },
    });
    expect(changed).toMatchObject({ name: 'Long ones', search: 'minDuration=300', version: 2 });
    await expect(
      viewsOf(manager).saveCallView({ params, body: { version: 1, ...missed } }),
    ).rejects.toMatchObject({ status: 412, problem: { current: { name: 'Long ones', version: 2 } } });
    await viewsOf(manager).deleteCallView({ params });
    expect(await names(manager)).toEqual([]);
    await expect(viewsOf(manager).deleteCallView({ params })).rejects.toMatchObject({ status: 404 });
    // Undone by saving the same again.
    await viewsOf(manager).addCallView(mine);
    expect(await names(manager)).toEqual(['Missed']);
  });

  it.each([
    ['brightwater-admin', true],
    ['brightwater-manager', false],
    ['brightwater-staff', false],
    ['aurelia-manager', false],
  ] as const)('are shared by whoever may change the client’s settings: %s, %s', async (who, may) => {
    const person = await test.signIn(who);
    expect((await viewsOf(person).listCallViews()).mayShare).toBe(may);
    const shared = viewsOf(person).addCallView(newView({ name: 'For all', shared: true }));
    if (may) expect(await shared).toMatchObject({ shared: true, mayEdit: true });
    else
      await expect(shared).rejects.toMatchObject({ status: 403, problem: { denials: [{ layer: 'role' }] } });
  });

  it('that are shared are everybody’s to open, and only their sharers’ to change', async () => {
    const { items } = await viewsOf(staff).listCallViews();
    const shared = items.find(({ name }) => name === 'For all');
    expect(shared).toMatchObject({ own: false, mayEdit: false, search: 'status=missed&sort=-duration' });
    const params = { viewId: shared?.id ?? '' };
    const body = { version: 1, ...missed, shared: true };
    await expect(viewsOf(staff).saveCallView({ params, body })).rejects.toMatchObject({ status: 403 });
    await expect(viewsOf(manager).deleteCallView({ params })).rejects.toMatchObject({ status: 403 });
    const stranger = await test.signIn('aurelia-admin');
    await expect(viewsOf(stranger).saveCallView({ params, body })).rejects.toMatchObject({ status: 404 });
    expect(await names(stranger)).not.toContain('For all');
    const { id } = await viewsOf(manager).addCallView(newView({ name: 'Mine alone' }));
    await expect(viewsOf(admin).deleteCallView({ params: { viewId: id } })).rejects.toMatchObject({
      status: 404,
    });
  });

  it.each([
    [{ search: 'text=%2B1+503+555+0111' }, 'body.search'],
    [{ search: 'text=anna%40example.com' }, 'body.search'],
    [{ search: 'text=1984-03-02' }, 'body.search'],
    [{ name: '+1 503 555 0111' }, 'body.name'],
  ])('aren’t shared where they could tell of a caller: %o', async (parts, field) => {
    await expect(viewsOf(admin).addCallView(newView({ ...parts, shared: true }))).rejects.toMatchObject({
      status: 422,
      problem: { fields: [{ field }] },
    });
    // One's own they may be.
    const { id, version, ...own } = await viewsOf(admin).addCallView(newView(parts));
    await expect(
      viewsOf(admin).saveCallView({
        params: { viewId: id },
        body: { version, name: own.name, search: own.search, columns: null, shared: true },
      }),
    ).rejects.toMatchObject({ status: 422, problem: { fields: [{ field }] } });
  });

  it('aren’t shared with a caller’s name, unless it is a word that is said besides, or who shares may not know, there or at all', async () => {
    const caller = await test.db.withOwner(({ db }) =>
      db
        .selectFrom('calls')
        .select('caller_name')
        .where('tenant_id', '=', persona('brightwater-admin').clientId ?? '')
        .where('caller_name', 'is not', null)
        .executeTakeFirstOrThrow(),
    );
    const surname = caller.caller_name!.split(' ').at(-1)!;
    const share = (parts: Partial<typeof missed>) =>
      viewsOf(admin).addCallView(newView({ ...parts, shared: true }));
    for (const [parts, field] of [
      [{ name: `All of ${surname.toLowerCase()}` }, 'body.name'],
      [{ search: `text=${encodeURIComponent(surname)}` }, 'body.search'],
    ] as const)
      await expect(share(parts)).rejects.toMatchObject({ status: 422, problem: { fields: [{ field }] } });
    const grant = (on: boolean) =>
      test.db.withOwner((owner) =>
        owner.exec(`update client_grants set override_value = ${on}, overridden_at = now()
          where grant_name = 'view_call_details' and tenant_id = '${persona('brightwater-admin').clientId}'`),
      );
    await grant(false);
    const guessed = await share({ name: surname });
    await grant(true);
    const projects = (of: string) =>
      test.db.withOwner((owner) =>
        owner.exec(`update memberships set all_projects = ${of} where person_id = '${admin.persona.id}'`),
      );
    await projects('false');
    const elsewhere = await share({ name: surname });
    await projects('true');
    const common = await share({ name: 'Appointment', search: 'text=appointment' });
    for (const { id } of [guessed, elsewhere, common])
      await viewsOf(admin).deleteCallView({ params: { viewId: id } });
  });

  it('come without the callers’ names that their owner saved with a right that is lost since', async () => {
    const { caller_name: name } = await test.db.withOwner(({ db }) =>
      db
        .selectFrom('calls')
        .select('caller_name')
        .where('tenant_id', '=', persona('brightwater-admin').clientId ?? '')
        .where('caller_name', 'is not', null)
        .executeTakeFirstOrThrow(),
    );
    const saved = [
      await viewsOf(manager).addCallView(
        newView({ name: `For ${name}`, search: `text=${encodeURIComponent(name!)}` }),
      ),
      await viewsOf(manager).addCallView(newView({ name: 'Cleaning', search: 'text=cleaning' })),
    ];
    const role = (to: string) =>
      test.db.withOwner((owner) =>
        owner.exec(`update memberships set role = '${to}' where person_id = '${manager.persona.id}'`),
      );
    const seen = async () => {
      const { items } = await viewsOf(manager).listCallViews();
      return saved.map(({ id }) => items.find((view) => view.id === id));
    };
    await role('client_staff');
    const asStaff = await seen();
    // What they guess since is their own.
    const guess = await viewsOf(manager).addCallView(newView({ name: name! }));
    await role('client_manager');
    expect(asStaff).toEqual([
      expect.objectContaining({ name: 'Saved view', search: '', withheld: ['text'] }),
      expect.objectContaining({ name: 'Cleaning', search: 'text=cleaning', withheld: [] }),
    ]);
    expect(guess.name).toBe(name);
    expect(await seen()).toEqual(saved);
    for (const { id } of [...saved, guess]) await viewsOf(manager).deleteCallView({ params: { viewId: id } });
  });

  it('come without words that their reader may not search for, however they got there', async () => {
    const words = `text=${encodeURIComponent('anna@example.com')}&status=missed`;
    await test.db.withSystem((db) =>
      sql`insert into call_views (tenant_id, id, owner_id, key, name, search, shared, created_at)
        values (${persona('brightwater-admin').clientId}, ${crypto.randomUUID()}, ${persona('brightwater-admin').id},
          ${crypto.randomUUID()}, ${'anna@example.com'}, ${words}, true, now())`.execute(db),
    );
    const answer = await staff.fetch('/api/call-views');
    const text = await answer.text();
    expect(text).not.toContain('anna');
    expect(JSON.parse(text)).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ name: 'Saved view', search: 'status=missed', withheld: ['text'] }),
      ]),
    });
    expect(await names(manager)).toContain('anna@example.com');
  });

  it('don’t tell of an agent that isn’t one of their reader’s projects’, nor whether there is one', async () => {
    const agents = await test.db.withOwner(({ db }) =>
      db
        .selectFrom('agents')
        .innerJoin('projects', 'projects.id', 'agents.project_id')
        .select(['agents.id', 'projects.name'])
        .where('agents.tenant_id', '=', persona('brightwater-admin').clientId ?? '')
        .execute(),
    );
    const mine = agents.find(({ name }) => name === 'Harbor Street')!.id;
    const theirs = agents.find(({ name }) => name !== 'Harbor Street')!.id;
    const nobodys = '00000000-0000-4000-8000-000000000000';
    const said = async (person: TestPerson, id: string) => {
      const { items } = await viewsOf(person).listCallViews();
      const found = items.find((view) => view.id === id);
      return [found?.search, found?.withheld];
    };
    const narrowed = (agent: string) => `status=missed&agent=${agent}`;
    for (const [agent, forStaff, forAdmin] of [
      [mine, [narrowed(mine), []], [narrowed(mine), []]],
      [theirs, ['status=missed', ['agent']], [narrowed(theirs), []]],
      [nobodys, ['status=missed', ['agent']], ['status=missed', ['agent']]],
    ] as const) {
      const view = newView({ name: 'Of one agent', search: narrowed(agent) });
      const shared = await viewsOf(admin).addCallView({ body: { ...view.body, shared: true } });
      expect(await said(staff, shared.id)).toEqual(forStaff);
      expect(await said(admin, shared.id)).toEqual(forAdmin);
      const own = await viewsOf(staff).addCallView(newView({ search: narrowed(agent) }));
      expect([own.search, own.withheld]).toEqual(forStaff);
      await viewsOf(admin).deleteCallView({ params: { viewId: shared.id } });
      await viewsOf(staff).deleteCallView({ params: { viewId: own.id } });
    }
  });

  it.each([
    ['status=exploded'],
    ['colour=red'],
    ['status=missed&status=failed'],
    ['project=00000000-0000-4000-8000-000000000000'],
    ['sort=caller'],
  ])('are refused with filters that the list doesn’t know: %s', async (search) => {
    await expect(viewsOf(admin).addCallView(newView({ search }))).rejects.toMatchObject({ status: 422 });
  });

  it('are nobody’s to save while viewing as somebody, and of a role there are only shared ones', async () => {
    const agency = await test.signIn('larkspur-agency');
    const clientId = persona('brightwater-admin').clientId ?? '';
    await agency.api.chooseClient({ body: { clientId } });
    await viewsOf(agency).addCallView(newView({ name: 'The operator’s' }));
    expect(await names(agency)).toContain('The operator’s');
    const started = await agency.fetch(
      '/api/session/view-as',
      json({
        clientId,
        as: { kind: 'role', role: 'client_staff' },
        reason: 'a question',
        returnTo: '/clients',
      }),
    );
    expect(started.status).toBeLessThan(300);
    expect(await names(agency)).toEqual(['For all', 'Saved view']);
    await expect(viewsOf(agency).addCallView(newView())).rejects.toMatchObject({ code: 'view_as' });
  });

  it('that concern everybody stand in the audit log, one’s own don’t', async () => {
    const { rows } = await test.db.withSystem((db) =>
      sql<{
        label: string;
      }>`select target_label as label from audit_entries where action like 'call_view.%' order by seq`.execute(
        db,
      ),
    );
    expect(
      rows.map(({ label }) => label).filter((label) => ['For all', 'A saved view'].includes(label)),
    ).toEqual(['For all', 'A saved view']);
  });
});
