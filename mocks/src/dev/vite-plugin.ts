import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connect, Plugin, ViteDevServer } from 'vite';
import { DATABASE_ADDRESS, MEDIA_ADDRESS } from './addresses.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const PAGE = file('./page.html');
const REMOTE = 'virtual:foyer-remote';

/**
 * Serves one page that mounts the remote of `root` alone, the prepared database and the recordings.
 * It exists in the dev server only: a build with it fails.
 */
export function mockedRemote(id: string, version: string): Plugin {
  return {
    name: 'foyer:mocked-remote',
    config(_config, { command }) {
      if (command === 'build') throw new Error('Mocks are never built: use the dev server.');
    },
    resolveId: (source) => (source === REMOTE ? `\0${REMOTE}` : undefined),
    load(source) {
      if (source !== `\0${REMOTE}`) return;
      return `export const id = ${JSON.stringify(id)};
export const version = ${JSON.stringify(version)};
export const builds = ${JSON.stringify(buildsAtHand())};
export const loadRoutes = () => import('/src/routes.tsx');
`;
    },
    configureServer(server) {
      server.middlewares.use(answering(DATABASE_ADDRESS, () => database(server)));
      server.middlewares.use(answering(MEDIA_ADDRESS, (rest) => recording(server, rest)));
      // After Vite's own middlewares: whatever is no file is the page.
      return () => server.middlewares.use(page(server));
    },
  };
}

/** The manifests of the remotes that are built in this clone. */
function buildsAtHand(): unknown[] {
  const apps = file('../../../apps/');
  return readdirSync(apps)
    .map((app) => join(apps, app, 'dist/foyer-remote.json'))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as unknown);
}

type Prepare = typeof import('../prepared-database.node.ts');
const prepare = (server: ViteDevServer) =>
  server.ssrLoadModule(file('../prepared-database.node.ts')) as Promise<Prepare>;

const database = async (server: ViteDevServer) => (await prepare(server)).preparedDatabase();

const recording = async (server: ViteDevServer, key: string) => (await prepare(server)).recording(key);

function answering(
  address: string,
  answer: (rest: string) => Promise<Uint8Array | null>,
): Connect.NextHandleFunction {
  return (request: IncomingMessage, response: ServerResponse, next) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    if (!path.startsWith(address)) return next();
    answer(path.slice(address.length)).then((bytes) => {
      response.statusCode = bytes ? 200 : 404;
      response.setHeader('content-type', 'application/octet-stream');
      response.setHeader('cache-control', 'no-store');
      response.end(bytes ?? undefined);
    }, next);
  };
}

function page(server: ViteDevServer): Connect.NextHandleFunction {
  return (request, response, next) => {
    if (!request.headers.accept?.includes('text/html')) return next();
    const address = request.originalUrl ?? '/';
    readFile(PAGE, 'utf8')
      .then((html) => server.transformIndexHtml(address, html.replace('%PAGE%', `/@fs${file('./page.tsx')}`)))
      .then((html) => {
        response.setHeader('content-type', 'text/html');
        response.end(html);
      })
      .catch(next);
  };
}
