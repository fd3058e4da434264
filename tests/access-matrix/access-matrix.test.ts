import { ENGINES } from '@foyer/server/testing';
import { contract, type Endpoint } from '@foyer/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, codeOf, jsonOf, layersOf, type Answer } from './answer.ts';
import {
  CAPABILITIES,
  CLIENT_ROLES,
  expectedOf,
  layersLowering,
  levelOf,
  MATRIX,
  sidebarOf,
  type ClientRole,
  type MatrixRow,
} from './expected.ts';
import { CLOSED_SETS, nameOf, type GrantSet } from './grant-sets.ts';
import { openWorld, type Visitor, type World } from './world.ts';

it('there are 108 sets of grants in which no child stands without its parent', () => {
  expect(CLOSED_SETS).toHaveLength(108);
  expect(new Set(CLOSED_SETS.map(nameOf))).toHaveProperty('size', 108);
});

it('every endpoint that needs a session stands in the matrix', () => {
  const endpoints = Object.values<Endpoint>(contract).filter(({ needs }) => needs !== 'public');
  const missing = endpoints.filter(({ method, path }) => {
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '\\{\\w+\\}')}(\\?|$)`);
    return !MATRIX.some(
      ({ request }) =>
        request[0] === method && pattern.test(request[1].replace('{link}', '/api/media/{link}')),
    );
  });
  // Signing out is for whoever is signed in, and would end the session that the matrix keeps.
  expect(missing.map(({ path }) => path)).toEqual(['/api/sign-out']);
});

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

  async function ask(row: MatrixRow, role: ClientRole): Promise<Answer> {
    const [method, address] = row.request;
    const { call, agent, client } = world.ids;
    const path = address
      .replace('{call}', call)
      .replace('{agent}', agent)
      .replace('{link}', links.get(role) ?? '');
    if (method === 'PUT') return visitors[role].send(method, path, { body: { clientId: client } });
    return visitors[role].send(method, path, row.open === 206 ? { headers: { range: 'bytes=0-99' } } : {});
  }

  /** What is wrong with an answer, in words; empty when nothing is. */
  function faults(row: MatrixRow, role: ClientRole, set: GrantSet, answer: Answer): string[] {
    const expected = expectedOf(row, role, set);
    const wrong = (what: string, is: unknown, should: unknown): string[] =>
      JSON.stringify(is) === JSON.stringify(should)
        ? []
        : [`${role}, ${row.name}: ${what} is ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`];

    if (answer.status !== expected.status) return wrong('status', answer.status, expected.status);
    if (expected.status === 403)
      return [
        ...wrong('code', codeOf(answer), 'denied'),
        ...wrong('layers', layersOf(answer), expected.layers),
      ];
    const shape = 'shape' in expected && expected.shape ? expected.shape : {};
    return [
      ...Object.entries(shape).flatMap(([place, keys]) =>
        at(jsonOf(answer), place).flatMap((one) =>
          wrong(`keys at '${place}'`, Object.keys(one as object).sort(), keys),
        ),
      ),
      ...(row.name === 'the session' ? sessionFaults(role, set, jsonOf(answer) as SessionBody) : []),
      ...(role === 'client_staff'
        ? world.callerDetails
            .filter((detail) => answer.text.includes(detail))
            .map((d) => `staff read ${d} in ${row.name}`)
        : []),
    ];
  }

  it.each(CLOSED_SETS.map((set) => ({ set, granted: nameOf(set) })))(
    'with $granted, each role is answered as the model says',
    async ({ set }) => {
      await world.setGrants(set);
      const found = await Promise.all(
        CLIENT_ROLES.map(async (role) => {
          const problems: string[] = [];
          for (const row of MATRIX) {
            const answer = await ask(row, role);
            problems.push(...faults(row, role, set, answer));
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

// With every grant on, an admin sees all ten.
const SIDEBAR_ORDER = sidebarOf('client_admin', CLOSED_SETS.at(-1)!);

interface SessionBody {
  readonly decisions: Readonly<
    Record<string, { readonly level: string; readonly denials: readonly { readonly layer: string }[] }>
  >;
  readonly remotes: readonly { readonly id: string }[];
}

/** Every decision with its reasons, the sidebar that follows, and the remotes that go with it. */
function sessionFaults(role: ClientRole, set: GrantSet, session: SessionBody): string[] {
  const problems: string[] = [];
  const told = new Map(Object.entries(session.decisions));
  for (const [capability] of CAPABILITIES) {
    const decision = told.get(capability);
    const layers = [...new Set(decision?.denials.map(({ layer }) => layer))].sort();
    const is = `${decision?.level} (${layers})`;
    const should = `${levelOf(capability, role, set)} (${layersLowering(capability, role, set)})`;
    if (is !== should) problems.push(`${role}, ${capability} is ${is}, should be ${should}`);
    told.delete(capability);
  }
  if (told.size > 0) problems.push(`not in the table: ${[...told.keys()]}`);
  const shown = SIDEBAR_ORDER.filter((area) => session.decisions[area]?.level !== 'none');
  const sidebar = sidebarOf(role, set);
  if (String(shown) !== String(sidebar)) problems.push(`${role}, sidebar is ${shown}, should be ${sidebar}`);
  const remotes = session.remotes.map(({ id }) => id).sort();
  const open = ['agents', 'calls'].filter((area) => sidebar.includes(area));
  if (String(remotes) !== String(open)) problems.push(`${role}, remotes are ${remotes}, should be ${open}`);
  return problems;
}
