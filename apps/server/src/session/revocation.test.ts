import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientId } from '../seed/demo.ts';
import { createTestApp, ENGINES, persona, type TestApp } from '../testing/test-app.ts';

describe.each(ENGINES)('a session that is open, on %s,', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  const change = (query: ReturnType<typeof sql>) => test.db.withSystem((db) => query.execute(db));
  const agencyOf = (key: string) =>
    sql`(select agency_id from agency_members where person_id = ${persona(key).id})`;

  it('ends with the membership in a client', async () => {
    const manager = await test.signIn('keystone-manager');
    expect((await manager.fetch('/api/calls')).status).toBe(200);
    await change(sql`delete from memberships where person_id = ${manager.persona.id}`);
    expect((await manager.fetch('/api/calls')).status).toBe(401);
  });

  it('has the new role at once: no caller, no page of the old list, no link of the old right', async () => {
    const admin = await test.signIn('brightwater-admin');
    const { nextCursor } = await admin.api.listCalls({ query: { limit: 5 } });
    const { items } = await admin.api.listCalls({ query: { limit: 100, status: 'completed' as never } });
    let link = '';
    for (const { id } of items) {
      link ||= await admin.api.getRecording({ params: { callId: id } }).then(
        ({ url }) => url,
        () => '',
      );
    }
    expect((await admin.fetch(link)).status).not.toBe(403);
    await change(sql`update memberships set role = 'client_staff' where person_id = ${admin.persona.id}`);
    const list = await (await admin.fetch('/api/calls')).text();
    expect(list).toContain('"redacted"');
    expect(list).not.toContain('"caller"');
    expect((await admin.fetch(`/api/calls?limit=5&cursor=${nextCursor}`)).status).toBe(422);
    expect((await admin.fetch(link)).status).toBe(403);
    expect((await admin.fetch('/api/agents')).status).toBe(403);
    await change(sql`update memberships set role = 'client_admin' where person_id = ${admin.persona.id}`);
  });

  it('loses a project at once: its calls are gone from lists, and are no more there than any other', async () => {
    const staff = await test.signIn('keystone-staff');
    const [project] = (await staff.api.getSession()).projects;
    const { items } = await staff.api.listCalls({ query: { project: project?.id, limit: 1 } });
    const call = `/api/calls/${items[0]?.id}`;
    expect((await staff.fetch(call)).status).toBe(200);
    await change(
      sql`delete from membership_projects where person_id = ${staff.persona.id} and project_id = ${project?.id}`,
    );
    expect((await staff.fetch(call)).status).toBe(404);
    expect(await staff.api.listCalls({ query: { project: project?.id } })).toMatchObject({ items: [] });
  });

  it('loses a client that moves to another agency, though it is still the one chosen', async () => {
    const agency = await test.signIn('larkspur-agency');
    const client = clientId('aurelia');
    await agency.api.chooseClient({ body: { clientId: client } });
    expect((await agency.fetch('/api/calls')).status).toBe(200);
    await change(sql`update clients set agency_id = ${agencyOf('tidewell-agency')} where id = ${client}`);
    expect((await agency.fetch('/api/calls')).status).toBe(403);
    expect(await agency.api.getSession()).toMatchObject({ client: null, mode: 'own', projects: [] });
    await change(sql`update clients set agency_id = ${agencyOf('larkspur-agency')} where id = ${client}`);
  });

  it('has nothing left of an agency that somebody has left, not even as a client’s staff', async () => {
    const agency = await test.signIn('tidewell-agency');
    await agency.api.chooseClient({ body: { clientId: clientId('copperline') } });
    expect((await agency.fetch('/api/calls')).status).toBe(200);
    await change(sql`delete from agency_members where person_id = ${agency.persona.id}`);
    expect((await agency.fetch('/api/calls')).status).toBe(401);
    await change(
      sql`insert into memberships (tenant_id, person_id, role, all_projects)
        values (${clientId('fernhill')}, ${agency.persona.id}, 'client_staff', false)`,
    );
    expect(await agency.api.getSession()).toMatchObject({
      role: 'client_staff',
      client: { id: clientId('fernhill') },
      projects: [],
    });
    expect(await agency.api.listCalls()).toMatchObject({ items: [] });
    expect((await agency.fetch('/api/clients')).status).toBe(403);
  });
});
