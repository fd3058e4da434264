import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { DatabaseUnavailable, type Database } from './database.ts';
import { createNestingGuard, type NestingGuard } from './nesting-guard.ts';
import { parsers } from './parsers.ts';
import { listenOnPostgres } from './postgres-notices.ts';
import type { Schema } from './schema.ts';
import { transactions } from './transactions.ts';

export interface PostgresOptions {
  /** Where requests log in. */
  readonly url: string;
  /** Where the owner of the tables logs in; without it `withOwner` rejects. */
  readonly ownerUrl?: string | undefined;
  /**
   * Work as `foyer_system` from the start of each connection, for logins that may do more. In production the login is restricted
   * itself, because `reset role` would lead back to it.
   */
  readonly assumeRole: boolean;
  /** Connections at most. */
  readonly size?: number;
}

const TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text'),
};

/** Postgres behind a pool. Connects at first use, and anew after the server has been away. */
export function connectPostgres(options: PostgresOptions): Database {
  const guard = createNestingGuard();
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size ?? 10,
    application_name: 'foyer',
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    types: TYPES as pg.CustomTypesConfig,
    ...(options.assumeRole && { options: '-c role=foyer_system' }),
  });
  outliveBreaks(pool);
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: guardedPool(pool, guard) as unknown as pg.Pool }),
  });
  const ears = new Set<() => void>();
  return {
    kysely,
    ...transactions(kysely, guard),
    prepared: async <Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> => {
      guard.check();
      const { rows } = await available(pool.query({ name, text, values: [...values] }));
      return rows as Row[];
    },
    withOwner: async (work) => {
      guard.check();
      if (options.ownerUrl === undefined)
        throw new Error('No login of the owner of the tables is configured.');
      return asOwner(options.ownerUrl, work);
    },
    ping: async () => {
      await available(pool.query('select 1'));
    },
    listen: (listener) => {
      const stop = listenOnPostgres(options.url, listener);
      ears.add(stop);
      return () => {
        ears.delete(stop);
        stop();
      };
    },
    close: async () => {
      for (const stop of ears) stop();
      await kysely.destroy();
    },
  };
}

interface LoginRow {
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly owner: boolean;
  readonly memberships: number;
}

/** Why a login isn't fit for production, in words: the second wall would not hold, or nothing would work. Empty for one that is. */
export async function loginWeaknesses(database: Database): Promise<string[]> {
  const [row] = await database.prepared<LoginRow>(
    'login',
    `select r.rolsuper as superuser, r.rolbypassrls as bypass,
       exists (select from pg_tables t where t.schemaname = 'public'
         and pg_has_role(session_user, t.tableowner, 'usage')) as owner,
       (select count(*) from pg_roles g where g.rolname in ('foyer_app', 'foyer_system')
         and pg_has_role(session_user, g.oid, 'usage')) as memberships
     from pg_roles r where r.rolname = session_user`,
    [],
  );
  return [
    ...(row?.superuser === false ? [] : ['is a superuser']),
    ...(row?.bypass === false ? [] : ['bypasses row-level security']),
    ...(row?.owner === false ? [] : ['owns the tables']),
    ...(row?.memberships === 2 ? [] : ['is not a member of foyer_app and foyer_system']),
  ];
}

async function asOwner<T>(url: string, work: Parameters<Database['withOwner']>[0]): Promise<T> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'foyer-owner',
    connectionTimeoutMillis: 5_000,
    types: TYPES as pg.CustomTypesConfig,
  });
  outliveBreaks(pool);
  const client = await available(pool.connect());
  // Kysely and `exec` share the one connection, so that session locks and settings hold for both.
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => ({ query: client.query.bind(client), release: () => {} }),
        end: async () => {},
      } as unknown as pg.Pool,
    }),
  });
  try {
    return (await work({
      db,
      exec: async (text) => {
        await available(client.query(text));
      },
    })) as T;
  } finally {
    await db.destroy();
    client.release();
    await pool.end();
  }
}

/**
 * Keeps the process alive when a connection breaks that no statement waits for: idle in the pool, or between two statements of a transaction. The
 * next use tells whether the server is away.
 */
function outliveBreaks(pool: pg.Pool): void {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
}

/** The pool as Kysely sees it: connection failures become `DatabaseUnavailable`, nested use is refused. */
function guardedPool(pool: pg.Pool, guard: NestingGuard) {
  const faces = new WeakMap<pg.PoolClient, object>();
  return {
    connect: async () => {
      guard.check();
      const client = await available(pool.connect());
      let face = faces.get(client);
      if (!face) {
        face = {
          query: (text: string, values: unknown[]) => available(client.query(text, values)),
          release: (error?: Error | boolean) => client.release(error),
        };
        faces.set(client, face);
      }
      return face;
    },
    end: () => pool.end(),
  };
}

async function available<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isAway(error) ? new DatabaseUnavailable(error) : error;
  }
}

const AWAY =
  /terminated|timeout exceeded when trying to connect|not queryable|client was closed|Cannot use a pool/i;

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') {
    // 08: connection; 57P: shut down, crashed, starting, dropped; 53300: no connection left; 3D000: the database isn't there.
    if (/^(08|57P|53300|3D000)/.test(code) || /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN|NOTFOUND)/.test(code))
      return true;
  }
  if (error instanceof AggregateError) return error.errors.every(isAway);
  return AWAY.test(error.message);
}
