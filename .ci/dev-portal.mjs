import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { node, toolEnv } from './install.mjs';
import { root } from './workspaces.mjs';

/** @typedef {{ id: string, folder: string, port: number }} DevRemote `folder` is relative to the repository */

/**
 * Serves the shell and some remotes from their sources, with hot reload, on one origin: `/api` and the remotes that aren't among them come from
 * the portal at `api`, which need not know that it is asked from here.
 * @param {{ api: string, port: number, remotes: DevRemote[] }} parts
 * @returns {Promise<string>} the origin
 */
export async function devPortal({ api, port, remotes }) {
  for (const remote of remotes) serveRemote(remote);
  // Vite looks for an app's own configuration where it is run.
  process.chdir(join(root, 'apps/shell'));
  const { createServer } = await import(
    pathToFileURL(join(root, 'node_modules/vite/dist/node/index.js')).href
  );
  const target = { target: api, changeOrigin: true, configure: asFromThere(api) };
  const shell = await createServer({
    plugins: [remotesFromDevServers(api, remotes)],
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
 * The session names the remotes that are released; here some are served from their sources.
 * @param {string} api
 * @param {DevRemote[]} remotes
 */
function remotesFromDevServers(api, remotes) {
  const sessionOf = async (/** @type {import('node:http').IncomingMessage} */ request) => {
    const answer = await fetch(`${api}/api/session`, { headers: { cookie: request.headers.cookie ?? '' } });
    const session = await answer.json();
    for (const remote of session.remotes ?? []) {
      const dev = remotes.find(({ id }) => id === remote.id);
      if (!dev) continue;
      const base = `http://127.0.0.1:${dev.port}/`;
      Object.assign(remote, { base, entry: 'remote-entry.js', preload: [], integrity: {}, disabled: null });
    }
    return { status: answer.status, body: JSON.stringify(session) };
  };
  return {
    name: 'foyer:remotes-from-dev-servers',
    /** @param {import('vite').ViteDevServer} server */
    configureServer(server) {
      server.middlewares.use('/api/session', (request, response, next) => {
        if (request.method !== 'GET' || request.url !== '/') return next();
        sessionOf(request).then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
          response.end(body);
        }, next);
      });
    },
  };
}
