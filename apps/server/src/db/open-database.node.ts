import { ConfigError, type Config } from '../platform/config.ts';
import type { Database } from './database.ts';
import { migrate, missingMigrations } from './migrate.ts';

/**
 * Connects to the database of the configuration, its tables up to date. What isn't used is not even loaded: the embedded database alone
 * would double the memory of a server on Postgres.
 * @throws ConfigError when a production database isn't fit to be used
 */
export async function openDatabase(config: Config): Promise<Database> {
  if (!config.databaseUrl) {
    const { openFolder } = await import('./open-folder.node.ts');
    return migrated(await openFolder(config.dataFolder));
  }
  const { connectPostgres, loginWeaknesses } = await import('./postgres.ts');
  const database = connectPostgres({
    url: config.databaseUrl,
    ownerUrl: config.databaseOwnerUrl ?? undefined,
    assumeRole: !config.production,
  });
  if (config.databaseOwnerUrl) await migrated(database);
  if (config.production) await requireFit(database, loginWeaknesses);
  return database;
}

async function migrated(database: Database): Promise<Database> {
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function requireFit(
  database: Database,
  weaknessesOf: (database: Database) => Promise<string[]>,
): Promise<void> {
  const lines = (await weaknessesOf(database)).map(
    (weakness) =>
      `DATABASE_URL logs in as a role that ${weakness}: use a member of foyer_app and foyer_system`,
  );
  const missing = lines.length > 0 ? [] : await missingMigrations(database);
  if (missing.length > 0) {
    lines.push(
      `DATABASE_OWNER_URL is needed once, to bring the tables up to date (${missing.length} migrations are missing)`,
    );
  }
  if (lines.length === 0) return;
  await database.close();
  throw new ConfigError(lines);
}
