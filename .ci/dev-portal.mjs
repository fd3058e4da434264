import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { node, toolEnv } from './install.mjs';
import { root } from './workspaces.mjs';

/** @typedef {{ id: string, folder: string, port: number }} DevRemote `folder` is relative to the repository */

/**
 * Serves the shell and some remotes from their sources, with hot reload, on one origin: `/api` and the remotes that aren't among them come from
 * the portal at `api`, which need not know that it is asked from here.
 * @param {{ api: string, port: number, remotes: DevRemote[], demo: boolean }} parts `demo`: the portal at `api` has the demo's people
 * @returns {Promise<string>} the origin
 */
export async function devPortal({ api, port, remotes, demo }) {
  for (const remote of remotes) serveRemote(remote);
  // Vite looks for an app's own configuration where it is run.
  process.chdir(join(root, 'apps/shell'));
  const { createServer } = await import(
    pathToFileURL(join(root, 'node_modules/vite/dist/node/index.js')).href
  );
  // Of the workspaces, whose dependencies may have just been installed.
  const { asBroken, portalPanel } = await import('../mocks/src/dev/portal-panel.node.ts');
  const { HOST_API_VERSION } = await import('../packages/federation/src/host-version.ts');
  const sources = Object.fromEntries(remotes.map((remote) => [remote.id, baseOf(remote.port)]));
  /** @type {(remote: any, cookies: string) => object} */
  const fromHere = (remote, cookies) => {
    const dev = remotes.find(({ id }) => id === remote.id);
    return asBroken(dev ? { ...remote, ...ofSources(dev, HOST_API_VERSION) } : remote, cookies);
  };
  const target = { target: api, changeOrigin: true, configure: asFromThere(api) };
  const shell = await createServer({
    plugins: [portalPanel({ demo, sources }), remotesFromDevServers(api, fromHere)],
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      proxy: { '/api': target, '/remotes': target, '/dev/mailbox': target },
    },
  });
  await shell.listen();
  return `http://127.0.0.1:${port}`;
}

/** @param {number} port */
const baseOf = (port) => `http://127.0.0.1:${port}/`;

/** @param {DevRemote} remote */
function serveRemote({ folder, port }) {
  const words = ['--host', '127.0.0.1', '--strictPort', '--clearScreen', 'false', '--port', String(port)];
  const child = spawn(node, [join(root, 'node_modules/vite/bin/vite.js'), ...words], {
    cwd: join(root, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: toolEnv(),
  });
  // Its port is taken, say: without it there is nothing to work on.
  child.on('exit', (code) => process.exit(code ?? 1));
  process.on('exit', () => child.kill());
}

/**
 * A portal takes a change only from its own pages: what this origin's pages send goes on as if it came from there.
 * @param {string} api
 */
function asFromThere(api) {
  return (/** @type {import('vite').HttpProxy.ProxyServer} */ proxy) => {
    proxy.on('proxyReq', (request) => {
      if (request.hasHeader('origin')) request.setHeader('origin', new URL(api).origin);
    });
  };
}

/**
 * What the session says of a remote that is served from its sources: they fit the shell beside them, whatever the released version is.
 * @param {DevRemote} remote
 * @param {string} hostApi
 */
const ofSources = ({ folder, port }, hostApi) => ({
  version: `${JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).version}-sources`,
  hostApi: `^${hostApi}`,
  base: baseOf(port),
  entry: 'remote-entry.js',
  preload: [],
  integrity: {},
  disabled: null,
});

/**
 * The session names the remotes that are released; here some are served from their sources, and some are broken on a developer's wish.
 * @param {string} api
 * @param {(remote: any, cookies: string) => object} fromHere
 */
function remotesFromDevServers(api, fromHere) {
  const sessionOf = async (/** @type {import('node:http').IncomingMessage} */ request) => {
    const cookie = request.headers.cookie ?? '';
    const answer = await fetch(`${api}/api/session`, { headers: { cookie } });
    const session = await answer.json();
    const remotes = session.remotes?.map((/** @type {unknown} */ remote) => fromHere(remote, cookie));
    return { answer, body: JSON.stringify(remotes ? { ...session, remotes } : session) };
  };
  return {
    name: 'foyer:remotes-from-dev-servers',
    /** @param {import('vite').ViteDevServer} server */
    configureServer(server) {
      // How remotes load in a shell from its sources is no news of the versions that are released.
      server.middlewares.use('/api/loads', (_, response) => void response.writeHead(204).end());
      server.middlewares.use('/api/session', (request, response, next) => {
        if (request.method !== 'GET' || request.url !== '/') return next();
        sessionOf(request).then(({ answer, body }) => {
          const type = answer.headers.get('content-type') ?? 'application/json';
          response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'no-store' });
          response.end(body);
        }, next);
      });
    },
  };
}
