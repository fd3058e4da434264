import type { Database } from './db/database.ts';

/** Fills an empty database with the demo. Answers its sign-ins, as lines to print; none where the people aren't the demo's. */
export async function prepareDemo(database: Database, now: Date, secret: string): Promise<string[]> {
  const someone = await database.kysely.selectFrom('agencies').select('id').limit(1).executeTakeFirst();
  if (!someone) {
    // Only when it is needed: what the demo's calls are made of stays in memory once it is loaded.
    const { seedDemo } = await import('./seed/seed-demo.ts');
    await seedDemo(database, { now, secret });
  }
  const { DEMO_PASSWORD, personas } = await import('./seed/personas.ts');
  const known = await database.kysely
    .selectFrom('people')
    .select('id')
    .where(
      'id',
      'in',
      personas.map((persona) => persona.id),
    )
    .execute();
  if (known.length === 0) return [];
  const width = Math.max(...personas.map((persona) => persona.email.length));
  return [
    `Demo sign-ins, all with the password "${DEMO_PASSWORD}":`,
    ...personas.map(
      ({ email, client, agency, lookAt }) => `  ${email.padEnd(width)}  ${client ?? agency}. ${lookAt}`,
    ),
  ];
}
