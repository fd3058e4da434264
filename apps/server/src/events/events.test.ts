import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../site/site.ts';
import {
  createTestApp,
  ENGINES,
  json,
  persona,
  releaseRemote,
  type TestApp,
  type TestPerson,
} from '../testing/test-app.ts';
import { readEvents, type EventReader } from '../testing/read-events.ts';
import { withoutNotices } from '../testing/without-notices.ts';

const SOON = 1_000;

/** The stream says that it is over, and is. */
async function expectEnd(events: EventReader, patience = SOON): Promise<void> {
  expect((await events.next(patience))?.event).toBe('ended');
  expect(await events.next(patience)).toBeNull();
}

describe.each(ENGINES)('an open page, on %s,', (engine) => {
  let test: TestApp;
  let shell = '1.0.0-a';
  const open = new Set<EventReader>();

  beforeAll(async () => {
    const site: Site = {
      shell: () => ({ html: '', manifest: { version: shell } as never }),
      file: async () => null,
    };
    test = await createTestApp({ engine, site });
  });
  afterEach(async () => {
    await Promise.all([...open].map((events) => events.stop()));
    open.clear();
  });
  afterAll(() => test.close());

  const listen = async (person: TestPerson, headers: Record<string, string> = {}): Promise<EventReader> => {
    const answer = await person.fetch('/api/events', { headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const events = readEvents(answer);
    open.add(events);
    return events;
  };
  const change = (query: ReturnType<typeof sql>) => test.db.withSystem((db) => query.execute(db));
  /** As the triggers of the registry do. */
  const announceRegistry = () => change(sql`select pg_notify('foyer', 'registry')`);

  it('is told at once what is deployed, and then only of what differs', async () => {
    const events = await listen(await test.signIn('brightwater-admin'));
    const hello = await events.next();
    expect(hello).toMatchObject({ event: 'hello', data: { shell: '1.0.0-a' } });
    await announceRegistry();
    shell = '1.1.0-b';
    await announceRegistry();
    expect(await events.next(SOON)).toMatchObject({ event: 'changed', data: { shell: '1.1.0-b' } });
  });

  it('that comes back hears whether it missed something', async () => {
    const person = await test.signIn('brightwater-admin');
    const first = await listen(person);
    const seen = (await first.next())?.id ?? '';
    await first.stop();

    const unchanged = await listen(person, { 'last-event-id': seen });
    expect((await unchanged.next())?.event).toBe('hello');
    shell = '1.2.0-c';
    await announceRegistry();
    expect((await unchanged.next())?.event).toBe('changed');

    const late = await listen(person, { 'last-event-id': seen });
    expect((await late.next())?.event).toBe('hello');
    expect(await late.next()).toMatchObject({ event: 'changed', data: { shell: '1.2.0-c' } });
  });

  it('hears that it may open less, when a grant is taken from its client', async () => {
    await releaseRemote(test.operator, 'agents', '1.0.0-a');
    const person = await test.signIn('brightwater-admin');
    const events = await listen(person);
    const hello = await events.next();
    const grant = (on: boolean) =>
      change(sql`update client_grants set override_value = ${on}, overridden_at = now()
        where grant_name = 'view_agents' and tenant_id = ${person.persona.clientId}`);
    await grant(false);
    const less = await events.next(SOON);
    expect(less?.event).toBe('changed');
    expect(less?.id).not.toBe(hello?.id);
    await grant(true);
    expect(await events.next(SOON)).toMatchObject({ event: 'changed', id: hello?.id });
  });

  it.each([
    ['its role', (id: string) => sql`update memberships set role = 'client_staff' where person_id = ${id}`],
    [
      'its projects',
      (id: string) => sql`update memberships set all_projects = false where person_id = ${id}`,
    ],
    [
      'a policy of its client',
      (_: string, client: string | null) =>
        sql`update client_policies set enabled = not enabled where tenant_id = ${client} and policy = 'staff_recording_playback'`,
    ],
    [
      'the plan of its client',
      (_: string, client: string | null) =>
        sql`update client_entitlements set included = not included where tenant_id = ${client} and entitlement = 'recording_playback'`,
    ],
  ])(
    'hears within a second that %s is another one, and what it may do is what the session says then',
    async (_, statement) => {
      const person = await test.signIn('copperline-manager');
      const events = await listen(person);
      const hello = await events.next();
      const { clientId, id } = person.persona;
      await change(statement(id, clientId));
      const changed = await events.next(SOON);
      expect(changed?.event).toBe('changed');
      expect(changed?.data).not.toEqual(hello?.data);
      expect(changed?.data).toMatchObject({ access: (await person.api.getSession()).access });
    },
  );

  it('hears when somebody begins to look through other eyes in another tab, and when the hour is over', async () => {
    const agency = await test.signIn('larkspur-agency');
    const events = await listen(agency);
    const hello = await events.next();
    const body = {
      clientId: persona('brightwater-admin').clientId,
      as: { kind: 'role', role: 'client_staff' },
      reason: 'a question',
    };
    expect((await agency.fetch('/api/session/view-as', json(body))).status).toBe(204);
    const viewing = await events.next(SOON);
    expect(viewing).toMatchObject({ event: 'changed' });
    expect(viewing?.id).not.toBe(hello?.id);
    test.clock.advance(3_600_000);
    let last = await events.next(SOON);
    if (last?.event === null) last = await events.next(SOON);
    expect(last).toMatchObject({ event: 'changed', id: hello?.id });
  });

  it('hears nothing any more within a second of signing out, in no tab', async () => {
    const person = await test.signIn('brightwater-admin');
    const tabs = [await listen(person), await listen(person)];
    for (const events of tabs) await events.next();
    const other = await listen(await test.signIn('brightwater-admin'));
    await other.next();

    expect((await person.fetch('/api/sign-out', { method: 'POST' })).status).toBe(204);
    for (const events of tabs) await expectEnd(events);
    await expect(other.next(100)).rejects.toThrow('No event');
    expect((await person.fetch('/api/events')).status).toBe(401);
  });

  it.each([
    ['a membership that ends', (id: string) => sql`delete from memberships where person_id = ${id}`],
    [
      'a second factor that is asked for',
      (id: string) => sql`update people set mfa_required = true where id = ${id}`,
    ],
  ])('hears nothing any more after %s', async (_, statement) => {
    const person = await test.signIn(_.startsWith('a m') ? 'keystone-manager' : 'keystone-staff');
    const events = await listen(person);
    await events.next();
    await change(statement(person.persona.id));
    await expectEnd(events);
  });

  it('hears nothing any more once its session has expired', async () => {
    const person = await test.signIn('copperline-admin');
    const events = await listen(person);
    await events.next();
    await change(sql`update sessions set expires_at = ${new Date(test.clock.now().getTime() + 5_000)}
      where user_id = ${person.persona.id}`);
    await expect(events.next(100)).rejects.toThrow('No event');
    test.clock.advance(5_000);
    await expectEnd(events);
  });

  it('hears that calls are new or others, however many, and not which', async () => {
    const events = await listen(await test.signIn('brightwater-admin'));
    await events.next();
    // Of one project: calls of several may be told in two goes.
    await change(sql`update calls set duration_ms = duration_ms + 1 where (tenant_id, project_id) =
      (select tenant_id, id from projects where tenant_id = ${persona('brightwater-admin').clientId} order by id limit 1)`);
    expect(await events.next(SOON)).toEqual({ event: 'calls', id: null, data: {} });
  });

  it('is sent something every twenty seconds, and the database isn’t asked for that', async () => {
    const events = await listen(await test.signIn('brightwater-admin'));
    await events.next();
    const { calls, stop } = countQueries(test);
    test.clock.advance(20_000);
    expect(await events.next(SOON)).toMatchObject({ event: null });
    expect(calls()).toBe(0);
    stop();
  });

  it('is refused when the session has twenty already, until one of them closes', async () => {
    const person = await test.signIn('brightwater-admin');
    const tabs: EventReader[] = [];
    for (let i = 0; i < 20; i += 1) tabs.push(await listen(person));
    const refused = await person.fetch('/api/events');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    await tabs[0]?.stop();
    await listen(person);
  });

  it('holds nothing of a request that only asks for the head', async () => {
    const person = await test.signIn('brightwater-admin');
    for (let i = 0; i < 25; i += 1)
      expect((await person.fetch('/api/events', { method: 'HEAD' })).status).toBe(200);
    await listen(person);
  });

  it('is for who is signed in', async () => {
    expect((await test.fetch('/api/events')).status).toBe(401);
  });
});

it.runIf(ENGINES.includes('postgres'))(
  'an open page hears of changes and of the end of its session also where no notices come through',
  async () => {
    const pooler = await withoutNotices(new URL(process.env.FOYER_TEST_DATABASE_URL ?? ''));
    const test = await createTestApp({ engine: 'postgres', through: pooler.port });
    const person = await test.signIn('brightwater-admin');
    const events = readEvents(await person.fetch('/api/events'));
    expect((await events.next())?.event).toBe('hello');
    await releaseRemote(test.operator, 'calls', '1.0.0-a');
    expect((await events.next(6_000))?.event).toBe('changed');
    await person.api.signOut();
    await expectEnd(events, 2_500);
    await test.close();
    pooler.close();
  },
);

/** Counts what is asked of the database from now on. */
function countQueries({ db }: TestApp): { calls: () => number; stop: () => void } {
  let count = 0;
  const { prepared } = db;
  const counting: typeof prepared = (...call) => {
    count += 1;
    return prepared(...call);
  };
  Object.assign(db, { prepared: counting });
  return { calls: () => count, stop: () => Object.assign(db, { prepared }) };
}
