import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { portalAt } from './portal.ts';

let root = '';
let server: Server;
let port = 0;
let tokens: (string | undefined)[] = [];

beforeEach(async () => {
  tokens = [];
  root = mkdtempSync(join(tmpdir(), 'foyer-portal-'));
  writeFileSync(join(root, 'operator-token'), 'local-secret\n');
  server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json').end('{"items":[]}');
  }).listen(0, '0.0.0.0');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true, force: true });
});

async function tokenFor(address: string, env: Record<string, string> = {}): Promise<string | undefined> {
  const world = {
    env: { FOYER_DATA: root, ...env },
    root,
    say: () => {},
    complain: () => {},
    build: async () => true,
  };
  await portalAt(address, world).api.listReleases();
  return tokens.at(-1);
}

it('the token of the local product goes to this machine and to nobody else', async () => {
  expect(await tokenFor(`http://127.0.0.1:${port}`)).toBe('Bearer local-secret');
  // Answers here too, but isn't an address by which one means oneself.
  expect(await tokenFor(`http://0.0.0.0:${port}`)).toBeUndefined();
});

it('an operator’s own token comes before the local product’s', async () => {
  expect(await tokenFor(`http://127.0.0.1:${port}`, { FOYER_OPERATOR_TOKEN: 'mine' })).toBe('Bearer mine');
});
