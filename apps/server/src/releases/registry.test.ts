import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { createTestApp, releaseRemote, type TestApp } from '../testing/test-app.ts';
import { createRegistry } from './registry.ts';
import { readRevision } from './releases.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };

describe('what a process remembers of the registry', () => {
  let test: TestApp;
  let asked: string[];
  let away: boolean;
  let db: Database;
  beforeAll(async () => {
    test = await createTestApp();
    asked = [];
    away = false;
    db = {
      ...test.db,
      prepared: async (name, text, values) => {
        asked.push(name);
        if (away) throw new Error('away');
        return test.db.prepared(name, text, values);
      },
    };
  });
  afterAll(() => test.close());

  const registryOf = () => createRegistry({ db, log, clock: test.clock, signer: null });
  const versions = (releases: Awaited<ReturnType<ReturnType<typeof registryOf>['latest']>>) =>
    releases?.remotes.map(({ id, channels }) => `${id} ${channels.stable?.manifest.version}`);

  it('is read once for all who ask at the same time', async () => {
    await releaseRemote(test.operator, 'calls', '1-a');
    const registry = registryOf();
    const revision = await readRevision(test.db);
    asked.length = 0;
    const all = await Promise.all([1, 2, 3].map(() => registry.at(revision)));
    expect(asked).toEqual(['releases']);
    for (const releases of all) expect(versions(releases)).toEqual(['calls 1-a']);
  });

  it('is never older than a second, and asked for at most once in one', async () => {
    const registry = registryOf();
    await registry.recent();
    await releaseRemote(test.operator, 'calls', '2-b');
    asked.length = 0;
    expect(versions(await registry.recent())).toEqual(['calls 1-a']);
    expect(asked).toEqual([]);
    test.clock.advance(1_000);
    const both = await Promise.all([registry.recent(), registry.recent()]);
    expect(both.map(versions)).toEqual([['calls 2-b'], ['calls 2-b']]);
    expect(asked).toEqual(['releases-revision', 'releases']);
  });

  it('offers nothing that is newer than it could read, and is what it was for those who need no more', async () => {
    const registry = registryOf();
    const before = await registry.latest();
    const revision = before?.revision ?? 0;
    away = true;
    expect(await registry.at(revision + 1)).toBeNull();
    expect(await registry.latest()).toBeNull();
    expect(await registry.at(revision)).toBe(before);
    test.clock.advance(1_000);
    expect(await registry.recent()).toBe(before);
    asked.length = 0;
    expect(await registry.recent()).toBe(before);
    expect(asked).toEqual([]);
    away = false;
  });

  it('never goes back when an older reading comes in late', async () => {
    const late: (() => void)[] = [];
    let hold = true;
    const registry = createRegistry({
      db: {
        ...test.db,
        prepared: async <Row>(name: string, text: string, values: readonly unknown[]) => {
          const rows = await test.db.prepared<Row>(name, text, values);
          if (name === 'releases' && hold) {
            hold = false;
            await new Promise<void>((resolve) => late.push(resolve));
          }
          return rows;
        },
      },
      log,
      clock: test.clock,
      signer: null,
    });
    const first = registry.latest();
    while (late.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await releaseRemote(test.operator, 'calls', '3-c');
    const second = registry.latest();
    late[0]?.();
    await first;
    expect(versions(await second)).toEqual(['calls 3-c']);
    expect(versions(await registry.at(0))).toEqual(['calls 3-c']);
  });
});
