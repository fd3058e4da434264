import { sql } from 'kysely';
import type { Database, Owner } from './database.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
}

const files = import.meta.glob<string>('./migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every migration by its file name, in the order in which they are applied. */
export const migrations: readonly Migration[] = Object.entries(files)
  .map(([path, text]) => ({ name: path.slice(path.lastIndexOf('/') + 1, -'.sql'.length), text }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));

// Any number: processes that start together over one database wait for each other here.
const LOCK = 7_301_946_221;

/** Applies what is missing, each migration in a transaction of its own. Answers the names applied. */
export async function migrate(database: Database, all: readonly Migration[] = migrations): Promise<string[]> {
  return database.withOwner(async (owner) => {
    await owner.exec(`select pg_advisory_lock(${LOCK})`);
    try {
      await owner.exec(
        'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
      );
      const missing = pending(all, await appliedMigrations(owner));
      for (const { name, text } of missing) {
        const record = `insert into schema_migrations (name) values ('${name.replaceAll("'", "''")}')`;
        try {
          await owner.exec(`begin;\n${text}\n;${record};\ncommit;`);
        } catch (cause) {
          await owner.exec('rollback');
          throw new Error(`The migration ${name} failed.`, { cause });
        }
      }
      // What a server without the owner's login asks before it starts.
      await owner.exec('grant select on schema_migrations to foyer_system');
      return missing.map((migration) => migration.name);
    } finally {
      await owner.exec(`select pg_advisory_unlock(${LOCK})`);
    }
  });
}

/** The names of the migrations that a database lacks, asked as a request would; all of them when it has none at all. */
export async function missingMigrations(database: Database): Promise<string[]> {
  const applied = await database
    .prepared<{ name: string }>('migrations', 'select name from schema_migrations', [])
    .catch((error: unknown) => {
      if ((error as { code?: unknown }).code === '42P01') return [];
      throw error;
    });
  return pending(migrations, new Set(applied.map((row) => row.name))).map((migration) => migration.name);
}

async function appliedMigrations({ db }: Owner): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(db);
  return new Set(rows.map((row) => row.name));
}

const pending = (all: readonly Migration[], applied: ReadonlySet<string>): Migration[] =>
  all.filter((migration) => !applied.has(migration.name));
