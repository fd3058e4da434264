import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RemoteManifest } from '@foyer/federation/document';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { whyNotServed } from './served.ts';

const SCRIPT = 'export {};';
const manifest: RemoteManifest = {
  id: 'calls',
  version: '1-a',
  hostApi: '^1.0.0',
  area: null,
  entry: 'entry.js',
  preload: ['entry.js'],
  shared: {},
  files: [
    {
      path: 'entry.js',
      bytes: SCRIPT.length,
      brotli: SCRIPT.length,
      integrity: `sha384-${createHash('sha384').update(SCRIPT).digest('base64')}`,
    },
  ],
};
const script: OutgoingHttpHeaders = { 'content-type': 'text/javascript' };
const open: OutgoingHttpHeaders = { ...script, 'access-control-allow-origin': '*' };

let server: Server;
let origin = '';
let answer = { status: 200, headers: open, body: SCRIPT };

beforeEach(async () => {
  answer = { status: 200, headers: open, body: SCRIPT };
  server = createServer((_, response) => response.writeHead(answer.status, answer.headers).end(answer.body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('files that arrive as they were built, in a way that browsers take, are served', async () => {
  expect(await whyNotServed(manifest, `${origin}/calls/1-a/`, 'https://portal.example')).toBeNull();
  answer.headers = script;
  expect(await whyNotServed(manifest, '/remotes/calls/1-a/', origin)).toBeNull();
});

it.each([
  ['a file that is missing', { status: 404 }, 'answers 404'],
  ['a page in the place of a script', { headers: { 'content-type': 'text/html' } }, 'is served as text/html'],
  ['other bytes', { body: 'alert(1)' }, 'isn’t the file that was built'],
  [
    'what other origins may not read',
    { headers: script },
    'may not be read by pages of another origin: allow it with CORS',
  ],
])('%s is not served', async (_, change, why) => {
  answer = { ...answer, ...change };
  expect(await whyNotServed(manifest, `${origin}/`, 'https://portal.example')).toBe(
    `${origin}/entry.js ${why}`,
  );
});

it('an address where nobody is isn’t served', async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  expect(await whyNotServed(manifest, `${origin}/`, origin)).toBe(`${origin}/entry.js doesn’t answer`);
});
