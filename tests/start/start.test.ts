import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { root } from '../../.ci/workspaces.mjs';

// Starting is mostly work for the processor: other work on the machine must not fail it.
vi.setConfig({ testTimeout: 180_000 });

let data: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'foyer-start-'));
});
afterEach(() => running?.kill('SIGKILL'));
afterAll(() => rm(data, { recursive: true, force: true }));

/** Types `npm start`; resolves once the address is printed. */
async function npmStart() {
  const command = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', FOYER_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = command;
  let output = '';
  command.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  command.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await vi.waitFor(
    () => {
      const address = /Foyer is ready at (http:\/\/\S+)/.exec(output)?.[1];
      if (!address) throw new Error(`Not ready:\n${output}`);
      return address;
    },
    { timeout: 150_000, interval: 50 },
  );
  return { command, url, output: () => output };
}

const expectGone = (url: string) =>
  vi.waitFor(() => expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed'), {
    timeout: 10_000,
    interval: 200,
  });

it('a newcomer types one command and gets an address and people to sign in as', async () => {
  const { command, url, output } = await npmStart();
  // Node's fetch says that it isn't a navigation, and the server gives pages to navigations alone.
  const [page] = await once(get(url, { headers: { accept: 'text/html' } }), 'response');
  expect(page.resume().headers['content-type']).toContain('text/html');
  await vi.waitFor(() => expect(output()).toMatch(/\S+@\S+/));
  command.kill('SIGTERM');
  await once(command, 'close');
  await expectGone(url);
});

it('a second start builds and seeds nothing and is ready within seconds', async () => {
  const before = performance.now();
  const { command, url, output } = await npmStart();
  expect(performance.now() - before).toBeLessThan(20_000);
  expect(output()).not.toMatch(/Built|Installed/);
  command.kill('SIGTERM');
  await once(command, 'close');
  await expectGone(url);
});

it('the server does not outlive the command that started it', async () => {
  const { command, url } = await npmStart();
  command.kill('SIGKILL');
  await expectGone(url);
});
