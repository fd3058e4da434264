import { allows, decideAll } from '@foyer/access';
import type { RegistrySigner } from '@foyer/federation/registry-signature';
import { Hono } from 'hono';
import { createAuth } from './auth/auth.ts';
import { writeResetLetter } from './auth/password-handlers.ts';
import { createEventHub } from './events/event-hub.ts';
import { portalState } from './events/portal-state.ts';
import { createExportWork, type ExportPace } from './exports/export-work.ts';
import { handlers } from './handlers.ts';
import { createIngestWork } from './ingest/ingest-work.ts';
import { ruleDetector } from './ingest/spans/rule-detector.ts';
import type { SpanDetector } from './ingest/spans/span-detector.ts';
import type { AudioFetcher } from './media/audio-fetcher.ts';
import { clientAddress } from './platform/client-address.ts';
import { mailboxPage } from './mail/mailbox-page.ts';
import { createOutbox, type MailRoute } from './mail/outbox.ts';
import { createPresence } from './permissions/presence.ts';
import type { Dependencies, Log, MediaStore } from './platform/dependencies.ts';
import type { RequestMeta } from './platform/endpoint-handler.ts';
import { problem } from './platform/problem.ts';
import { problemOf, problemResponse } from './platform/problem-response.ts';
import { registerEndpoints, sessionReader, type AppEnv } from './platform/register-endpoints.ts';
import { NO_CONTENT_POLICY, securityHeaders } from './platform/security-headers.ts';
import type { Database } from './db/database.ts';
import type { Operator } from './releases/operators.ts';
import { createRegistry } from './releases/registry.ts';
import { referencePage } from './site/reference-page.ts';
import { serveSite } from './site/serve-site.ts';
import { emptySite, type Site } from './site/site.ts';
import { createTelemetry } from './telemetry/telemetry.ts';
import type { TelemetryExporter } from './telemetry/telemetry-exporter.ts';

export interface AppOptions {
  readonly db: Database;
  /** At least 32 characters: signs cookies and links. */
  readonly secret: string;
  readonly log: Log;
  readonly media: MediaStore;
  readonly clock?: { now(): Date };
  readonly newId?: () => string;
  /** The portal's address as browsers see it, e.g. `https://portal.example.com`; behind https, cookies are Secure. */
  readonly publicUrl?: string | null;
  /** Addresses or ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  readonly version?: string;
  /** What was built, to serve it on the same origin; without it, the interface alone. */
  readonly site?: Site;
  /** Who may release remotes; none: nobody. */
  readonly operators?: readonly Operator[];
  /** Signs what a session is told of remotes; the document carries its public key. */
  readonly signer?: RegistrySigner | null;
  /** Whether the shell may load a remote from the machine of whoever asks for it; never where clients come in. */
  readonly overrides?: boolean;
  /** Where what pages tell of themselves goes, beside the log. */
  readonly exporters?: readonly TelemetryExporter[];
  /** How letters are sent; without it they wait. With `mailbox` whoever reaches this server reads them: never where clients come in. */
  readonly mail?: MailRoute;
  /** Brings recordings from where voice platforms keep them; without it they wait. */
  readonly audio?: AudioFetcher;
  /** Finds what is sensitive in what was said; the one that is built in goes by rules. */
  readonly detector?: SpanDetector;
  /** How exports go on; without it, as they should. */
  readonly exportPace?: ExportPace;
}

/** What a request doesn't say by itself. */
export interface RequestInfo {
  /** The other end of the socket. */
  readonly address?: string;
}

export interface App {
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  /** Ends the streams that are open: they would never end by themselves. What else is running goes on. */
  close(): void;
  /** Makes calls of what came in, and keeps their recordings, of this process or of one that ended before it could. Never rejects. */
  settleIngest(): Promise<void>;
  /** Goes on with the exports that are due, of this process or of one that ended before it could. Never rejects. */
  writeExports(): Promise<void>;
  /** Deletes the exports that have expired. */
  tidyExports(): Promise<void>;
  /** Sends the letters that are due, of this process or of one that ended before it could. Never rejects. */
  deliverMail(): Promise<void>;
  /** Forgets the letters that were sent long ago. */
  tidyMail(): Promise<void>;
}

/**
 * The whole server as one function from a request to its answer. It never listens, and runs in Node as in a browser worker.
 * @example const app = createApp({ db, secret, log, media }); const response = await app.fetch(new Request('http://host/healthz'));
 */
export function createApp(options: AppOptions): App {
  return appWithPolicy(options, decideAll);
}

