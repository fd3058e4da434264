import { sql, type RawBuilder } from 'kysely';
import type { CallCriteria, CallOrder } from '../src/calls/call-criteria.ts';
import { countCalls, findCalls } from '../src/calls/find-calls.ts';
import type { Position } from '../src/calls/list-cursor.ts';
import { readCalls } from '../src/calls/read-calls.ts';
import type { Database } from '../src/db/database.ts';
import { BIG_CLIENT_ID } from '../src/seed/big-client.ts';
import { combinations, NO_FILTER } from './combinations.ts';
import { measure, ms, openWorld, processorTime, quantile, say, type Took } from './world.ts';

/*
 * The list of calls of a client with a million, in every combination of filters, words, days and order, at the top and deep down.
 *
 *   bench list-calls <postgres://… | folder> [calls] [--verify] [--sample=<share of the combinations>]
 *
 * --verify also compares each answer without words with that of a plain query over the whole table. The baselines at the end (the same pages without
 * row-level security and decisions; paging by OFFSET) are measured in the same run.
 */

const RUNS = 3;
const PAGE = 51;
const ORDERS: readonly CallOrder[] = (['started_at', 'duration', 'cost'] as const).flatMap((key) => [
  { key, descending: true },
  { key, descending: false },
]);

export async function main(args: readonly string[]): Promise<void> {
  const [place = '', calls = '1000000'] = args.filter((arg) => !arg.startsWith('--'));
  const verify = args.includes('--verify');
  const sample = Number(args.find((arg) => arg.startsWith('--sample='))?.slice('--sample='.length) ?? 1);
  const world = await openWorld(place, Number(calls));
  const { db } = world;
  const now = new Date();
  const depths = await deepPositions(db);

  const processor = await processorTime(db);
  const figures: { name: string; took: Took[] }[] = [];
  let wrong = 0;
  for (const { name, criteria } of combinations(now)) {
    for (const order of ORDERS) {
      for (const deep of [false, true]) {
        if (sample < 1 && Math.random() > sample) continue;
        const after = deep ? depths[order.key] : null;
        const page = () =>
          db.withTenant({ clientId: BIG_CLIENT_ID }, async (trx) => {
            const found = await findCalls(trx, criteria, order, after, PAGE);
            await readCalls(
              trx,
              BIG_CLIENT_ID,
              found.map(({ id }) => id),
            );
            return found.map(({ id }) => id);
          });
        if (
          verify &&
          criteria.words === undefined &&
          JSON.stringify(await page()) !== JSON.stringify(await plainPage(db, criteria, order, after))
        ) {
          wrong += 1;
          say(`WRONG ${name} ${JSON.stringify(order)} ${deep ? 'deep' : ''}`);
        }
        figures.push({
          name: `${name} · ${order.descending ? '-' : ''}${order.key}${deep ? ' · deep' : ''}`,
          took: await measure(RUNS, processor, page),
        });
      }
    }
  }
  say(`${figures.length} combinations × ${RUNS} runs${verify ? `, ${wrong} wrong` : ''}`);
  report(
    'all pages',
    figures.flatMap(({ took }) => took),
  );
  slowest(figures, 25);

  say('counts, capped at 10,000:');
  const counts: typeof figures = [];
  for (const { name, criteria } of combinations(now)) {
    if (sample < 1 && Math.random() > sample) continue;
    const count = () => db.withTenant({ clientId: BIG_CLIENT_ID }, (trx) => countCalls(trx, criteria));
    counts.push({ name, took: await measure(RUNS, processor, count) });
  }
  report(
    'all counts',
    counts.flatMap(({ took }) => took),
  );
  slowest(counts, 8);

  say(
    'through the whole server (session, decisions, row-level security, answer checked against the contract):',
  );
  for (const [name, path] of [
    ['session', '/api/session'],
    ['list, no filter', '/api/calls'],
    ['list, missed', '/api/calls?status=missed'],
    [
      'list, negative and cancelled by length',
      '/api/calls?sentiment=negative&outcome=cancelled&sort=-duration',
    ],
    ['list, "deposit"', '/api/calls?text=deposit'],
    ['list, "cobalt" by cost', '/api/calls?text=cobalt&sort=-cost'],
    ['count, no filter', '/api/calls/count'],
    ['agents', '/api/agents'],
  ] as const) {
    await measure(20, processor, () => world.get(path));
    report(name, await measure(100, processor, () => world.get(path)));
  }
  await baselines(db, processor, world.get);
  await db.close();
}

function report(name: string, took: readonly Took[]): void {
  const of = (kind: keyof Took, share: number): string =>
    ms(
      quantile(
        took.map((one) => one[kind]),
        share,
      ),
    ).padStart(6);
  say(
    `  ${name.padEnd(40)} p50 ${of('wall', 0.5)}  p95 ${of('wall', 0.95)} ms; processor p50 ${of('cpu', 0.5)}  p95 ${of('cpu', 0.95)}  most ${of('cpu', 1)}`,
  );
}

