import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RemoteAddress } from '../manifest.ts';
import type { LoadFailureType, Probe, RemoteLoadError } from './load-failure.ts';
import { createRemoteLoader } from './remote-loader.ts';
import type { RuntimePort } from './remote-state.ts';

const calls: RemoteAddress = {
  id: 'calls',
  version: '1.0.0-a',
  channel: 'stable',
  hostApi: '^1.0.0',
  base: '/remotes/calls/1.0.0-a/',
  entry: 'remote-entry.js',
  preload: ['remote-entry.js', 'assets/routes.js'],
  integrity: {},
  disabled: null,
};
const script = { status: 200, type: 'text/javascript' };
const routes = [{ index: true }];

function setUp(parts: { load?: RuntimePort['load']; probe?: Probe; remotes?: RemoteAddress[] }) {
  const registered: string[] = [];
  const reported: RemoteLoadError[] = [];
  const port = { load: parts.load ?? (async () => ({ routes })), remotes: parts.remotes ?? [calls] };
  const loader = createRemoteLoader({
    runtime: { register: (_, entry) => registered.push(entry), load: (id) => port.load(id) },
    refresh: async () => ({ remotes: port.remotes, signature: null }),
    online: () => true,
    report: (error) => reported.push(error),
    probe: parts.probe ?? (async () => script),
  });
  loader.announce({ remotes: port.remotes, signature: null });
  return { loader, registered, reported, port };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a remote that loads', () => {
  it('is registered and loaded once, however often its page is opened', async () => {
    const { loader, registered } = setUp({});
    loader.load('calls');
    loader.load('calls');
    await vi.runAllTimersAsync();
    expect(loader.state('calls')).toMatchObject({ status: 'ready', routes });
    expect(registered).toEqual(['/remotes/calls/1.0.0-a/remote-entry.js']);
  });
});

