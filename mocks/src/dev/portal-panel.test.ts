import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connect, ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault, Faults } from '../fault.ts';
import { cookieOf, faultsIn, OF_THE_PANEL } from './portal-faults.ts';
import { asBroken, portalPanel } from './portal-panel.node.ts';

let server: Server;
let origin = '';

/** The plugin's middleware on real sockets; what it lets through is answered by "the portal". */
beforeAll(async () => {
  const used: Connect.NextHandleFunction[] = [];
  const { configureServer } = portalPanel({ demo: true, sources: {} });
  const vite = { middlewares: { use: (one: Connect.NextHandleFunction) => used.push(one) } };
  (configureServer as (server: ViteDevServer) => void)(vite as unknown as ViteDevServer);
  server = createServer((request, response) => {
    used[0]?.(request, response, () => response.end(`portal ${request.headers[OF_THE_PANEL] ?? ''}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Wishes {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const ask = (path: string, faults: Faults, { headers, ...init }: Wishes = {}) =>
  fetch(origin + path, {
    redirect: 'manual',
    ...init,
    headers: { cookie: `other=1; ${cookieOf(faults).split(';')[0]}`, ...headers },
  });
const textOf = async (answer: Promise<Response>) => {
  const response = await answer;
  return [response.status, await response.text()];
};

describe('what goes wrong for a browser', () => {
  it('is said by its cookie, and nothing by one that makes no sense', () => {
    const faults: Faults = { all: 'slow', listCalls: 'failing', 'remote calls': 'offline' };
    expect(faultsIn(`a=b; ${cookieOf(faults).split(';')[0]}; c=d`)).toEqual(faults);
    expect(faultsIn('foyer-dev-faults=%7B%22all%22%3A%22explodes%22%7D')).toEqual({});
    expect(faultsIn('foyer-dev-faults=nonsense')).toEqual({});
    expect(faultsIn('')).toEqual({});
  });
});

describe('requests of the portal', () => {
  it('go on to it where nothing is broken', async () => {
    expect(await textOf(ask('/api/calls', {}))).toEqual([200, 'portal ']);
    expect(await textOf(ask('/src/main.tsx', { all: 'failing' }))).toEqual([200, 'portal ']);
  });

  it('fail as one endpoint’s fault says, and all others go on', async () => {
    const faults: Faults = { listCalls: 'failing' };
    expect((await ask('/api/calls?limit=10', faults)).status).toBe(500);
    expect(await textOf(ask('/api/agents', faults))).toEqual([200, 'portal ']);
  });

  it('all fail but the session, unless it is broken by itself', async () => {
    expect((await ask('/api/agents', { all: 'forbidden' })).status).toBe(403);
    expect((await ask('/api/session', { all: 'forbidden' })).status).toBe(200);
    expect((await ask('/api/session', { getSession: 'failing' })).status).toBe(500);
  });

  it('are torn, garbled, or never answered', async () => {
    await expect(ask('/api/calls', { all: 'offline' })).rejects.toThrow('fetch failed');
    expect(await textOf(ask('/api/calls', { all: 'malformed' }))).toEqual([200, '{"items":[{"id":']);
    const gone = new AbortController();
    const hanging = ask('/api/calls', { all: 'hanging' }, { signal: gone.signal });
    // What is asked later is answered; this is not.
    await ask('/api/calls', {});
    gone.abort();
    await expect(hanging).rejects.toThrow(/abort/);
  });

  it('of the panel itself never fail, and the portal isn’t told that they are', async () => {
    const ofPanel = ask('/api/session', { getSession: 'failing' }, { headers: { [OF_THE_PANEL]: '1' } });
    expect(await textOf(ofPanel)).toEqual([200, 'portal ']);
  });
});

describe('the code of a remote', () => {
  const calls = {
    id: 'calls',
    version: '0.1.0-sources',
    channel: 'stable' as const,
    hostApi: '^1.2.0',
    base: 'http://127.0.0.1:4401/',
    entry: 'remote-entry.js',
    preload: ['remote-entry.js'],
    integrity: { 'remote-entry.js': 'sha384-x' },
    disabled: null,
  };
  const brokenAs = (fault: Fault) => asBroken(calls, cookieOf({ 'remote calls': fault }).split(';')[0] ?? '');

  it('comes from where it is unless it is broken', () => {
    expect(asBroken(calls, cookieOf({ 'remote agents': 'failing' }))).toBe(calls);
  });

  it.each<[Fault, number, string]>([
    ['failing', 500, 'text/plain'],
    ['forbidden', 403, 'text/plain'],
    ['malformed', 200, 'text/html'],
  ])('that is %s answers %i as %s', async (fault, status, type) => {
    const { base, entry, integrity, preload } = brokenAs(fault);
    const answer = await ask(base + entry, {});
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    expect([integrity, preload]).toEqual([{}, []]);
  });

  it('that is offline tears the connection; a slow one comes late from where it is', async () => {
    const offline = brokenAs('offline');
    await expect(ask(offline.base + offline.entry, {})).rejects.toThrow('fetch failed');
    const slow = brokenAs('slow');
    const answer = await ask(slow.base + slow.entry, {});
    expect([answer.status, answer.headers.get('location')]).toEqual([
      307,
      'http://127.0.0.1:4401/remote-entry.js',
    ]);
  });
});

it('no build takes the panel in, and people are named only where they are', () => {
  const plugin = portalPanel({ demo: false, sources: { calls: 'http://127.0.0.1:4401/' } });
  expect(plugin.apply).toBe('serve');
  const facts = (plugin.load as (id: string) => string | undefined)('\0virtual:foyer-dev-portal');
  expect(facts).toContain('people = []');
  expect(facts).toContain('"calls":"http://127.0.0.1:4401/"');
});
