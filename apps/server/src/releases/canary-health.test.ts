import type { LoadReports } from '@foyer/contract/telemetry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestApp,
  ENGINES,
  json,
  persona,
  releaseRemote,
  type TestApp,
  type TestPerson,
} from '../testing/test-app.ts';
import { readEvents } from '../testing/read-events.ts';
import { forgetOldReports, isUnfit } from './canary-health.ts';

describe('a canary', () => {
  it.each([
    // canary: sessions, failed; stable: sessions, failed
    [4, 4, 50, 0, false],
    [5, 1, 50, 0, false],
    [5, 2, 50, 0, true],
    [100, 20, 50, 0, false],
    [100, 21, 50, 0, true],
    // Stable fails as well: it isn't the version.
    [10, 10, 50, 50, false],
    [10, 10, 50, 25, false],
    [10, 10, 50, 24, true],
    // What a few sessions of stable say explains nothing.
    [10, 10, 4, 4, true],
    [10, 10, 0, 0, true],
  ])('of %i sessions with %i failures beside a stable of %i with %i: unfit is %s', (...row) => {
    const [sessions, failed, stableSessions, stableFailed, unfit] = row;
    expect(isUnfit({ sessions, failed }, { sessions: stableSessions, failed: stableFailed })).toBe(unfit);
  });
});

const STABLE = '1.0.0-aaaaaa';
const MINUTE = 60_000;