describe('a remote that fails', () => {
  const cannotFetch = new TypeError('Failed to fetch dynamically imported module: /remotes/calls');
  const failures: [LoadFailureType, { error: Error; probe: Probe }][] = [
    ['network', { error: cannotFetch, probe: async () => null }],
    ['network', { error: cannotFetch, probe: async () => script }],
    ['http', { error: cannotFetch, probe: async () => ({ status: 404, type: 'text/plain' }) }],
    ['http', { error: cannotFetch, probe: async () => ({ status: 500, type: 'text/javascript' }) }],
    ['not-javascript', { error: cannotFetch, probe: async () => ({ status: 200, type: 'text/html' }) }],
    ['evaluation', { error: new SyntaxError('Unexpected token'), probe: async () => script }],
    ['evaluation', { error: new Error('boom'), probe: async () => script }],
  ];

  it.each(failures)('is unavailable by reason of %s', async (type, { error, probe }) => {
    const { loader, reported } = setUp({ load: () => Promise.reject(error), probe });
    loader.load('calls');
    await vi.runAllTimersAsync();
    expect(loader.state('calls')).toMatchObject({ status: 'failed', error: { type, remote: 'calls' } });
    expect(reported.map((failure) => `${failure.type} ${failure.version}`)).toEqual([`${type} 1.0.0-a`]);
  });

  it('is unavailable by reason of http when only one of its chunks is missing', async () => {
    const { loader } = setUp({
      load: () => Promise.reject(cannotFetch),
      probe: async (url) => (url.includes('assets') ? { status: 404, type: 'text/plain' } : script),
    });
    loader.load('calls');
    await vi.runAllTimersAsync();
    expect(loader.state('calls')).toMatchObject({ error: { type: 'http' } });
  });

  it('counts as failed within five seconds when it never answers', async () => {
    const { loader } = setUp({ load: () => new Promise(() => {}) });
    loader.load('calls');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(loader.state('calls')).toMatchObject({ status: 'failed', error: { type: 'timeout' } });
  });

  it('counts as failed within five seconds when even the look at its files hangs', async () => {
    const hangs: Probe = (_, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
    vi.useRealTimers();
    const { loader } = setUp({ load: () => Promise.reject(cannotFetch), probe: hangs });
    loader.load('calls');
    await vi.waitFor(() => expect(loader.state('calls').status).toBe('failed'), { timeout: 2_000 });
  });

  it('shows its page after all when it arrives late', async () => {
    let arrive = (_: unknown): void => {};
    const { loader } = setUp({ load: () => new Promise((resolve) => (arrive = resolve)) });
    loader.load('calls');
    await vi.advanceTimersByTimeAsync(4_500);
    arrive({ routes });
    await vi.runAllTimersAsync();
    expect(loader.state('calls').status).toBe('ready');
  });

  it('is never evaluated when it was built for another host', async () => {
    const { loader, registered } = setUp({ remotes: [{ ...calls, hostApi: '^2.0.0' }] });
    loader.load('calls');
    await vi.runAllTimersAsync();
    expect(loader.state('calls')).toMatchObject({ error: { type: 'incompatible' } });
    expect(registered).toEqual([]);
  });

  it('is unavailable when it exports no routes, or isn’t in the session', async () => {
    const { loader } = setUp({ load: async () => ({}) });
    loader.load('calls');
    loader.load('billing');
    await vi.runAllTimersAsync();
    expect(loader.state('calls')).toMatchObject({ error: { type: 'evaluation' } });
    expect(loader.state('billing')).toMatchObject({ error: { type: 'http', version: 'unknown' } });
  });
});

describe('a retry', () => {
  it('asks for the manifest anew and loads from an address of its own', async () => {
    const { loader, registered, port } = setUp({ load: () => Promise.reject(new SyntaxError('x')) });
    loader.load('calls');
    await vi.runAllTimersAsync();
    const repaired = { ...calls, version: '1.0.0-b', base: '/remotes/calls/1.0.0-b/' };
    port.remotes = [repaired];
    port.load = async () => ({ routes });
    await loader.retry('calls');
    await vi.runAllTimersAsync();
    expect(loader.state('calls').status).toBe('ready');
    expect(registered[0]).toBe('/remotes/calls/1.0.0-a/remote-entry.js');
    expect(registered[1]).toMatch(/^\/remotes\/calls\/1\.0\.0-b~\w+\/remote-entry\.js$/);
  });

  it('has a query of its own where the address has no folder of the version', async () => {
    const served = { ...calls, base: 'http://127.0.0.1:4401/' };
    const { loader, registered } = setUp({
      load: () => Promise.reject(new SyntaxError('x')),
      remotes: [served],
    });
    loader.load('calls');
    await vi.runAllTimersAsync();
    await loader.retry('calls');
    await vi.runAllTimersAsync();
    expect(registered[1]).toMatch(/^http:\/\/127\.0\.0\.1:4401\/remote-entry\.js\?retry=\w+$/);
  });

  it('counts failures, so that the page can offer a reload after the second', async () => {
    const { loader } = setUp({ load: () => Promise.reject(new Error('boom')) });
    loader.load('calls');
    await vi.runAllTimersAsync();
    await loader.retry('calls');
    await vi.runAllTimersAsync();
    expect(loader.state('calls')).toMatchObject({ status: 'failed', failures: 2 });
  });

  it('ignores an older attempt that answers after a newer one was started', async () => {
    let answerFirst = (_: unknown): void => {};
    const { loader, port } = setUp({ load: () => new Promise((resolve) => (answerFirst = resolve)) });
    loader.load('calls');
    await vi.advanceTimersByTimeAsync(4_500);
    port.load = () => new Promise(() => {});
    await loader.retry('calls');
    answerFirst({ routes: [] });
    await vi.advanceTimersByTimeAsync(10);
    expect(loader.state('calls').status).toBe('loading');
    await vi.advanceTimersByTimeAsync(4_500);
    expect(loader.state('calls')).toMatchObject({ status: 'failed', error: { type: 'timeout' } });
  });
});

describe('a page that breaks after its remote was loaded', () => {
  it('makes the remote unavailable until a retry', async () => {
    const { loader } = setUp({});
    loader.load('calls');
    await vi.runAllTimersAsync();
    await loader.broke('calls', new Error('render'));
    expect(loader.state('calls')).toMatchObject({ status: 'failed', error: { type: 'evaluation' } });
    await loader.retry('calls');
    await vi.runAllTimersAsync();
    expect(loader.state('calls').status).toBe('ready');
    await loader.broke('calls', new Error('render'));
    expect(loader.state('calls')).toMatchObject({ failures: 2 });
  });
});
