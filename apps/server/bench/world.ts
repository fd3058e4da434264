import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { createApp, type App } from '../src/app.ts';
import type { Database } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { openFolder } from '../src/db/open-folder.node.ts';
import { connectPostgres } from '../src/db/postgres.ts';
import { BIG_CLIENT_ADMIN, BIG_CLIENT_ID, seedBigClient } from '../src/seed/big-client.ts';
import { DEMO_PASSWORD } from '../src/seed/personas.ts';
import { isEmpty, seedDemo } from '../src/seed/seed-demo.ts';

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const ORIGIN = 'http://bench.test';

export interface World {
  readonly app: App;
  readonly db: Database;
  /** One request of the big client's admin, answered in full. */
  get(path: string): Promise<{ status: number; body: unknown }>;
  /** Any request of theirs, answered as it comes. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** The server on a database with the big client, which is made if it isn't there: a `postgres://` address or a folder. */
export async function openWorld(place: string, calls: number): Promise<World> {
  const db = place.startsWith('postgres')
    ? connectPostgres({ url: place, ownerUrl: place, assumeRole: true, size: 1 })
    : await openFolder(place);
  await migrate(db);
  const now = new Date();
  if (await isEmpty(db)) await seedDemo(db, { now });
  const there = await db.kysely
    .selectFrom('clients')
    .select('id')
    .where('id', '=', BIG_CLIENT_ID)
    .executeTakeFirst();
  if (!there) {
    await seedBigClient(db, { calls, now, report: (done) => process.stderr.write(`${done} calls\n`) });
  }
  const app = createApp({
    db,
    secret: 'a secret for benchmarks, of no other use',
    log: {
      info: () => {},
      warn: () => {},
      error: (fields, message) => say(`${message} ${JSON.stringify(fields)}`),
    },
    media: { open: async () => null },
    publicUrl: ORIGIN,
  });
  const signIn = await app.fetch(
    new Request(`${ORIGIN}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ email: BIG_CLIENT_ADMIN, password: DEMO_PASSWORD }),
    }),
  );
  if (!signIn.ok) throw new Error(`could not sign in: ${await signIn.text()}`);
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const send: World['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    headers.set('origin', ORIGIN);
    return app.fetch(new Request(`${ORIGIN}${path}`, { ...init, headers }));
  };
  return {
    app,
    db,
    fetch: send,
    get: async (path) => {
      const answer = await send(path);
      return { status: answer.status, body: await answer.json() };
    },
  };
}

/** Milliseconds of one run: by the clock, and of processor time in this process and the database's together. */
export interface Took {
  readonly wall: number;
  readonly cpu: number;
}

/** How long each of `times` runs took. Processor time is what a busy machine doesn't change. */
export async function measure(
  times: number,
  processor: () => number,
  work: (run: number) => Promise<unknown>,
): Promise<Took[]> {
  const took: Took[] = [];
  for (let run = 0; run < times; run++) {
    const used = processor();
    const started = performance.now();
    await work(run);
    const wall = performance.now() - started;
    took.push({ wall, cpu: processor() - used });
  }
  return took;
}

/** Reads the milliseconds of processor time so far: this process, and on Linux the database's own processes on this machine. */
export async function processorTime(db: Database): Promise<() => number> {
  const backends = await db.withOwner(async ({ db: owner }) => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and application_name = 'foyer'`.execute(owner);
    return rows.map(({ pid }) => `/proc/${pid}/schedstat`).filter((path) => existsSync(path));
  });
  return () => {
    const { user, system } = process.cpuUsage();
    const database = backends.reduce(
      (sum, path) => sum + Number(readFileSync(path, 'utf8').split(' ')[0]) / 1e6,
      0,
    );
    return (user + system) / 1000 + database;
  };
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
