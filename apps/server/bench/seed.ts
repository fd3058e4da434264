import { openEngine } from '../src/db/pglite-engine.ts';
import { embeddedDatabase } from '../src/db/pglite.ts';
import { migrate } from '../src/db/migrate.ts';
import { seedDemo } from '../src/seed/seed-demo.ts';
import { ms, say } from './world.ts';

/** How long a first start fills an embedded database: by the clock, and of processor time. */
export async function main(): Promise<void> {
  let wall = performance.now();
  let cpu = process.cpuUsage();
  const lap = (name: string): void => {
    const used = process.cpuUsage(cpu);
    say(
      `${name.padEnd(10)} ${ms(performance.now() - wall)} ms, processor ${ms((used.user + used.system) / 1000)}`,
    );
    wall = performance.now();
    cpu = process.cpuUsage();
  };
  const db = embeddedDatabase(await openEngine({}));
  lap('open');
  await migrate(db);
  lap('migrate');
  await seedDemo(db, { now: new Date() });
  lap('seed');
  await db.close();
}
