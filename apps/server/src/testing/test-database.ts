import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from '../db/database.ts';
import { migrate, migrations } from '../db/migrate.ts';
import { openEngine } from '../db/pglite-engine.ts';
import { embeddedDatabase } from '../db/pglite.ts';
import { connectPostgres } from '../db/postgres.ts';
import { seedDemo } from '../seed/seed-demo.ts';

export type TestEngine = 'embedded' | 'postgres';

const server = process.env.FOYER_TEST_DATABASE_URL;

/** Where server tests run: on the embedded database, and on Postgres where one answers. For `describe.each(ENGINES)`. */
export const ENGINES: readonly TestEngine[] = server ? ['embedded', 'postgres'] : ['embedded'];

/** Calls a client: enough for every recording gate and some pages, few enough to start quickly. */
const CALLS = 150;

/** The seeded calls lie in the days before this; tests that need "today" look at the newest call. */
const SEEDED_AT = new Date();

export interface TestDatabase {
  readonly db: Database;
  close(): Promise<void>;
}

/** A migrated database with the demo, of its own for each caller: copied from one that is made once for each state of its sources. */
export function testDatabase(engine: TestEngine, through?: number): Promise<TestDatabase> {
  return engine === 'embedded' ? embedded() : onPostgres(server ?? '', through);
}

/** Equal sources on one day, equal data. */
const sources = import.meta.glob<string>('../seed/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const state = createHash('sha256')
  .update(JSON.stringify([migrations, sources, CALLS, SEEDED_AT.toISOString().slice(0, 10)]))
  .digest('hex')
  .slice(0, 16);

const fill = async (db: Database): Promise<void> => {
  await migrate(db);
  await seedDemo(db, { now: SEEDED_AT, callsPerClient: CALLS });
};

let archive: Promise<Blob> | undefined;

async function embedded(): Promise<TestDatabase> {
  const db = embeddedDatabase(await openEngine({ archive: await seededArchive() }));
  return { db, close: () => db.close() };
}

/** The embedded database with the demo, as `openEngine({ archive })` takes it. Made once for each state of its sources, then read from a cache. */
export const seededArchive = (): Promise<Blob> => (archive ??= readOrMakeArchive());

async function readOrMakeArchive(): Promise<Blob> {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/foyer');
  const path = join(folder, `demo-${state}.tar`);
  if (existsSync(path)) return new Blob([readFileSync(path)]);
  const engine = await openEngine({});
  const db = embeddedDatabase(engine);
  await fill(db);
  const made = await engine.dump();
  await db.close();
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  writeFileSync(unfinished, new Uint8Array(await made.arrayBuffer()));
  renameSync(unfinished, path);
  return made;
}

async function onPostgres(url: string, through?: number): Promise<TestDatabase> {
  const name = `foyer_test_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(url, async (admin) => {
    // Files start at once: the first makes the template, the others wait for it.
    await admin.query('select pg_advisory_lock(7301947)');
    await makeTemplate(admin, url);
    await admin.query(`create database ${name} template ${TEMPLATE}`);
    await admin.query('select pg_advisory_unlock(7301947)');
  });
  const own = databaseUrl(url, name);
  const requests = new URL(own);
  if (through !== undefined) requests.host = `127.0.0.1:${through}`;
  const db = connectPostgres({ url: requests.href, ownerUrl: own, assumeRole: true, size: 4 });
  return {
    db,
    close: async () => {
      await db.close();
      await withAdmin(url, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

const TEMPLATE = `foyer_template_${state}`;

async function makeTemplate(admin: pg.Client, url: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname like 'foyer\\_template\\_%' or datname = 'foyer_unfinished'",
  );
  if (rows.some((row) => row.datname === TEMPLATE)) return;
  // Of earlier sources, or of a run that was stopped half-way.
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
  await admin.query('create database foyer_unfinished');
  const unfinished = databaseUrl(url, 'foyer_unfinished');
  const db = connectPostgres({ url: unfinished, ownerUrl: unfinished, assumeRole: true, size: 1 });
  await fill(db);
  await db.close();
  await admin.query(`alter database foyer_unfinished rename to ${TEMPLATE}`);
}

async function withAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function databaseUrl(url: string, name: string): string {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}
