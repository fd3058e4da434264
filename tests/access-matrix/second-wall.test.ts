import type { decideAll } from '@foyer/access';
import type { Endpoint } from '@foyer/contract';
import { wholeContract } from '@foyer/contract/whole-contract';
import type { Database } from '@foyer/server';
import {
  agencyId,
  createTestApp,
  ENGINES,
  json,
  persona,
  withoutAgencyCheck,
  type TestApp,
  type TestPerson,
} from '@foyer/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canariesIn, plantCanaries } from './canaries.ts';
import { readerOf, recordsNear, SILENCE, start, textOf } from './canary-walk.ts';
import { ENDPOINT_NAMES, sampleRequest, type Ids } from './sample-requests.ts';
import { mayRead } from './who-may-read.ts';

// Two walls stand between one client's rows and another, and between one agency's clients and another's: the policy with the queries that name
// whose they are, and row-level security. Each is taken away in turn.

const everythingAllowed: typeof decideAll = (_subject, _facts) =>
  new Proxy({} as ReturnType<typeof decideAll>, { get: () => ({ level: 'edit', denials: [] }) });

/** What would end the session that asks. Nor is what is public asked: it knows of no session. */
const LEFT_OUT: readonly string[] = [
  'signOut',
  'endViewAs',
  'endPersonSession',
  'endPersonSessions',
  'resetPersonMfa',
];

interface Answered {
  readonly what: string;
  readonly status: number;
  readonly text: string;
}

async function askEverything(
  person: TestPerson,
  ids: readonly Ids[],
  which: (endpoint: Endpoint) => boolean = ({ needs }) => needs !== 'public',
): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const one of ids)
    for (const name of ENDPOINT_NAMES) {
      if (LEFT_OUT.includes(name) || !which(wholeContract[name])) continue;
      const { method, path, body } = sampleRequest(name, one);
      const answer = await person.fetch(path, body === undefined ? { method } : json(body, method));
      answers.push({ what: `${method} ${path}`, status: answer.status, text: await textOf(answer) });
    }
  return answers;
}

describe.each(ENGINES)('without the check of any endpoint, on %s', (engine) => {
  let test: TestApp;
  const near = new Map<string, Ids[]>();
  const WHO = ['brightwater-staff', 'copperline-manager'];
  beforeAll(async () => {
    test = await createTestApp({ engine, media: SILENCE, policy: everythingAllowed });
    await plantCanaries(test.db);
    for (const who of WHO) near.set(who, await recordsNear(test, persona(who)));
  }, 60_000);
  afterAll(() => test.close());

  it.each(WHO)(
    '%s is let in everywhere, and is still given no row of another client',
    async (who) => {
      const mine = start(persona(who).clientId!);
      const person = await test.signIn(who);
      const answers = await askEverything(person, near.get(who)!);
      // The check is gone indeed.
      const refused = answers.filter(
        ({ status, text }) => status === 403 && text.includes('"code":"denied"'),
      );
      expect(refused.map(({ what }) => what).filter((what) => !/recording|media|unlocks/.test(what))).toEqual(
        [],
      );
      expect(answers.some(({ text }) => canariesIn(text).some(({ owner }) => owner === mine))).toBe(true);
      const foreign = answers.flatMap(({ what, text }) =>
        canariesIn(text)
          .filter(({ owner, kind }) => kind !== 'agency' && owner !== mine)
          .map((one) => `${what}: ${JSON.stringify(one)}`),
      );
      expect(foreign).toEqual([]);
    },
    60_000,
  );
});

describe.each(ENGINES)('where a query names the wrong client, on %s', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    const theirs = { clientId: persona('brightwater-admin').clientId! };
    test = await createTestApp({
      engine,
      media: SILENCE,
      // Row-level security holds for Brightwater, whoever asks: what Copperline's people ask for is foreign then.
      database: (db) => ({ ...db, withTenant: (_scope, work) => db.withTenant(theirs, work) }),
    });
    await plantCanaries(test.db);
  }, 60_000);
  afterAll(() => test.close());

  it('row-level security gives nothing of it', async () => {
    const who = persona('copperline-admin');
    const person = await test.signIn(who.key);
    const ofClients = ({ needs, method }: Endpoint) =>
      method === 'GET' && !['public', 'session', 'operator', 'clients'].includes(needs);
    const answers = await askEverything(person, await recordsNear(test, who), ofClients);
    expect(answers.length).toBeGreaterThan(30);
    expect(answers.filter(({ text }) => canariesIn(text).length > 0)).toEqual([]);
    const [list] = answers.filter(({ what }) => what.startsWith('GET /api/calls?'));
    expect(list).toMatchObject({ status: 200, text: '{"items":[],"nextCursor":null}' });
  });
});

