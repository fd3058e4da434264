import { join } from 'node:path';
import { createApp } from './app.ts';
import { forgetOldAttempts } from './auth/sign-in-limits.ts';
import { DatabaseUnavailable } from './db/database.ts';
import { openDatabase } from './db/open-database.node.ts';
import { tidy } from './db/pglite.ts';
import { prepareDemo } from './demo.node.ts';
import { folderMedia } from './platform/folder-media.node.ts';
import { ConfigError, readConfig, type Config } from './platform/config.ts';
import { keptSecret } from './platform/kept-secret.node.ts';
import { listen } from './platform/listen.node.ts';
import { createLogger } from './platform/logger.node.ts';
import { builtSite } from './site/built-site.node.ts';

const HOUR = 3_600_000;
/** Milliseconds that running requests get before they are cut off. */
const PATIENCE = 10_000;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The repository: this file lies in `apps/server/src`, or built in `apps/server/dist`. */
const apps = join(import.meta.dirname, '../..');

async function start(config: Config): Promise<() => Promise<void>> {
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config);
  const media = folderMedia(join(apps, 'server/src/seed/audio'));
  const signIns = config.demo ? await prepareDemo(database, new Date()) : [];
  const app = createApp({
    db: database,
    secret: config.secret ?? keptSecret(config.dataFolder),
    log,
    media,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    version: '0.1.0',
    site: builtSite(apps, { reread: !config.production }),
  });
  const server = await listen(app, config);

  const upkeep = setInterval(() => {
    const work = [forgetOldAttempts(database, new Date()), ...(config.databaseUrl ? [] : [tidy(database)])];
    void Promise.allSettled(work);
  }, HOUR);

  say(`Foyer is ready at http://${config.host}:${server.port}`);
  if (signIns.length > 0) say(['', ...signIns, ''].join('\n'));

  return async () => {
    clearInterval(upkeep);
    await server.close(PATIENCE);
    await database.close();
  };
}

/** Ends the process once, in good order: on a signal, or when the process that started it has gone. */
function endWith(stop: () => Promise<void>, parent: number | null): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    // Whatever hangs is not waited for longer than this.
    setTimeout(() => process.exit(1), PATIENCE + 5_000).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  if (parent === null) return;
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      end();
    }
  }, 1_000).unref();
}

try {
  const config = readConfig(process.env);
  endWith(await start(config), config.parentPid);
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exit(1);
}

/** What a person can act on, in its own words; everything else with the place where it happened. */
function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError || error.name === 'FolderInUse') return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another with PORT.`;
  if (error instanceof DatabaseUnavailable)
    return 'The database of DATABASE_URL does not answer. Is it running, and is the address right?';
  return error.stack ?? error.message;
}
