import { writeSync } from 'node:fs';
import { sql } from 'kysely';
import { openFolder } from '../db/open-folder.node.ts';

// A process that writes rows into a data folder, one transaction each, and prints each number once its commit is acknowledged.
const database = await openFolder(process.argv[2] ?? '');
await database.withOwner(async ({ db, exec }) => {
  await exec('create table if not exists acknowledged (id int primary key, filler text)');
  const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0) as last from acknowledged`.execute(
    db,
  );
  for (let id = (rows[0]?.last ?? 0) + 1; ; id += 1) {
    await db.transaction().execute(async (transaction) => {
      await sql`insert into acknowledged values (${id}, ${'x'.repeat(2_000)})`.execute(transaction);
    });
    writeSync(1, `${id}\n`);
  }
});
