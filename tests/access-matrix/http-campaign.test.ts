import { ENGINES } from '@foyer/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf } from './answer.ts';
import { ask, faults } from './ask-matrix.ts';
import { ALL_OPEN, CLIENT_ROLES, MATRIX, type ClientRole, type Gates, type MatrixRow } from './expected.ts';
import { CLOSED_SETS } from './grant-sets.ts';
import { openWorld, type Visitor, type World } from './world.ts';

// Every endpoint × 3 roles × 108 sets of grants × the 16 states of the plan and the policies that bear on it, over sockets: for a campaign. Each
// day, two of the sets on one engine.

const ALL = process.env.FOYER_CAMPAIGN === 'all';
const both = [false, true];
const GATES: readonly Gates[] = both.flatMap((playback) =>
  both.flatMap((download) =>
    both.flatMap((staff) =>
      both.map((policy) => ({
        entitlements: { recording_playback: playback, recording_download: download },
        policies: { staff_recording_playback: staff, recording_download: policy },
      })),
    ),
  ),
);
const SETS = ALL ? CLOSED_SETS : [CLOSED_SETS[40]!, CLOSED_SETS.at(-1)!];

/** Without a change of the plan or the policies, everything; with one, what tells of recordings. */
const rowsFor = (gates: Gates): readonly MatrixRow[] =>
  JSON.stringify(gates) === JSON.stringify(ALL_OPEN)
    ? MATRIX
    : MATRIX.filter(
        ({ name, needs }) =>
          name === 'the session' || name === 'a call' || needs.includes('recording_playback'),
      );

describe.each(ALL ? ENGINES : ENGINES.slice(-1))('over HTTP, on %s', (engine) => {
  let world: World;
  let visitors: Record<ClientRole, Visitor>;
  const links = new Map<ClientRole, string>();
  let asked = 0;
  let decisions = 0;
  let refused = 0;

  beforeAll(async () => {
    world = await openWorld(engine, 'http');
    const [admin, manager, staff] = await Promise.all(CLIENT_ROLES.map((role) => world.signIn(role)));
    visitors = { client_admin: admin!, client_manager: manager!, client_staff: staff! };
    await world.setGrants(CLOSED_SETS.at(-1)!);
    for (const role of CLIENT_ROLES) {
      const recording = await visitors[role].send('GET', `/api/calls/${world.ids.call}/recording`);
      links.set(role, (jsonOf(recording) as { url: string }).url);
    }
  }, 120_000);
  afterAll(() => world.close());

  it.each(GATES.map((gates) => ({ gates, state: JSON.stringify(gates) })))(
    'with $state, each role is answered as the model says',
    async ({ gates }) => {
      await world.set(gates);
      for (const set of SETS) {
        await world.setGrants(set);
        const found = await Promise.all(
          CLIENT_ROLES.map(async (role) => {
            const problems: string[] = [];
            for (const row of rowsFor(gates)) {
              const answer = await ask(world, visitors[role], row, links.get(role) ?? '');
              asked++;
              // A session says what is decided of every capability, a call what of its recording.
              decisions +=
                row.name === 'the session' ? 32 : row.name === 'a call' && answer.status === 200 ? 3 : 1;
              if (answer.status >= 400) refused++;
              problems.push(...faults(world, row, role, set, answer, gates));
            }
            return problems;
          }),
        );
        expect([...new Set(found.flat())]).toEqual([]);
      }
      console.info(`${engine}: ${asked} requests, ${decisions} decisions, ${refused} refused so far.`);
    },
    ALL ? 3_000_000 : 60_000,
  );
});
