import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join, normalize, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { headersOf } from '../../packages/releases/src/release-store.ts';
import { node, toolEnv } from '../install.mjs';
import { root } from '../workspaces.mjs';

/** Longer than a build takes, even on a busy machine. */
const WHOLE_WITHIN_MS = 60_000;

/**
 * Builds a remote as for a release, anew whenever a source changes, and serves what was built to pages of any origin. A request that comes while
 * the folder is written waits for the end of it.
 * @returns the address of the built folder, once the first build stands
 */
export async function serveOverride(folder: string, port: number): Promise<string> {
  const dist = join(folder, 'dist-override');
  rmSync(dist, { recursive: true, force: true });
  const words = [
    'build',
    '--watch',
    '--outDir',
    'dist-override',
    '--logLevel',
    'warn',
    '--clearScreen',
    'false',
  ];
  const builder = spawn(node, [join(root, 'node_modules/vite/bin/vite.js'), ...words], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...toolEnv(), NODE_ENV: 'production' },
  });
  process.on('exit', () => builder.kill());
  builder.on('exit', (code) => process.exit(code ?? 1));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    answer(dist, request.method ?? 'GET', pathname, response).catch(() =>
      response.writeHead(500, OPEN).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  await whole(dist);
  return `http://127.0.0.1:${port}/`;
}

/** A deployed portal is another origin, and one on the public network. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-private-network': 'true',
  'cross-origin-resource-policy': 'cross-origin',
};

async function answer(
  dist: string,
  method: string,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  if (method === 'OPTIONS') return void response.writeHead(204, OPEN).end();
  await whole(dist);
  const path = decodeURIComponent(pathname).replace(/^\/+/, '');
  const full = normalize(join(dist, path));
  const body = path && full.startsWith(dist + sep) ? await readFile(full).catch(() => null) : null;
  if (!body)
    return void response.writeHead(404, { ...OPEN, 'content-type': 'text/plain' }).end('Not here.\n');
  const headers = { ...headersOf(path), ...OPEN, 'cache-control': 'no-store' };
  response.writeHead(200, headers).end(method === 'HEAD' ? undefined : body);
}

/** Waits until the manifest is there: a build empties the folder first and writes it last. */
async function whole(dist: string): Promise<void> {
  const manifest = join(dist, 'foyer-remote.json');
  for (const end = Date.now() + WHOLE_WITHIN_MS; !existsSync(manifest) && Date.now() < end;) await wait(50);
}