describe.each(ENGINES)('a canary that people report of, on %s,', (engine) => {
  let test: TestApp;
  let inCanary: TestPerson[];
  let inStable: TestPerson[];
  let canary = '';
  let next = 1;

  beforeAll(async () => {
    test = await createTestApp({ engine });
    // One after the other: sign-ins that are not yet known to succeed are counted as tries.
    const sessions = async (key: string, count: number) => {
      const people: TestPerson[] = [];
      while (people.length < count) people.push(await test.signIn(key));
      return people;
    };
    inCanary = await sessions('brightwater-admin', 6);
    inStable = await sessions('copperline-admin', 6);
    await releaseRemote(test.operator, 'calls', STABLE);
    await test.operator.setCanary({
      params: { remote: 'calls' },
      body: { percent: 0, clients: [persona('brightwater-admin').clientId ?? ''] },
    });
  });
  afterAll(() => test.close());

  // Each story has a canary of its own, of which nothing was reported yet.
  beforeEach(async () => {
    test.clock.advance(60 * MINUTE);
    canary = `2.0.${(next += 1)}-bbbbbb`;
    await releaseRemote(test.operator, 'calls', canary, { channel: 'canary' });
  });

  const report = (person: TestPerson, version: string, outcome: 'ok' | 'failed' | 'fell-back') => {
    const body: LoadReports = {
      loads: [{ remote: 'calls', version, outcome, ...(outcome !== 'ok' && { type: 'evaluation' }) }],
    };
    return person.fetch('/api/loads', json(body));
  };
  const reportAll = async (
    people: readonly TestPerson[],
    version: string,
    outcome: 'ok' | 'failed' | 'fell-back',
  ) => {
    for (const person of people) expect((await report(person, version, outcome)).status).toBe(204);
  };
  const liveOnCanary = async () => {
    const { items } = await test.operator.listReleases();
    return items.find(({ id }) => id === 'calls')?.channels.canary?.version ?? null;
  };
  const offered = async (person: TestPerson) =>
    (await person.api.getSession()).remotes.find(({ id }) => id === 'calls')?.version;

  it('goes back to stable when more than a fifth of five sessions failed; history says who and why, and open pages hear of it', async () => {
    const page = readEvents(await inCanary[5]!.fetch('/api/events'));
    const hello = await page.next();
    await reportAll(inCanary.slice(0, 3), canary, 'ok');
    await report(inCanary[3]!, canary, 'failed');
    expect(await liveOnCanary()).toBe(canary);
    await report(inCanary[4]!, canary, 'fell-back');

    expect(await liveOnCanary()).toBeNull();
    expect(await offered(inCanary[0]!)).toBe(STABLE);
    const { items } = await test.operator.listReleaseHistory();
    expect(items[0]).toMatchObject({
      by: 'server',
      act: 'roll_back',
      remote: 'calls',
      channel: 'canary',
      from: canary,
      to: STABLE,
      note: 'It failed to load in 2 of 5 sessions within 10 minutes, stable in 0 of 0.',
    });
    const changed = await page.next(1_000);
    expect(changed?.event).toBe('changed');
    expect(changed?.id).not.toBe(hello?.id);
    await page.stop();
  });

  it('stays when a session reports often: it counts once, with its last word', async () => {
    for (let i = 0; i < 10; i += 1) await report(inCanary[0]!, canary, 'failed');
    await report(inCanary[1]!, canary, 'failed');
    await reportAll(inCanary.slice(1, 5), canary, 'ok');
    await report(inCanary[0]!, canary, 'failed');
    expect(await liveOnCanary()).toBe(canary);
  });

  it('stays when stable fails as often: what both need is down', async () => {
    await reportAll(inStable.slice(0, 5), STABLE, 'failed');
    await reportAll(inCanary, canary, 'failed');
    expect(await liveOnCanary()).toBe(canary);
    // Stable is well again, the canary is not.
    await reportAll(inStable.slice(0, 5), STABLE, 'ok');
    await report(inCanary[0]!, canary, 'failed');
    expect(await liveOnCanary()).toBeNull();
  });

  it('stays when the failures lie apart', async () => {
    await reportAll(inCanary.slice(0, 4), canary, 'failed');
    test.clock.advance(11 * MINUTE);
    await report(inCanary[4]!, canary, 'failed');
    expect(await liveOnCanary()).toBe(canary);
  });

  it('starts anew when it is promoted again', async () => {
    await reportAll(inCanary.slice(0, 5), canary, 'failed');
    expect(await liveOnCanary()).toBeNull();
    test.clock.advance(1_000);
    await test.operator.promoteRelease({
      params: { remote: 'calls' },
      body: { version: canary, channel: 'canary' },
    });
    await report(inCanary[0]!, canary, 'failed');
    expect(await liveOnCanary()).toBe(canary);
  });

  it('is not touched by reports of those who were never offered it', async () => {
    await reportAll(inStable, canary, 'failed');
    await reportAll(inCanary, '9.9.9-cccccc', 'failed');
    // Staff of this client may not open agents, whatever they say of it.
    const staff = await test.signIn('brightwater-staff');
    await releaseRemote(test.operator, 'agents', '1.0.0-dddddd').catch(() => {});
    await staff.fetch(
      '/api/loads',
      json({ loads: [{ remote: 'agents', version: '1.0.0-dddddd', outcome: 'failed' }] }),
    );
    expect(await liveOnCanary()).toBe(canary);
    const rows = await test.db.kysely
      .selectFrom('remote_load_reports')
      .select(['remote', 'version'])
      .where('version', 'in', [canary, '9.9.9-cccccc', '1.0.0-dddddd'])
      .execute();
    expect(rows).toEqual([]);
  });

  it('is rolled back once, however many sessions report at the same time', async () => {
    await reportAll(inCanary.slice(0, 4), canary, 'failed');
    await Promise.all(inCanary.map((person) => report(person, canary, 'failed')));
    expect(await liveOnCanary()).toBeNull();
    const { items } = await test.operator.listReleaseHistory();
    expect(items.filter(({ act, from }) => act === 'roll_back' && from === canary)).toHaveLength(1);
  });

  it('leaves no reports behind for longer than a day', async () => {
    await report(inCanary[0]!, canary, 'ok');
    await forgetOldReports(test.db, new Date(test.clock.now().getTime() + 23 * 60 * MINUTE));
    const count = async () =>
      (
        await test.db.kysely
          .selectFrom('remote_load_reports')
          .select('session_id')
          .where('version', '=', canary)
          .execute()
      ).length;
    expect(await count()).toBe(1);
    await forgetOldReports(test.db, new Date(test.clock.now().getTime() + 25 * 60 * MINUTE));
    expect(await count()).toBe(0);
  });

  it('is reported of by who is signed in, in the shape of the contract', async () => {
    const load = { remote: 'calls', version: canary, outcome: 'failed' };
    expect((await test.fetch('/api/loads', json({ loads: [load] }))).status).toBe(401);
    const wrong = [
      { ...load, version: 'Vivienne' },
      { ...load, type: 'Vivienne' },
      { ...load, note: 'Vivienne' },
    ];
    for (const one of wrong)
      expect((await inCanary[0]!.fetch('/api/loads', json({ loads: [one] }))).status).toBe(422);
  });
});
