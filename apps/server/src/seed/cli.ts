import { openDatabase } from '../db/open-database.node.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { BIG_CLIENT_ADMIN, seedBigClient } from './big-client.ts';
import { DEMO_PASSWORD } from './personas.ts';
import { isEmpty, seedDemo } from './seed-demo.ts';

/*
 * Fills the configured database: with the demo where it is empty, and with `--calls <n>` besides with one big client for measuring.
 * While the big client is made, the tables of calls are locked: not for a server that people use.
 */

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function callsAsked(args: readonly string[]): number | null {
  if (args.length === 0) return null;
  const calls = Number(args[1]);
  if (
    args.length !== 2 ||
    args[0] !== '--calls' ||
    !Number.isSafeInteger(calls) ||
    calls < 1 ||
    calls > 20_000_000
  ) {
    throw new ConfigError(['seed [--calls <1 to 20000000>]']);
  }
  return calls;
}

try {
  const calls = callsAsked(process.argv.slice(2));
  const config = readConfig(process.env);
  if (config.production)
    throw new ConfigError(['The demo has a public password: it is never seeded in production.']);
  const database = await openDatabase(config);
  const now = new Date();
  if (await isEmpty(database)) {
    await seedDemo(database, { now });
    say('The demo is there.');
  }
  if (calls !== null) {
    const started = performance.now();
    const report = (done: number): void => say(`${done} calls`);
    await seedBigClient(database, { calls, now, report });
    say(
      `The big client is there after ${Math.round((performance.now() - started) / 1000)} s: ${BIG_CLIENT_ADMIN}, "${DEMO_PASSWORD}".`,
    );
  }
  await database.close();
} catch (error) {
  const known = error instanceof ConfigError || (error instanceof Error && error.name === 'FolderInUse');
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
