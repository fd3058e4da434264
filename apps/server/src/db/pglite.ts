import { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { embeddedNotices } from './embedded-notices.ts';
import { createNestingGuard } from './nesting-guard.ts';
import { EmbeddedDialect } from './pglite-dialect.ts';
import type { Engine } from './pglite-engine.ts';
import type { Schema } from './schema.ts';
import { transactions } from './transactions.ts';

/**
 * The engine's own login is the owner. Outside of transactions everything works as `foyer_system`, as soon as the migrations have made it.
 */
export async function assumeRole(engine: Pick<Engine, 'query' | 'exec'>): Promise<void> {
  const { rows } = await engine.query("select 1 from pg_roles where rolname = 'foyer_system'", []);
  if (rows.length > 0) await engine.exec('set role foyer_system');
}

/** Builds the database port over an embedded engine, wherever that runs. `closing` runs after the engine is closed. */
export function embeddedDatabase(engine: Engine, closing?: () => Promise<void>): Database {
  const guard = createNestingGuard();
  const kysely = new Kysely<Schema>({ dialect: new EmbeddedDialect(engine, guard) });
  const restricted = kysely.connection().execute(() => assumeRole(engine));
  return {
    kysely,
    ...transactions(kysely, guard),
    prepared: async <Row>(_name: string, text: string, values: readonly unknown[]): Promise<Row[]> => {
      await restricted;
      const { rows } = await kysely.connection().execute(() => engine.query(text, values));
      return rows as Row[];
    },
    withOwner: (work) =>
      kysely.connection().execute(async (db) => {
        await engine.exec('reset role');
        try {
          return await guard.inside(() => work({ db, exec: (text) => engine.exec(text) }));
        } finally {
          await assumeRole(engine);
        }
      }),
    ...embeddedNotices(engine, guard, (work) => kysely.connection().execute(work)),
    ping: async () => {
      await kysely.connection().execute(() => engine.query('select 1', []));
    },
    close: async () => {
      await kysely.destroy();
      await engine.close();
      await closing?.();
    },
  };
}

/** What autovacuum would do, which the embedded database has not. */
export const tidy = (database: Database): Promise<void> =>
  database.withOwner((owner) => owner.exec('vacuum analyze'));
