import { ENGINES } from '@foyer/server/testing';
import type { Endpoint } from '@foyer/contract';
import { wholeContract } from '@foyer/contract/whole-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, jsonOf, withoutRequestId } from './answer.ts';
import { ask, faults } from './ask-matrix.ts';
import { CLIENT_ROLES, MATRIX, OF_CONNECTIONS, OF_OPERATORS, type ClientRole } from './expected.ts';
import { CLOSED_SETS, nameOf } from './grant-sets.ts';
import { openWorld, VERSION, type Visitor, type World } from './world.ts';

it('there are 108 sets of grants in which no child stands without its parent', () => {
  expect(CLOSED_SETS).toHaveLength(108);
  expect(new Set(CLOSED_SETS.map(nameOf))).toHaveProperty('size', 108);
});

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/:\w+/g, '(\\{\\w+\\}|calls|agents)')}(\\?|$)`);

it('every endpoint that needs a session stands in the matrix', () => {
  const endpoints = Object.values<Endpoint>(wholeContract).filter(
    ({ needs }) => needs !== 'public' && needs !== 'operator' && needs !== 'signature',
  );
  const missing = endpoints.filter(
    ({ method, path }) =>
      !MATRIX.some(
        ({ request }) =>
          request[0] === method && patternOf(path).test(request[1].replace('{link}', '/api/media/{link}')),
      ),
  );
  // Signing out would end the session that the matrix keeps, a stream of events never ends, and a second factor would be asked for from then on:
  // all of them are for whoever is signed in.
  expect(missing.map(({ path }) => path).sort()).toEqual([
    '/api/access-requests',
    '/api/access-requests/:requestId/seen',
    '/api/events',
    '/api/mfa/disable',
    '/api/mfa/enrolment',
    '/api/mfa/enrolment/confirm',
    '/api/mfa/recovery-codes',
    '/api/mfa/verify',
    '/api/sign-out',
  ]);
});

it('each request of the matrix has a name of its own', () => {
  const names = MATRIX.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('every endpoint of operators stands in their list', () => {
  const endpoints = Object.values<Endpoint>(wholeContract).filter(({ needs }) => needs === 'operator');
  const missing = endpoints.filter(
    ({ method, path }) => !OF_OPERATORS.some((one) => one[0] === method && patternOf(path).test(one[1])),
  );
  expect(missing.map(({ path }) => path)).toEqual([]);
  expect(OF_OPERATORS).toHaveLength(endpoints.length);
});

it('every endpoint of connections stands in their list', () => {
  const endpoints = Object.values<Endpoint>(wholeContract).filter(({ needs }) => needs === 'signature');
  const missing = endpoints.filter(
    ({ method, path }) => !OF_CONNECTIONS.some((one) => one[0] === method && patternOf(path).test(one[1])),
  );
  expect(missing.map(({ path }) => path)).toEqual([]);
  expect(OF_CONNECTIONS).toHaveLength(endpoints.length);
});

/** Every set on Postgres; where that answers, every fourth on the embedded database, which runs the same code. `FOYER_CAMPAIGN=all`: every set on both. */
const setsOn = (engine: (typeof ENGINES)[number]) =>
  engine === 'postgres' || ENGINES.length === 1 || process.env.FOYER_CAMPAIGN === 'all'
    ? CLOSED_SETS
    : CLOSED_SETS.filter((_, index) => index % 4 === 3);

describe.each(ENGINES)('on %s', (engine) => {
  let world: World;
  // One session for each role, kept over all changes of the grants: what is decided is never cached past a change.
  let visitors: Record<ClientRole, Visitor>;
  // The link that each role was last given, tried again after the grants have changed.
  const links = new Map<ClientRole, string>();

  beforeAll(async () => {
    world = await openWorld(engine);
    const [admin, manager, staff] = await Promise.all(CLIENT_ROLES.map((role) => world.signIn(role)));
    visitors = { client_admin: admin!, client_manager: manager!, client_staff: staff! };
    await world.setGrants(CLOSED_SETS.at(-1)!);
    for (const role of CLIENT_ROLES) {
      const recording = await visitors[role].send('GET', `/api/calls/${world.ids.call}/recording`);
      links.set(role, (jsonOf(recording) as { url: string }).url);
    }
  }, 120_000);

  afterAll(() => world.close());

  it('the caller details that staff must not read are there for an admin', async () => {
    await world.setGrants(CLOSED_SETS.at(-1)!);
    const { text } = await visitors.client_admin.send('GET', '/api/calls?limit=20');
    expect(world.callerDetails.filter((detail) => text.includes(detail)).length).toBeGreaterThan(5);
  });

  it('what operators and connections do is closed to every session, and says no more to it than to a stranger', async () => {
    await world.setGrants(CLOSED_SETS.at(-1)!);
    const agency = await world.signIn('agency_admin');
    for (const [method, address] of [...OF_OPERATORS, ...OF_CONNECTIONS]) {
      const path = address.replace('{version}', VERSION).replace('{connection}', world.ids.call);
      const stranger = withoutRequestId(await world.stranger.send(method, path));
      for (const visitor of [...Object.values(visitors), agency]) {
        const answer = await visitor.send(method, path);
        expect([path, answer.status, codeOf(answer)]).toEqual([path, 401, 'unauthenticated']);
        expect(withoutRequestId(answer)).toBe(stranger);
      }
    }
  });

  it.each(setsOn(engine).map((set) => ({ set, granted: nameOf(set) })))(
    'with $granted, each role is answered as the model says',
    async ({ set }) => {
      await world.setGrants(set);
      const found = await Promise.all(
        CLIENT_ROLES.map(async (role) => {
          const problems: string[] = [];
          for (const row of MATRIX) {
            const answer = await ask(world, visitors[role], row, links.get(role) ?? '');
            problems.push(...faults(world, row, role, set, answer));
            if (row.name === 'a recording' && answer.status === 200)
              links.set(role, (jsonOf(answer) as { url: string }).url);
          }
          return problems;
        }),
      );
      expect([...new Set(found.flat())]).toEqual([]);
    },
  );
});
