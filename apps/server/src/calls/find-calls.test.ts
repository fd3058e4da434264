import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantDb } from '../db/database.ts';
import { BIG_CLIENT_ID, bigAgent, bigProject, seedBigClient } from '../seed/big-client.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { wordCriteria, type CallCriteria, type CallOrder } from './call-criteria.ts';
import { countCalls, findCalls } from './find-calls.ts';
import type { Position } from './list-cursor.ts';

const CALLS = 20_000;
const NOW = new Date();
const PAGE = 51;

const EVERYTHING: CallCriteria = {
  clientId: BIG_CLIENT_ID,
  projects: 'all',
  agent: undefined,
  status: undefined,
  direction: undefined,
  sentiment: undefined,
  outcome: undefined,
  words: undefined,
  hiddenWords: null,
  from: null,
  before: null,
  longerThan: null,
  shorterThan: null,
};
const back = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);

const FILTERS: readonly [string, Partial<CallCriteria>][] = [
  ['nothing', {}],
  ['a common status', { status: ['completed'] }],
  ['a rare status and direction', { status: ['failed'], direction: 'outbound' }],
  ['a project', { projects: [bigProject(2)] }],
  ['a rare agent with sentiment', { agent: bigAgent(11), sentiment: ['negative'] }],
  ['what no call is', { status: ['missed'], outcome: ['booked'] }],
  ['a month', { from: back(60), before: back(30) }],
  ['a month of what is rare', { from: back(60), before: back(30), outcome: ['spam'] }],
  ['long calls', { longerThan: 400_000 }],
  ['a common length of what is rare', { longerThan: 20_000, shorterThan: 90_000, outcome: ['spam'] }],
  ['a length in a month', { longerThan: 60_000, shorterThan: 61_000, from: back(60), before: back(30) }],
  ['a length and a common status', { shorterThan: 16_000, status: ['completed'] }],
  ['a common word in long calls', { ...wordCriteria('thank', true), longerThan: 400_000 }],
  ['a common word', { ...wordCriteria('thank', true) }],
  ['a common word in a month', { ...wordCriteria('thank', true), from: back(60), before: back(30) }],
  ['a rare word', { ...wordCriteria('azimuth', true) }],
  ['a word of one call and a filter', { ...wordCriteria('only4242', true), direction: 'inbound' }],
  [
    'a common word of what is rare',
    { ...wordCriteria('thank', true), outcome: ['spam'], agent: bigAgent(10) },
  ],
  ['a common word where nobody spoke', { ...wordCriteria('thank', true), status: ['missed'] }],
  ['a word that no call has', { ...wordCriteria('xylophone', true) }],
];

const ORDERS: readonly CallOrder[] = (['started_at', 'duration', 'cost'] as const).flatMap((key) => [
  { key, descending: true },
  { key, descending: false },
]);

