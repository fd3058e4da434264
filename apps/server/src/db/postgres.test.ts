import { connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ENGINES, type TestApp } from '../testing/test-app.ts';
import { DatabaseUnavailable } from './database.ts';
import { connectPostgres, loginWeaknesses } from './postgres.ts';

const server = process.env.FOYER_TEST_DATABASE_URL ?? '';

/** Stands between the app and Postgres, and can be taken away. */
async function wire(target: URL) {
  const sockets = new Set<Socket>();
  let listening: Server | undefined;
  const listen = async (port: number): Promise<number> => {
    listening = createServer((from) => {
      const to = connect(Number(target.port || 5432), target.hostname);
      for (const socket of [from, to]) {
        sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => sockets.delete(socket));
      }
      from.pipe(to).pipe(from);
    });
    await new Promise<void>((resolve) => listening?.listen(port, '127.0.0.1', resolve));
    return (listening.address() as { port: number }).port;
  };
  const port = await listen(0);
  return {
    port,
    cut: async () => {
      const closed = new Promise((resolve) => listening?.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: () => listen(port),
  };
}

describe.runIf(ENGINES.includes('postgres'))('a server whose Postgres goes away', () => {
  let test: TestApp;
  let line: Awaited<ReturnType<typeof wire>>;
  beforeAll(async () => {
    line = await wire(new URL(server));
    test = await createTestApp({ engine: 'postgres', through: line.port });
  });
  afterAll(async () => {
    await test.close();
    await line.cut();
  });

  it('says so with 503 while it is away, and is well again by itself', async () => {
    const admin = await test.signIn('brightwater-admin');
    expect((await test.fetch('/readyz')).status).toBe(200);

    await line.cut();
    for (const path of ['/api/session', '/api/calls']) {
      const answer = await admin.fetch(path);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(await answer.json()).toMatchObject({ code: 'unavailable' });
    }
    expect((await test.fetch('/readyz')).status).toBe(503);
    expect((await test.fetch('/healthz')).status).toBe(200);

    await line.mend();
    await expect.poll(async () => (await admin.fetch('/api/calls')).status, { timeout: 10_000 }).toBe(200);
    expect((await test.fetch('/readyz')).status).toBe(200);
  });
});

it.runIf(ENGINES.includes('postgres'))(
  'a connection that breaks between two statements of a transaction fails that transaction and nothing else',
  async () => {
    const database = connectPostgres({ url: server, assumeRole: false });
    const other = new pg.Client({ connectionString: server });
    await other.connect();
    const broken = database.withSystem(async (db) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
      const pid = [rows[0]?.pid];
      await other.query('select pg_terminate_backend($1)', pid);
      const left = async () =>
        (await other.query('select from pg_stat_activity where pid = $1', pid)).rowCount;
      await expect.poll(left).toBe(0);
      await sql`select 1`.execute(db);
    });
    await expect(broken).rejects.toThrow(DatabaseUnavailable);
    await database.ping();
    await Promise.all([database.close(), other.end()]);
  },
);

it.runIf(ENGINES.includes('postgres'))('tells a login that could get round row-level security', async () => {
  const database = connectPostgres({ url: server, assumeRole: false });
  expect(await loginWeaknesses(database)).toContain('is a superuser');
  await expect(database.withOwner(async () => {})).rejects.toThrow('owner');
  await database.close();
});