const middle = (took: readonly Took[]): number =>
  quantile(
    took.map(({ cpu }) => cpu),
    0.5,
  );

function slowest(figures: readonly { readonly name: string; readonly took: Took[] }[], count: number): void {
  for (const { name, took } of figures.toSorted((a, b) => middle(b.took) - middle(a.took)).slice(0, count)) {
    report(name, took);
  }
}

/** The position halfway down each order. */
async function deepPositions(db: Database): Promise<Record<CallOrder['key'], Position>> {
  return db.withOwner(async ({ db: owner }) => {
    const at = async (key: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<Position> => {
      const { rows } =
        await sql<Position>`select ${key} as key, id from calls c where tenant_id = ${BIG_CLIENT_ID}
        order by ${order}, id offset (select count(*) / 2 from calls where tenant_id = ${BIG_CLIENT_ID}) limit 1`.execute(
          owner,
        );
      if (!rows[0]) throw new Error('the big client has no calls');
      return rows[0];
    };
    return {
      started_at: await at(sql`call_started_ms(started_at)`, sql`started_at`),
      duration: await at(sql`duration_ms`, sql`duration_ms`),
      cost: await at(sql`cost_minor`, sql`cost_minor`),
    };
  });
}

const COLUMN = { started_at: 'started_at', duration: 'duration_ms', cost: 'cost_minor' } as const;

/** The same page by one plain query, as the owner. */
async function plainPage(
  db: Database,
  c: CallCriteria,
  order: CallOrder,
  after: Position | null,
): Promise<string[]> {
  const column = sql.ref(COLUMN[order.key]);
  const direction = sql.raw(order.descending ? 'desc' : 'asc');
  const sign = sql.raw(order.descending ? '<' : '>');
  return db.withOwner(async ({ db: owner }) => {
    const value = after && (order.key === 'started_at' ? new Date(after.key) : after.key);
    const { rows } = await sql<{ id: string }>`
      select id from calls where tenant_id = ${BIG_CLIENT_ID}
        ${c.projects === 'all' ? sql`` : sql`and project_id = any(${[...c.projects]}::uuid[])`}
        ${c.agent === undefined ? sql`` : sql`and agent_id = ${c.agent}`}
        ${c.status === undefined ? sql`` : sql`and status = any(${[...c.status]}::text[])`}
        ${c.direction === undefined ? sql`` : sql`and direction = ${c.direction}`}
        ${c.sentiment === undefined ? sql`` : sql`and sentiment = any(${[...c.sentiment]}::text[])`}
        ${c.outcome === undefined ? sql`` : sql`and outcome = any(${[...c.outcome]}::text[])`}
        ${c.from === null ? sql`` : sql`and started_at >= ${c.from}`}
        ${c.before === null ? sql`` : sql`and started_at < ${c.before}`}
        ${after === null ? sql`` : sql`and (${column}, id) ${sign} (${value}, ${after.id}::uuid)`}
      order by ${column} ${direction}, id ${direction} limit ${PAGE}`.execute(owner);
    return rows.map(({ id }) => id);
  });
}

async function baselines(
  db: Database,
  processor: () => number,
  get: (path: string) => Promise<unknown>,
): Promise<void> {
  const order: CallOrder = { key: 'started_at', descending: true };
  const deep = (await deepPositions(db)).started_at;
  const page = (after: Position | null) => () =>
    db.withTenant({ clientId: BIG_CLIENT_ID }, (trx) => findCalls(trx, NO_FILTER, order, after, PAGE));
  say('baselines:');
  const bare = await measure(100, processor, () => plainPage(db, NO_FILTER, order, null));
  report('bare query as the owner', bare);
  const walled = await measure(100, processor, page(null));
  report('the same behind row-level security', walled);
  const server = await measure(100, processor, () => get('/api/calls'));
  report('the whole request', server);
  const keyset = await measure(30, processor, page(deep));
  report('half-way down by keyset', keyset);
  const offset = await measure(5, processor, () =>
    db.withOwner(({ db: owner }) =>
      sql`select id from calls where tenant_id = ${BIG_CLIENT_ID} order by started_at desc, id desc
        offset (select count(*) / 2 from calls where tenant_id = ${BIG_CLIENT_ID}) limit ${PAGE}`.execute(
        owner,
      ),
    ),
  );
  report('half-way down by OFFSET', offset);
  say(
    `  ratios of processor time: request / bare query ${(middle(server) / middle(bare)).toFixed(1)}, OFFSET / keyset ${(middle(offset) / middle(keyset)).toFixed(0)}`,
  );
}
