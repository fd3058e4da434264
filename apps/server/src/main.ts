import { join } from 'node:path';
import { registrySigner, type RegistrySigner } from '@foyer/federation/registry-signature';
import { createApp } from './app.ts';
import { settleRefusals } from './audit/record.ts';
import { forgetOldAttempts } from './auth/sign-in-limits.ts';
import { forgetDeletedNotes } from './call-notes/notes.ts';
import { DatabaseUnavailable } from './db/database.ts';
import { openDatabase } from './db/open-database.node.ts';
import { tidy } from './db/pglite.ts';
import { prepareDemo } from './demo.node.ts';
import { audioOverHttp } from './media/fetch-audio.node.ts';
import { endStaleCalls } from './ingest/end-stale-calls.ts';
import { keepEndingOverrides } from './permissions/end-overrides.ts';
import { forgetOldPresence } from './permissions/presence.ts';
import { folderMedia, mediaOf } from './platform/folder-media.node.ts';
import { ConfigError, readConfig, type Config } from './platform/config.ts';
import { keptSecret } from './platform/kept-secret.node.ts';
import { listen } from './platform/listen.node.ts';
import { createLogger } from './platform/logger.node.ts';
import { forgetOldReports } from './releases/canary-health.ts';
import { hashOfToken, type Operator } from './releases/operators.ts';
import { builtSite } from './site/built-site.node.ts';
import { settleAllViews } from './view-as/views.ts';
import { createOtlpExporter } from './telemetry/otlp-exporter.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Milliseconds between two looks at what is to be sent, beside those after each request that gave reason for it. */
const MAIL_EVERY = 5_000;
/** Milliseconds that running requests get before they are cut off. */
const PATIENCE = 10_000;
/** Milliseconds between two looks at what came in and wasn't settled at once. */
const INGEST_EVERY = 2_000;
/** Milliseconds between two looks at exports that another process may have left. */
const EXPORTS_EVERY = 10_000;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The repository: this file lies in `apps/server/src`, or built in `apps/server/dist`. */
const apps = join(import.meta.dirname, '../..');

async function start(config: Config): Promise<() => Promise<void>> {
  const log = createLogger(config.logLevel);
  const signer = config.registryKey === null ? null : await signerOf(config.registryKey);
  const database = await openDatabase(config);
  const secret = config.secret ?? keptSecret(config.dataFolder, 'secret');
  const media = mediaOf(folderMedia(config.mediaFolder), folderMedia(join(apps, 'server/src/seed/audio')));
  const signIns = config.demo ? await prepareDemo(database, new Date(), secret) : [];
  if (!config.production && config.remotesFolder !== null) {
    const { publishBuilt } = await import('./releases/publish-built.node.ts');
    await publishBuilt(database, log, { apps, folder: config.remotesFolder });
  }
  const exporters = config.collector ? [createOtlpExporter({ ...config.collector, log })] : [];
  const smtp = config.smtp && (await import('./mail/smtp-transport.node.ts')).smtpTransport(config.smtp);
  const app = createApp({
    db: database,
    secret,
    log,
    media,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    version: '0.1.0',
    site: builtSite(
      { shell: join(apps, 'shell/dist'), remotes: config.remotesFolder },
      { reread: !config.production },
    ),
    operators: [...config.operators, ...(config.production ? [] : [await localOperator(config.dataFolder)])],
    signer,
    overrides: config.overrides,
    exporters,
    audio: audioOverHttp({ privateAddresses: config.privateAudio }),
    mail: smtp ? { kind: 'transport', transport: smtp } : { kind: config.demo ? 'mailbox' : 'none' },
  });
  if (!smtp && !config.demo) log.warn({}, 'without SMTP_URL letters wait');
  const server = await listen(app, config);

  const stopEnding = keepEndingOverrides({
    db: database,
    clock: { now: () => new Date() },
    log,
    newId: () => crypto.randomUUID(),
  });
  const upkeep = setInterval(() => {
    const now = new Date();
    const work = [
      forgetOldAttempts(database, now),
      forgetOldReports(database, now),
      app.tidyMail(),
      app.tidyExports(),
      forgetOldPresence(database, now),
      forgetDeletedNotes(database, now),
      endStaleCalls(database, now),
      settleAllViews(database, now),
      ...(config.databaseUrl ? [] : [tidy(database)]),
    ];
    void Promise.allSettled(work);
  }, HOUR);

  const refusals = setInterval(() => {
    settleRefusals(database, new Date()).catch((error: unknown) => {
      log.warn({ error: error instanceof Error ? error.name : typeof error }, 'counting refusals');
    });
  }, MINUTE);

  // Also what a process that was killed had taken and not yet made a call of.
  const ingest = setInterval(() => void app.settleIngest(), INGEST_EVERY);
  const exports = setInterval(() => void app.writeExports(), EXPORTS_EVERY);
  const postman = setInterval(() => void app.deliverMail(), MAIL_EVERY);

  say(`Foyer is ready at http://${config.host}:${server.port}`);
  if (signIns.length > 0) say(['', ...signIns, ''].join('\n'));
  if (config.demo && !smtp)
    say(`Letters are not sent but read at http://${config.host}:${server.port}/dev/mailbox`);
  if (!config.production)
    say(`Remotes are released with the token in ${join(config.dataFolder, OPERATOR_TOKEN)}`);

  return async () => {
    stopEnding();
    clearInterval(upkeep);
    clearInterval(refusals);
    clearInterval(postman);
    clearInterval(ingest);
    clearInterval(exports);
    app.close();
    await server.close(PATIENCE);
    smtp?.close();
    await Promise.all(exporters.map((exporter) => exporter.close()));
    await database.close();
  };
}

const OPERATOR_TOKEN = 'operator-token';

/** Whoever can read the data folder may release: on a developer's machine that is the developer. */
const localOperator = async (dataFolder: string): Promise<Operator> => ({
  name: 'local',
  tokenHash: await hashOfToken(keptSecret(dataFolder, OPERATOR_TOKEN)),
});

async function signerOf(privateKey: string): Promise<RegistrySigner> {
  try {
    return await registrySigner(privateKey);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConfigError([
      'FOYER_REGISTRY_KEY must be an Ed25519 private key in PKCS8, as PEM or as base64',
    ]);
  }
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