describe.each(ENGINES)('without row-level security, on %s', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({
      engine,
      media: SILENCE,
      database: (db) => ({
        ...db,
        withTenant: (_scope, work) =>
          db.withOwner((owner) => owner.db.transaction().execute((transaction) => work(transaction))),
      }),
    });
    await plantCanaries(test.db);
  }, 60_000);
  afterAll(() => test.close());

  it.each(['brightwater-admin', 'copperline-staff'])(
    '%s is still given nothing that isn’t theirs, whatever they ask for',
    async (who) => {
      const reader = await readerOf(test, persona(who));
      const person = await test.signIn(who);
      const answers = await askEverything(person, await recordsNear(test, persona(who)));
      const found = answers.flatMap(({ text }) => canariesIn(text));
      expect(found.filter(({ kind }) => kind === 'details').length).toBeGreaterThan(0);
      expect(found.filter((one) => !mayRead(reader, one))).toEqual([]);
    },
    60_000,
  );
});

/** But for viewing as somebody, after which the session has no console: that is asked at the end. */
const ofConsole = ({ needs, path }: Endpoint): boolean =>
  needs === 'clients' && path !== wholeContract.startViewAs.path;
type WithAgency = Database['withAgency'];

describe.each(ENGINES)('between two agencies, on %s,', (engine) => {
  const who = persona('larkspur-agency');

  /** What the console answers of other agencies when its transactions begin in another way. */
  async function foreignRows(withAgency: (db: Database) => WithAgency) {
    const test = await createTestApp({ engine, database: (db) => ({ ...db, withAgency: withAgency(db) }) });
    try {
      await plantCanaries(test.db);
      const reader = await readerOf(test, who);
      const person = await test.signIn(who.key);
      const answers = await askEverything(person, await recordsNear(test, who), ofConsole);
      const found = answers.flatMap(({ what, text }) => canariesIn(text).map((one) => ({ what, one })));
      const clientId = persona('copperline-admin').clientId!;
      const as = { kind: 'role', role: 'client_admin' };
      const view = await person.fetch(
        wholeContract.startViewAs.path,
        json({ clientId, as, reason: 'a question' }),
      );
      return {
        statuses: new Set(answers.map(({ status }) => status)),
        view: view.status,
        own: found.filter(({ one }) => mayRead(reader, one)).length,
        foreign: found.filter(({ one }) => !mayRead(reader, one)).map(({ what }) => what),
      };
    } finally {
      await test.close();
    }
  }

  it('queries that forget the agency are given no row of another one’s', async () => {
    const { own, foreign, statuses, view } = await foreignRows(
      (db) => (scope, work) => db.withAgency(scope, (open) => work(open.withPlugin(withoutAgencyCheck))),
    );
    expect(foreign).toEqual([]);
    expect(view).toBe(404);
    expect(own).toBeGreaterThan(20);
    expect(statuses).not.toContain(500);
  }, 60_000);

  it('the same queries without that wall would have been given some: the check is gone indeed', async () => {
    const { foreign, view } = await foreignRows(
      (db) => (_scope, work) => db.withSystem((open) => work(open.withPlugin(withoutAgencyCheck))),
    );
    expect(new Set(foreign.map((what) => what.split(' ')[0]))).toEqual(new Set(['GET', 'PUT', 'POST']));
    expect(new Set(foreign).size).toBeGreaterThan(8);
    // Begun, and stopped by the audit log, which has no chain for another agency's client.
    expect(view).toBe(500);
  }, 60_000);

  it('queries that name another agency than row-level security holds for are given nothing at all', async () => {
    const { own, foreign } = await foreignRows(
      (db) => (_scope, work) => db.withAgency({ agencyId: agencyId('tidewell') }, work),
    );
    expect([own, foreign]).toEqual([0, []]);
  }, 60_000);
});
