import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withoutNotices } from '../testing/without-notices.ts';
import type { Database } from './database.ts';

/** Everything that is heard, in order; a gap is `over` or `deaf`. */
function ear(db: Database): { heard: string[]; stop: () => void } {
  const heard: string[] = [];
  const stop = db.listen({
    onNotice: (payload) => heard.push(payload),
    onGap: (over) => heard.push(over ? 'over' : 'deaf'),
  });
  return { heard, stop };
}

describe.each(ENGINES)('what is announced on %s', (engine) => {
  let own: TestDatabase;
  beforeAll(async () => {
    own = await testDatabase(engine);
  });
  afterAll(() => own.close());

  const announce = (payload: string) =>
    own.db.withSystem((db) => sql`select pg_notify('foyer', ${payload})`.execute(db));

  it('is heard once the transaction is committed, by everybody who listens, and what is rolled back is not', async () => {
    const [one, two] = [ear(own.db), ear(own.db)];
    await expect.poll(() => [...one.heard, ...two.heard]).toEqual(['over', 'over']);
    await own.db
      .withSystem(async (db) => {
        await sql`select pg_notify('foyer', 'never')`.execute(db);
        throw new Error('changed my mind');
      })
      .catch(() => {});
    await announce('once');
    await expect
      .poll(() => [one.heard, two.heard])
      .toEqual([
        ['over', 'once'],
        ['over', 'once'],
      ]);
    one.stop();
    await announce('twice');
    await expect.poll(() => two.heard).toEqual(['over', 'once', 'twice']);
    expect(one.heard).toEqual(['over', 'once']);
    two.stop();
  });

  it('may lead to a query, though the transaction that announced it is not yet done with its connection', async () => {
    const answers: unknown[] = [];
    const stop = own.db.listen({
      onNotice: () => {
        own.db.prepared('one', 'select 1 as one', []).then(
          (rows) => answers.push(...rows),
          (error: unknown) => answers.push(error),
        );
      },
      onGap: () => {},
    });
    await expect
      .poll(async () => {
        await announce('ask');
        return answers.length;
      })
      .toBeGreaterThan(0);
    expect(answers[0]).toEqual({ one: 1 });
    stop();
  });
});

describe.runIf(ENGINES.includes('postgres'))('a listener on Postgres', () => {
  it('whose connection breaks says that it is deaf, and when that is over', async () => {
    const own = await testDatabase('postgres');
    const { heard, stop } = ear(own.db);
    await expect.poll(() => heard).toEqual(['over']);
    await own.db.withOwner(({ db }) =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'foyer-notices' and datname = current_database()`.execute(db),
    );
    await expect.poll(() => [...new Set(heard)], { timeout: 5_000 }).toEqual(['over', 'deaf']);
    await expect.poll(() => heard.at(-1), { timeout: 5_000 }).toBe('over');
    stop();
    await own.close();
  });

  it('says so each second when something in between lets no notice through', async () => {
    const pooler = await withoutNotices(new URL(process.env.FOYER_TEST_DATABASE_URL ?? ''));
    const own = await testDatabase('postgres', pooler.port);
    const { heard, stop } = ear(own.db);
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['deaf', 'deaf', 'deaf']);
    stop();
    await own.close();
    pooler.close();
  });
});