/** An app that another policy decides for: for tests of what holds without one, and never exported from this package. */
export function appWithPolicy(options: AppOptions, policy: Dependencies['policy']): App {
  const deps = dependencies(options, policy);
  const trustedProxies = options.trustedProxies ?? [];
  const router = routes(deps);
  const common = securityHeaders(deps.publicUrl?.startsWith('https:') ?? false);

  return {
    close: () => {
      deps.events.close();
      deps.exports.close();
    },
    writeExports: () => deps.exports.run(),
    tidyExports: () => deps.exports.tidy(),
    settleIngest: async () => {
      await deps.ingest.settle();
      await deps.ingest.settleRecordings();
    },
    deliverMail: () => deps.mail.deliver(),
    tidyMail: () => deps.mail.tidy(),
    async fetch(request, info = {}) {
      const started = performance.now();
      const url = new URL(request.url);
      const meta: RequestMeta = {
        requestId: deps.newId(),
        receivedAt: deps.clock.now(),
        address: clientAddress(info.address ?? '127.0.0.1', request.headers, trustedProxies),
        headers: request.headers,
        origin: deps.publicUrl ? new URL(deps.publicUrl).origin : url.origin,
        answerHeaders: new Headers(),
        signal: request.signal,
      };
      const seen = { endpoint: '(unknown)' };
      const response = await router.fetch(request, {
        meta,
        ownOrigin: meta.origin,
        seen,
      } satisfies AppEnv['Bindings']);
      for (const [name, value] of Object.entries(common))
        if (!response.headers.has(name)) response.headers.set(name, value);
      response.headers.set('x-request-id', meta.requestId);
      if (!response.headers.has('content-security-policy'))
        response.headers.set('content-security-policy', NO_CONTENT_POLICY);
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
      // By now it is committed, or never will be.
      if (deps.mail.takePosted()) void deps.mail.deliver();
      if (deps.exports.takeWoken()) void deps.exports.run();
      if (deps.ingest.takeWoken()) void deps.ingest.settle().then(() => deps.ingest.settleRecordings());
      deps.log.info(
        {
          requestId: meta.requestId,
          method: request.method,
          route: seen.endpoint,
          status: response.status,
          ms: Math.round((performance.now() - started) * 10) / 10,
        },
        'request',
      );
      return response;
    },
  };
}

function dependencies(options: AppOptions, policy: Dependencies['policy']): Dependencies {
  if (options.secret.length < 32) throw new Error('The secret must have at least 32 characters.');
  const { db, log, media, secret, publicUrl = null, site = emptySite, version = '0.0.0' } = options;
  const { operators = [], signer = null, overrides = false, exporters = [] } = options;
  const route: MailRoute = options.mail ?? { kind: 'none' };
  const newId = options.newId ?? (() => crypto.randomUUID());
  const auth = createAuth({ db, secret, publicUrl, newId, warn: (message) => log.warn({}, message) });
  const clock = options.clock ?? { now: () => new Date() };
  const registry = createRegistry({ db, log, clock, signer });
  const readSession = sessionReader({ auth, clock, db, secret });
  const detector = options.detector ?? ruleDetector;
  return {
    detector,
    db,
    policy,
    log,
    media,
    secret,
    publicUrl,
    site,
    version,
    newId,
    auth,
    clock,
    registry,
    operators,
    exports: createExportWork({ db, clock, log, policy, newId, pace: options.exportPace }),
    ingest: createIngestWork({
      db,
      clock,
      log,
      media,
      detector,
      audio: options.audio ?? null,
    }),
    mail: createOutbox({
      db,
      clock,
      newId,
      log,
      secret,
      route,
      write: (one) => writeResetLetter({ db, clock }, one),
    }),
    mailbox: route.kind === 'mailbox',
    shellFacts: { registryKey: signer?.publicKey ?? null, overrides },
    presence: createPresence({ db, clock, log }),
    telemetry: createTelemetry({ db, registry, clock, log, exporters }),
    events: createEventHub({
      db,
      clock,
      log,
      readSession,
      refreshRegistry: () => registry.latest(),
      stateOf: (session) => portalState({ registry, site }, session),
    }),
  };
}

function routes(deps: Dependencies): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  registerEndpoints(app, handlers, deps);
  app.get('/api/reference', (c) => {
    c.env.seen.endpoint = '/api/reference';
    return referencePage(deps.version);
  });
  app.all('/api/*', () => {
    throw problem('not_found');
  });
  if (deps.mailbox) serveMailbox(app, deps);
  serveSite(app, deps, sessionReader(deps));
  app.notFound(() => {
    throw problem('not_found');
  });
  app.onError((error, c) => {
    const { problem: failure, unexpected } = problemOf(error);
    const { requestId } = c.env.meta;
    if (unexpected)
      deps.log.error({ requestId, route: c.env.seen.endpoint, ...describe(error) }, failure.code);
    return problemResponse(failure, requestId);
  });
  return app;
}

/** For developers, and for the agency's people who try things out; whoever is signed in as a client's finds nothing here. */
function serveMailbox(app: Hono<AppEnv>, deps: Dependencies): void {
  const readSession = sessionReader(deps);
  app.get('/dev/mailbox', async (c) => {
    c.env.seen.endpoint = '/dev/mailbox';
    const session = await readSession(c.env.meta);
    if (session && !allows(decideAll(session.subject, { tenant: session.tenant }).clients))
      throw problem('not_found');
    await deps.mail.deliver();
    return mailboxPage(await deps.mail.kept());
  });
}

/**
 * An unexpected error for the log. Never its message: a database's can quote the row, a parser's the input. The place in our code and the
 * database's own code say what went wrong.
 */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause instanceof Error && { cause: describe(error.cause) }),
  };
}