describe.each(ENGINES)('among very many calls on the %s database', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase(engine);
    await seedBigClient(database.db, { calls: CALLS, now: NOW });
  }, 300_000);
  afterAll(() => database.close());

  const asTenant = <T>(work: (db: TenantDb) => Promise<T>): Promise<T> =>
    database.db.withTenant({ clientId: BIG_CLIENT_ID }, work);

  /** What was really read of the calls and their documents by `work`, behind row-level security. */
  const readBy = async (work: (db: TenantDb) => Promise<unknown>) =>
    asTenant(async (db) => {
      const counters = async () => {
        const { rows } = await sql<{ scans: number; rows: number }>`
          select coalesce(sum(seq_scan), 0) as scans, coalesce(sum(idx_tup_fetch), 0) as rows
          from pg_stat_xact_user_tables where relname in ('calls', 'call_search')`.execute(db);
        return { scans: Number(rows[0]?.scans), rows: Number(rows[0]?.rows) };
      };
      const before = await counters();
      await work(db);
      const after = await counters();
      return { scans: after.scans - before.scans, rows: after.rows - before.rows };
    });

  const halfWay: Record<CallOrder['key'], string> = {
    started_at: 'call_started_ms(started_at)',
    duration: 'duration_ms',
    cost: 'cost_minor',
  };
  const middleOf = async (order: CallOrder): Promise<Position> =>
    asTenant(async (db) => {
      const key = sql.raw(halfWay[order.key]);
      const { rows } =
        await sql<Position>`select ${key} as key, id from calls order by 1, 2 offset ${CALLS / 2} limit 1`.execute(
          db,
        );
      return rows[0] ?? { key: 0, id: '' };
    });

  test.each(FILTERS)(
    'a page by %s reads few rows through an index, in every order and at every depth',
    async (_, filter) => {
      for (const order of ORDERS) {
        for (const after of [null, await middleOf(order)]) {
          const read = await readBy((db) => findCalls(db, { ...EVERYTHING, ...filter }, order, after, PAGE));
          expect(read.scans).toBe(0);
          // A glance is 2,000; what is gathered or in a bucket of the search is a small part of the calls.
          expect(read.rows).toBeLessThan(5_000);
        }
      }
    },
  );

  test.each(FILTERS)('a count by %s never scans the table', async (_, filter) => {
    const read = await readBy((db) => countCalls(db, { ...EVERYTHING, ...filter }));
    expect(read.scans).toBe(0);
  });

  test('a search gives what a plain look at the documents gives, in every order', async () => {
    for (const order of ORDERS) {
      const column = sql.raw(
        { started_at: 'started_ms', duration: 'duration_ms', cost: 'cost_minor' }[order.key],
      );
      const direction = sql.raw(order.descending ? 'desc' : 'asc');
      for (const word of ['bramble', 'deposit']) {
        const { words, hiddenWords } = wordCriteria(word, true);
        const found = await asTenant((db) =>
          findCalls(db, { ...EVERYTHING, words, hiddenWords }, order, null, 300),
        );
        const { rows } = await asTenant((db) =>
          sql<{ id: string }>`select call_id as id from call_search where document @@ ${words}::tsquery
            order by ${column} ${direction}, call_id ${direction} limit 300`.execute(db),
        );
        expect(rows.length).toBeGreaterThan(5);
        expect(found.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
      }
    }
  });

  test('lengths keep out what is shorter or longer, with and without other filters and words, in every order', async () => {
    for (const criteria of [
      { longerThan: 60_000, shorterThan: 75_000 },
      { longerThan: 60_000, shorterThan: 75_000, status: ['completed'] as const },
      { longerThan: 300_000, shorterThan: null, from: back(200), before: back(20) },
      { longerThan: null, shorterThan: 20_000, ...wordCriteria('deposit', true) },
    ]) {
      for (const order of ORDERS) {
        const asked = { ...EVERYTHING, ...criteria };
        const found = await asTenant((db) => findCalls(db, asked, order, null, 200));
        const key = sql.raw(halfWay[order.key].replace(/\b(?=started_at|duration_ms|cost_minor)/, 'c.'));
        const direction = sql.raw(order.descending ? 'desc' : 'asc');
        const { rows } = await asTenant((db) =>
          sql<{
            id: string;
          }>`select c.id from calls c join call_search s on s.tenant_id = c.tenant_id and s.call_id = c.id
            where c.duration_ms >= ${asked.longerThan ?? 0} and c.duration_ms < ${asked.shorterThan ?? 1e9}
              and (${asked.status === undefined} or c.status = 'completed')
              and (${asked.from}::timestamptz is null or (c.started_at >= ${asked.from} and c.started_at < ${asked.before}))
              and (${asked.words ?? ''} = '' or s.document @@ ${asked.words ?? ''}::tsquery)
            order by ${key} ${direction}, c.id ${direction} limit 200`.execute(db),
        );
        expect(rows.length).toBeGreaterThan(20);
        expect(found.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
        expect(await asTenant((db) => countCalls(db, asked))).toBeGreaterThanOrEqual(rows.length);
      }
    }
  });

  test('a count stops above ten thousand', async () => {
    expect(await asTenant((db) => countCalls(db, EVERYTHING))).toBe(10_001);
    expect(await asTenant((db) => countCalls(db, { ...EVERYTHING, status: ['completed'] }))).toBe(10_001);
    expect(await asTenant((db) => countCalls(db, { ...EVERYTHING, ...wordCriteria('thank', true) }))).toBe(
      10_001,
    );
  });

  test('a changed call is found by what it is now', async () => {
    const words = wordCriteria('only4242', true);
    const find = (filter: Partial<CallCriteria>) =>
      asTenant((db) =>
        findCalls(db, { ...EVERYTHING, ...words, ...filter }, { key: 'cost', descending: true }, null, 2),
      );
    const [call] = await find({});
    if (!call) throw new Error('no call');
    await asTenant(async (db) => {
      await db
        .updateTable('calls')
        .set({
          status: 'failed',
          sentiment: 'negative',
          outcome: null,
          duration_ms: 777_000,
          cost_minor: 999,
        })
        .where('tenant_id', '=', BIG_CLIENT_ID)
        .where('id', '=', call.id)
        .execute();
    });
    expect(await find({ status: ['failed'], sentiment: ['negative'] })).toEqual([{ key: 999, id: call.id }]);
    const inLanes = await asTenant((db) =>
      findCalls(
        db,
        { ...EVERYTHING, status: ['failed'], sentiment: ['negative'] },
        { key: 'duration', descending: true },
        null,
        1,
      ),
    );
    expect(inLanes).toEqual([{ key: 777_000, id: call.id }]);
  });

  test("one client's search never finds another's calls", async () => {
    const words = wordCriteria('thank', true);
    const other = await database.db.kysely
      .selectFrom('clients')
      .select('id')
      .where('name', '=', 'Keystone Lettings')
      .executeTakeFirstOrThrow();
    const found = await database.db.withTenant({ clientId: other.id }, (db) =>
      findCalls(
        db,
        { ...EVERYTHING, clientId: BIG_CLIENT_ID, ...words },
        { key: 'started_at', descending: true },
        null,
        500,
      ),
    );
    const own = await database.db.withSystem((db) =>
      db
        .selectFrom('calls')
        .select('tenant_id')
        .distinct()
        .where(
          'id',
          'in',
          found.map(({ id }) => id),
        )
        .execute(),
    );
    expect(found.length).toBeGreaterThan(10);
    expect(own).toEqual([{ tenant_id: other.id }]);
  });
});
