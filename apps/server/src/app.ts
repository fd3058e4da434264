import { Hono } from 'hono';
import { createAuth } from './auth/auth.ts';
import { handlers } from './handlers.ts';
import { clientAddress } from './platform/client-address.ts';
import type { Dependencies, Log, MediaStore } from './platform/dependencies.ts';
import type { RequestMeta } from './platform/endpoint-handler.ts';
import { problem } from './platform/problem.ts';
import { problemOf, problemResponse } from './platform/problem-response.ts';
import { registerEndpoints, sessionReader, type AppEnv } from './platform/register-endpoints.ts';
import { NO_CONTENT_POLICY, securityHeaders } from './platform/security-headers.ts';
import type { Database } from './db/database.ts';
import { referencePage } from './site/reference-page.ts';
import { serveSite } from './site/serve-site.ts';
import { emptySite, type Site } from './site/site.ts';

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
}

/** What a request doesn't say by itself. */
export interface RequestInfo {
  /** The other end of the socket. */
  readonly address?: string;
}

export interface App {
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
}

/**
 * The whole server as one function from a request to its answer. It never listens, and runs in Node as in a browser worker.
 * @example const app = createApp({ db, secret, log, media }); const response = await app.fetch(new Request('http://host/healthz'));
 */
export function createApp(options: AppOptions): App {
  const deps = dependencies(options);
  const trustedProxies = options.trustedProxies ?? [];
  const router = routes(deps);
  const common = securityHeaders(deps.publicUrl?.startsWith('https:') ?? false);

  return {
    async fetch(request, info = {}) {
      const started = performance.now();
      const url = new URL(request.url);
      const meta: RequestMeta = {
        requestId: deps.newId(),
        address: clientAddress(info.address ?? '127.0.0.1', request.headers, trustedProxies),
        headers: request.headers,
        answerHeaders: new Headers(),
        signal: request.signal,
      };
      const seen = { endpoint: '(unknown)' };
      const response = await router.fetch(request, {
        meta,
        ownOrigin: deps.publicUrl ? new URL(deps.publicUrl).origin : url.origin,
        seen,
      } satisfies AppEnv['Bindings']);
      for (const [name, value] of Object.entries(common)) response.headers.set(name, value);
      response.headers.set('x-request-id', meta.requestId);
      if (!response.headers.has('content-security-policy'))
        response.headers.set('content-security-policy', NO_CONTENT_POLICY);
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
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

function dependencies(options: AppOptions): Dependencies {
  if (options.secret.length < 32) throw new Error('The secret must have at least 32 characters.');
  const { db, log, media, secret, publicUrl = null, site = emptySite, version = '0.0.0' } = options;
  const newId = options.newId ?? (() => crypto.randomUUID());
  const auth = createAuth({ db, secret, publicUrl, newId, warn: (message) => log.warn({}, message) });
  return {
    db,
    log,
    media,
    secret,
    publicUrl,
    site,
    version,
    newId,
    auth,
    clock: options.clock ?? { now: () => new Date() },
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
