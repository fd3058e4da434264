import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { install, node, toolEnv } from './install.mjs';
import { root, workspaces } from './workspaces.mjs';

// `npm run dev`: the built server answers the interface; shell and remotes come from Vite, each with hot reload. The shell's dev server is the one
// origin that a browser sees: it hands /api on to the server and points the session's remotes at their dev servers.
const PORT = Number(process.env.PORT ?? 4400);

if (!process.env.FOYER_DEV) {
  install();
  const again = spawn(node, [join(root, '.ci/dev.mjs')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...toolEnv(), FOYER_DEV: '1' },
  });
  again.on('exit', (code) => process.exit(code ?? 1));
} else {
  await serve();
}

async function serve() {
  const failed = await build();
  if (failed.length) process.exit(1);

  const remotes = workspaces()
    .filter(({ folder }) => folder.startsWith('apps/') && existsSync(join(root, folder, 'src/routes.tsx')))
    .map(({ folder }, index) => ({ id: folder.slice('apps/'.length), folder, port: PORT + 1 + index }));
  for (const { folder, port } of remotes)
    run(folder, 'node_modules/vite/bin/vite.js', '--port', String(port));

  const server = spawn(node, ['apps/server/dist/main.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...toolEnv(),
      PORT: '0',
      FOYER_DATA: process.env.FOYER_DATA ?? '.data',
      FOYER_PARENT_PID: String(process.pid),
    },
  });
  let said = '';
  while (!said.includes('Foyer is ready at ')) said += (await once(server.stdout, 'data'))[0];
  const api = /http:\/\/\S+/.exec(said)?.[0] ?? '';
  server.stdout.on('data', (chunk) => process.stdout.write(chunk));
  server.on('exit', (code) => process.exit(code ?? 1));

  process.chdir(join(root, 'apps/shell'));
  const { createServer } = await import(
    pathToFileURL(join(root, 'node_modules/vite/dist/node/index.js')).href
  );
  const shell = await createServer({
    plugins: [remotesFromDevServers(api, remotes)],
    server: { host: '127.0.0.1', port: PORT, strictPort: true, proxy: { '/api': { target: api } } },
  });
  await shell.listen();
  console.log(said.replace(api, `http://127.0.0.1:${PORT}`).trimEnd());
}

/**
 * @param {string} folder
 * @param {string} script
 * @param {...string} words
 */
function run(folder, script, ...words) {
  const child = spawn(
    node,
    [join(root, script), '--host', '127.0.0.1', '--strictPort', '--clearScreen', 'false', ...words],
    {
      cwd: join(root, folder),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: toolEnv(),
    },
  );
  process.on('exit', () => child.kill());
}

/**
 * The session's manifest names the built remotes; here each is served from its sources.
 * @param {string} api
 * @param {{ id: string, port: number }[]} remotes
 */
function remotesFromDevServers(api, remotes) {
  const sessionOf = async (/** @type {import('node:http').IncomingMessage} */ request) => {
    const answer = await fetch(`${api}/api/session`, { headers: { cookie: request.headers.cookie ?? '' } });
    const session = await answer.json();
    for (const remote of session.remotes ?? []) {
      const dev = remotes.find(({ id }) => id === remote.id);
      if (dev) Object.assign(remote, { entry: `http://127.0.0.1:${dev.port}/remote-entry.js`, preload: [] });
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
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
