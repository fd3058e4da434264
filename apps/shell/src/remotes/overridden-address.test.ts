import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overriddenAddress } from './overridden-address.ts';

const manifest = {
  id: 'calls',
  version: '0.2.0-abcdefabcdef',
  hostApi: '^1.1.0',
  area: null,
  entry: 'remote-entry.js',
  preload: ['remote-entry.js'],
  shared: {},
  files: [{ path: 'remote-entry.js', bytes: 1, brotli: 1, integrity: 'sha384-x' }],
};
const answers: Record<string, [status: number, body: string]> = {
  '/calls/foyer-remote.json': [200, JSON.stringify(manifest)],
  '/agents/foyer-remote.json': [200, JSON.stringify({ ...manifest, id: 'agents' })],
  '/page/foyer-remote.json': [200, '<!doctype html>'],
};

let server: Server;
let origin = '';
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const [status, body] = answers[url] ?? [404, ''];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('a developer’s folder', () => {
  it('says what it holds now, and its files may change with the next build', async () => {
    expect(await overriddenAddress('calls', `${origin}/calls/`)).toMatchObject({
      id: 'calls',
      version: '0.2.0-abcdefabcdef',
      hostApi: '^1.1.0',
      base: `${origin}/calls/`,
      entry: 'remote-entry.js',
      integrity: {},
      disabled: null,
    });
  });

  it.each([
    ['/agents/', 'evaluation'],
    ['/page/', 'not-javascript'],
    ['/gone/', 'http'],
  ])('at %s fails by reason of %s', async (path, type) => {
    await expect(overriddenAddress('calls', origin + path)).rejects.toMatchObject({ type });
  });

  it('that nobody serves fails by reason of network', async () => {
    await expect(overriddenAddress('calls', 'http://127.0.0.1:9/')).rejects.toMatchObject({
      type: 'network',
    });
  });
});
