import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { devPortal } from './dev-portal.mjs';
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

  const origin = await devPortal({ api, port: PORT, remotes, demo: true });
  console.log(said.replace(api, origin).trimEnd());
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
