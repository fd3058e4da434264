import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createPortal, type IncomingMessage, type Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { HOST_API_VERSION } from '../../packages/federation/src/host-version.ts';
import { smallRemote, type SmallApp } from '../../packages/federation/src/testing/small-app.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let app: SmallApp | undefined;
let command: ChildProcess | undefined;
let portal: Server | undefined;

afterEach(async () => {
  if (command?.exitCode === null) {
    const ended = once(command, 'exit');
    command.kill();
    await ended;
  }
  portal?.closeAllConnections();
  portal?.close();
  app?.remove();
});

/** Runs one of the commands in a remote's folder until it has said `word`; what it said so far. */
async function start(folder: string, word: string, ...words: string[]): Promise<string> {
  // Under a test runner the presets and the federation plugin leave federation out.
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  const running = spawn(process.execPath, [main, ...words], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  command = running;
  let said = '';
  while (!said.includes(word)) said += String((await once(running.stdout, 'data'))[0]);
  return said;
}

it(
  'a remote that is worked on is offered to a deployed portal as a link, and built anew with every change',
  { timeout: 60_000 },
  async () => {
    app = smallRemote('agents');
    const port = await freePort();
    const base = `http://127.0.0.1:${port}/`;
    const against = ['--against', 'https://portal.example/calls', '--port', String(port)];
    const said = await start(app.folder, 'override=', 'override', ...against);
    expect(said).toContain(`https://portal.example/agents?override=agents@${base}\n`);

    const manifest = async () =>
      (await (await fetch(`${base}foyer-remote.json`)).json()) as { version: string; entry: string };
    const first = await manifest();
    const entry = await fetch(`${base}${first.entry}?retry=1`);
    expect(Object.fromEntries(entry.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-store',
    });
    expect((await fetch(`${base}..%2fpackage.json`)).status).toBe(404);

    app.write('src/page.tsx', `export const Page = () => <p>Other words</p>;\n`);
    await expect.poll(async () => (await manifest()).version, { timeout: 30_000 }).not.toBe(first.version);
  },
);

it(
  'a remote’s sources run with the data of a portal elsewhere, which takes changes as from its own pages',
  { timeout: 60_000 },
  async () => {
    const asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
    const remotes = ['agents', 'calls'].map((id) => ({
      id,
      base: `/remotes/${id}/1/`,
      entry: 'e.js',
      preload: ['e.js'],
      integrity: { 'e.js': 'sha384-x' },
      disabled: 'Back at noon.',
    }));
    portal = createPortal((request, response) => {
      asked.push(request);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ remotes }));
    }).listen(0, '127.0.0.1');
    await once(portal, 'listening');
    const api = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
    app = smallRemote('agents');
    const port = await freePort();
    await start(app.folder, 'from its sources', 'server', '--against', api, '--port', String(port));

    const origin = `http://127.0.0.1:${port}`;
    const cookie = { cookie: 'foyer=session' };
    const session = (await (await fetch(`${origin}/api/session`, { headers: cookie })).json()) as object;
    const own = {
      version: '1.2.3-sources',
      hostApi: `^${HOST_API_VERSION}`,
      base: `http://127.0.0.1:${port + 1}/`,
      entry: 'remote-entry.js',
      preload: [],
      integrity: {},
    };
    expect(session).toEqual({ remotes: [{ id: 'agents', ...own, disabled: null }, remotes[1]] });

    // How it loads from its sources is no news for the portal.
    const loads = await fetch(`${origin}/api/loads`, { method: 'POST', headers: { origin }, body: '{}' });
    expect(loads.status).toBe(204);
    expect(asked.map(({ url }) => url)).toEqual(['/api/session']);

    const headers = { ...cookie, origin, 'content-type': 'application/json' };
    await fetch(`${origin}/api/agents/42`, { method: 'PUT', headers, body: '{}' });
    expect(asked.at(-1)).toMatchObject({
      method: 'PUT',
      url: '/api/agents/42',
      headers: { origin: api, host: new URL(api).host, cookie: 'foyer=session' },
    });
    await expect
      .poll(async () => (await fetch(`${own.base}remote-entry.js`).catch(() => null))?.status, {
        timeout: 30_000,
      })
      .toBe(200);
  },
);

/** A port that nobody listens at, nor at the next one. */
async function freePort(): Promise<number> {
  for (;;) {
    const first = await heldPort(0);
    const second = await heldPort(first.port + 1).catch(() => null);
    await Promise.all([first.free(), second?.free()]);
    if (second) return first.port;
  }
}

async function heldPort(wanted: number) {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, free: () => new Promise((resolve) => server.close(resolve)) };
}
