import { allows, decideAll } from '@foyer/access';
import { areaOf } from '@foyer/federation/areas';
import { renderDocument } from '@foyer/federation/document';
import type { Hono } from 'hono';
import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import type { AppEnv } from '../platform/register-endpoints.ts';
import { documentPolicy, newNonce } from '../platform/security-headers.ts';
import { remotesOf } from '../releases/releases.ts';
import { keptOut, type SignedIn } from '../session/signed-in.ts';

type ReadSession = (meta: RequestMeta) => Promise<SignedIn | null>;

/** Serves what was built: files under their addresses, and the shell's document at every address of a page. */
export function serveSite(app: Hono<AppEnv>, deps: Dependencies, readSession: ReadSession): void {
  app.get('/assets/*', (c) => serveFile(c.env, deps, c.req.raw, '/assets/*'));
  app.get('/remotes/*', (c) => serveFile(c.env, deps, c.req.raw, '/remotes/*', SHARED));
  app.get('*', async (c) => {
    const url = new URL(c.req.url);
    // Something like `/favicon.svg`: a file of the shell's, or nothing; never the document.
    if (/\.\w+$/.test(url.pathname)) return serveFile(c.env, deps, c.req.raw, '(file)');
    if (!isNavigation(c.req.raw)) throw problem('not_found');
    c.env.seen.endpoint = '(document)';
    return serveDocument(url, c.env.meta, deps, readSession);
  });
}

/** A remote's files are no secret, and another portal may load them from here. Cookies play no part. */
const SHARED = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

async function serveFile(
  env: AppEnv['Bindings'],
  { site }: Dependencies,
  request: Request,
  route: string,
  own: Readonly<Record<string, string>> = {},
): Promise<Response> {
  env.seen.endpoint = route;
  const brotli = /\bbr\b/.test(request.headers.get('accept-encoding') ?? '');
  const file = await site.file(new URL(request.url).pathname, { brotli });
  // Readable from elsewhere too: a loader there looks at what an address answers.
  if (!file) throw problem('not_found', { headers: own });
  const headers = new Headers({
    ...own,
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers });
  headers.set('content-type', file.mediaType);
  headers.set('content-length', String(file.body.byteLength));
  if (file.encoding) headers.set('content-encoding', file.encoding);
  return new Response(file.body, { headers });
}

const isNavigation = (request: Request): boolean =>
  (request.headers.get('accept') ?? '').includes('text/html') &&
  ['navigate', null].includes(request.headers.get('sec-fetch-mode'));

/** Where a developer's own server listens; an override loads a remote from there. */
const OWN_MACHINE = ['http://127.0.0.1:*', 'http://localhost:*'];

async function serveDocument(
  url: URL,
  meta: RequestMeta,
  deps: Dependencies,
  readSession: ReadSession,
): Promise<Response> {
  const shell = deps.site.shell();
  if (!shell) throw problem('unavailable', { detail: 'The portal’s pages are not built.' });
  const nonce = newNonce();
  const ahead = await whatComesNext(url, meta, deps, readSession);
  // What was known last will do where the database is away: without it nobody has a remote anyway.
  const origins = (await deps.registry.recent())?.origins ?? [];
  const { overrides, registryKey } = deps.shellFacts;
  const html = renderDocument(shell.html, {
    nonce,
    shell: shell.manifest,
    registryKey,
    overrides,
    ...ahead,
  });
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache, private',
      'content-security-policy': documentPolicy(nonce, overrides ? [...origins, ...OWN_MACHINE] : origins),
    },
  });
}

/** What the page will ask for: the session, and what the area's remote needs, if this person may open it. A guess that fails costs nothing. */
async function whatComesNext(
  { pathname, search }: URL,
  meta: RequestMeta,
  { registry, log }: Dependencies,
  readSession: ReadSession,
) {
  const session = await readSession(meta).catch((error: unknown) => {
    // The document stands without its database; the page shows that the portal's data can't be reached.
    log.warn({ requestId: meta.requestId, error: error instanceof Error ? error.name : '' }, 'no preloads');
    return null;
  });
  if (!session) return { preloadRequests: ['/api/branding'] };
  const preloadRequests = ['/api/session'];
  const area = areaOf(pathname);
  if (keptOut(session, meta.address) || !area) return { preloadRequests };
  const decisions = decideAll(session.subject, { tenant: session.tenant });
  if (!allows(decisions[area.capability])) return { preloadRequests };
  // With filters in its address, the page asks for something else.
  if (pathname === area.path && search === '') preloadRequests.push(...(area.firstRequests ?? []));
  const releases = await registry.at(session.registryRevision);
  const remotes = remotesOf(releases, session.client?.id ?? null, decisions);
  return { preloadRequests, remote: remotes.find((remote) => remote.id === area.remote) };
}
