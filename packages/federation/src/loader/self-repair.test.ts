import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RemoteAddress } from '../manifest.ts';
import { lastGoodIn } from './last-good.ts';
import { RemoteLoadError, type Probe } from './load-failure.ts';
import { createRemoteLoader, type RemoteLoaderOptions } from './remote-loader.ts';
import type { LoadOutcome } from './remote-state.ts';

const version = (name: string, more: Partial<RemoteAddress> = {}): RemoteAddress => ({
  id: 'calls',
  version: name,
  channel: 'stable',
  hostApi: '^1.0.0',
  base: `/remotes/calls/${name}/`,
  entry: 'remote-entry.js',
  preload: ['remote-entry.js', 'assets/list.js'],
  integrity: { 'remote-entry.js': `sha384-entry-${name}`, 'assets/list.js': `sha384-list-${name}` },
  disabled: null,
  ...more,
});
const V1 = version('1.0.0-a');
const V2 = version('2.0.0-b');
const V3 = version('3.0.0-c');
const signed = (...remotes: RemoteAddress[]) => ({ remotes, signature: null });
const well: Probe = async (url, _, hashed) => ({
  status: 200,
  type: 'text/javascript',
  ...(hashed
    ? { integrity: `sha384-${url.includes('entry') ? 'entry' : 'list'}-${/\/(\d[^/~]*)/.exec(url)?.[1]}` }
    : {}),
});

/** A portal in which each version loads its own routes, unless it is among the broken ones. */
function setUp(
  options: Partial<RemoteLoaderOptions> & { live?: RemoteAddress; worked?: RemoteAddress } = {},
) {
  const { live = V2, worked, ...others } = options;
  const broken = new Map<string, Error>();
  const kept = new Map<string, string>();
  const told: LoadOutcome[] = [];
  const reported: string[] = [];
  const tried: string[] = [];
  const guarded: string[] = [];
  let entry = '';
  const portal = { live: [live] as RemoteAddress[], asks: 0, asked: [] as string[] };
  const lastGood = lastGoodIn(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  }));
  if (worked) lastGood.set('calls', worked.version);
  const loader = createRemoteLoader({
    runtime: {
      register: (_, address) => {
        entry = address;
        tried.push(address);
      },
      load: async () => {
        const name = /\/(\d[^/~]*)/.exec(entry)?.[1] ?? '';
        const error = broken.get(name);
        if (error) throw error;
        return { routes: [{ path: name }] };
      },
    },
    refresh: async () => {
      portal.asks += 1;
      return signed(...portal.live);
    },
    report: (error) => reported.push(`${error.version} ${error.type}`),
    told: (load) => told.push(load),
    probe: well,
    guard: (files) => guarded.push(...Object.keys(files)),
    lastGood,
    earlier: async (_, name) => {
      portal.asked.push(name);
      const found = [V1, V2, V3].find((one) => one.version === name);
      if (!found) throw new Error('not found');
      return signed(found);
    },
    online: () => true,
    ...others,
  });
  loader.announce(signed(...portal.live));
  const state = () => loader.state('calls');
  const shows = () => {
    const now = state();
    return now.status === 'ready'
      ? `${now.routes[0]?.path}${now.insteadOf ? ` for ${now.insteadOf}` : ''}`
      : now.status;
  };
  return {
    loader,
    portal,
    broken,
    told: () => told.map((load) => `${load.version} ${load.outcome}${load.type ? ` ${load.type}` : ''}`),
    reported,
    tried,
    guarded,
    lastGood,
    state,
    shows,
    open: async () => {
      loader.load('calls');
      await vi.advanceTimersByTimeAsync(10);
    },
    retry: async () => {
      await loader.retry('calls');
      await vi.advanceTimersByTimeAsync(10);
    },
    redeploy: async (...remotes: RemoteAddress[]) => {
      portal.live = remotes;
      loader.announce(signed(...remotes));
      await vi.advanceTimersByTimeAsync(10);
    },
  };
}
const boom = new Error('boom');
const gone = new TypeError('Failed to fetch dynamically imported module: http://x/remotes/calls/1/a.js');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the files of a remote', () => {
  it('are guarded by their hashes before any is asked for, under the address that is really used', async () => {
    const { open, retry, guarded, tried, broken } = setUp();
    broken.set(V2.version, boom);
    await open();
    expect(guarded).toEqual([`${V2.base}remote-entry.js`, `${V2.base}assets/list.js`]);
    await retry();
    const folder = tried[1]?.replace('remote-entry.js', '');
    expect(folder).not.toBe(V2.base);
    expect(guarded.slice(2)).toEqual([`${folder}remote-entry.js`, `${folder}assets/list.js`]);
  });

  it('of another origin are guarded under the name that a retry gives to the entry', async () => {
    const { open, retry, guarded, broken } = setUp({
      live: { ...V2, base: 'https://cdn.example/calls/2.0.0-b/' },
    });
    broken.set(V2.version, boom);
    await open();
    await retry();
    expect(guarded.at(-1)).toMatch(/^https:\/\/cdn\.example\/calls\/2\.0\.0-b\/remote-entry\.js\?retry=\w+$/);
  });

  it('that aren’t what was published make it unavailable by reason of integrity', async () => {
    const probe: Probe = async (...args) => {
      const answer = await well(...args);
      return answer && args[0].includes('list') ? { ...answer, integrity: 'sha384-other' } : answer;
    };
    const { open, broken, state, told } = setUp({ probe });
    broken.set(V2.version, gone);
    await open();
    expect(state()).toMatchObject({ status: 'failed', error: { type: 'integrity' } });
    expect(told()).toEqual(['2.0.0-b failed integrity']);
  });
});

describe('a registry that nobody signed', () => {
  it('has nothing loaded of any remote', async () => {
    const { open, state, tried, guarded } = setUp({ verify: async () => false });
    await open();
    expect(state()).toMatchObject({ status: 'failed', error: { type: 'integrity', version: '2.0.0-b' } });
    expect([...tried, ...guarded]).toEqual([]);
  });

  it('can’t bring back an earlier version either', async () => {
    const { open, state, broken, tried } = setUp({
      worked: V1,
      verify: async ({ remotes }) => remotes[0]?.version !== V1.version,
    });
    broken.set(V2.version, boom);
    await open();
    expect(state()).toMatchObject({ status: 'failed' });
    expect(tried).toHaveLength(1);
  });
});

describe('a live version that doesn’t load', () => {
  it('gives way to the one that last worked on this device, once, and is told', async () => {
    const { open, shows, broken, told, portal, reported } = setUp({ worked: V1 });
    broken.set(V2.version, boom);
    await open();
    expect(shows()).toBe('1.0.0-a for 2.0.0-b');
    expect(told()).toEqual(['2.0.0-b fell-back evaluation']);
    expect(reported).toEqual(['2.0.0-b evaluation']);
    expect(portal.asked).toEqual(['1.0.0-a']);
  });

  it('is tried again when the person asks, and while it fails the earlier one stays, without being asked for anew', async () => {
    const { open, retry, shows, broken, portal } = setUp({ worked: V1 });
    broken.set(V2.version, boom);
    await open();
    await retry();
    expect(shows()).toBe('1.0.0-a for 2.0.0-b');
    expect(portal.asked).toEqual(['1.0.0-a']);
    broken.clear();
    await retry();
    expect(shows()).toBe('2.0.0-b');
  });

  it('is unavailable when the earlier one doesn’t load either, and that isn’t tried again', async () => {
    const { open, retry, shows, broken, portal, tried } = setUp({ worked: V1 });
    broken.set(V2.version, boom);
    broken.set(V1.version, boom);
    await open();
    expect(shows()).toBe('failed');
    await retry();
    expect(shows()).toBe('failed');
    expect(portal.asked).toEqual(['1.0.0-a']);
    expect(tried.filter((address) => address.includes('1.0.0-a'))).toHaveLength(1);
  });

  it('has nothing to give way to where nothing worked before, offline, or when it is the portal that it doesn’t fit', async () => {
    const fresh = setUp();
    fresh.broken.set(V2.version, boom);
    await fresh.open();
    const offline = setUp({ worked: V1, online: () => false });
    offline.broken.set(V2.version, boom);
    await offline.open();
    const misfit = setUp({ worked: V1, live: { ...V2, hostApi: '^9.0.0' } });
    await misfit.open();
    for (const { shows, portal } of [fresh, offline, misfit]) {
      expect(shows()).toBe('failed');
      expect(portal.asked).toEqual([]);
    }
  });

  it('that breaks while its page renders counts as not working, whatever was shown a moment before', async () => {
    const { open, loader, shows, lastGood } = setUp({ worked: V1 });
    await open();
    loader.worked('calls');
    expect(lastGood.get('calls')).toBe('2.0.0-b');
    await loader.broke('calls', boom);
    await vi.advanceTimersByTimeAsync(10);
    expect(shows()).toBe('1.0.0-a for 2.0.0-b');
    expect(lastGood.get('calls')).toBe('1.0.0-a');
  });

  it('is left behind once the registry goes back to what shows, and nobody notices', async () => {
    const { open, shows, broken, redeploy, loader } = setUp({ worked: V1 });
    broken.set(V2.version, boom);
    await open();
    loader.worked('calls');
    await redeploy(V1);
    expect(shows()).toBe('1.0.0-a');
    expect(loader.outdated('calls')).toBe(false);
  });
});

describe('a remote that fails again and again', () => {
  const untilOpen = async (portal: ReturnType<typeof setUp>) => {
    portal.broken.set(V2.version, boom);
    await portal.open();
    await portal.retry();
    await portal.retry();
  };

  it('isn’t asked for when its page is opened, and says when it tries again', async () => {
    const portal = setUp();
    await untilOpen(portal);
    const before = [portal.tried.length, portal.portal.asks];
    expect(portal.state()).toMatchObject({ status: 'failed', retryAt: Date.now() + 15_000 - 10 });
    await portal.open();
    expect([portal.tried.length, portal.portal.asks]).toEqual(before);
    expect(portal.told().at(-1)).toBe('2.0.0-b blocked evaluation');
  });

  it('is tried by itself after 15 s while its page is open, and later each time', async () => {
    const portal = setUp();
    portal.loader.watch('calls');
    await untilOpen(portal);
    await vi.advanceTimersByTimeAsync(14_900);
    expect(portal.tried).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(200);
    expect(portal.tried).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(portal.tried).toHaveLength(4);
    portal.broken.clear();
    await vi.advanceTimersByTimeAsync(1_200);
    expect(portal.shows()).toBe('2.0.0-b');
  });

  it('isn’t tried while nobody looks, but at once when its page is opened after that', async () => {
    const portal = setUp();
    const leave = portal.loader.watch('calls');
    await untilOpen(portal);
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(portal.tried).toHaveLength(3);
    await portal.open();
    expect(portal.tried).toHaveLength(4);
  });

  it('is tried once when the person asks, which is no way round: it then waits longer', async () => {
    const portal = setUp();
    await untilOpen(portal);
    await portal.retry();
    expect(portal.tried).toHaveLength(4);
    expect(portal.state()).toMatchObject({ retryAt: Date.now() + 30_000 - 10 });
  });

  it('is forgiven with another version', async () => {
    const portal = setUp();
    portal.loader.watch('calls');
    await untilOpen(portal);
    await portal.redeploy(V3);
    expect(portal.state().status).toBe('idle');
    await portal.open();
    expect(portal.shows()).toBe('3.0.0-c');
    expect(portal.tried.at(-1)).toBe(`${V3.base}remote-entry.js`);
  });
});

describe('a remote that failed once', () => {
  it('is tried again by opening its page, but not within half a minute', async () => {
    const { open, broken, tried } = setUp();
    broken.set(V2.version, boom);
    await open();
    await open();
    expect(tried).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(31_000);
    await open();
    expect(tried).toHaveLength(2);
  });
});

describe('a remote that is out of service', () => {
  it('shows the operator’s words, without a byte of it, and comes back by itself', async () => {
    const { open, state, shows, tried, redeploy } = setUp({ live: { ...V2, disabled: 'Back at noon.' } });
    await open();
    expect(state()).toEqual({ status: 'off', by: 'operator', message: 'Back at noon.' });
    await redeploy({ ...V2, disabled: 'Back at one.' });
    expect(state()).toMatchObject({ message: 'Back at one.' });
    expect(tried).toEqual([]);
    await redeploy(V2);
    await open();
    expect(shows()).toBe('2.0.0-b');
  });

  it('leaves open pages at once, but not before what was typed there is saved or left', async () => {
    let unsaved = true;
    const { open, shows, state, redeploy, loader } = setUp({ holdsUnsaved: () => unsaved });
    await open();
    const leave = loader.watch('calls');
    loader.worked('calls');
    await redeploy({ ...V2, disabled: 'Back at noon.' });
    expect(shows()).toBe('2.0.0-b');
    leave();
    await open();
    expect(state()).toEqual({ status: 'off', by: 'operator', message: 'Back at noon.' });

    await redeploy(V2);
    await open();
    loader.watch('calls');
    unsaved = false;
    await redeploy({ ...V2, disabled: 'Back at one.' });
    await open();
    expect(state()).toMatchObject({ status: 'off', message: 'Back at one.' });
  });

  it('by the person’s own wish, isn’t fetched ahead and isn’t loaded, until they enable it', async () => {
    let off = true;
    const ahead: string[] = [];
    const { open, state, shows, tried, retry, loader } = setUp({
      switchedOff: () => off,
      fetchAhead: async ({ version: name }) => ahead.push(name) > 0,
    });
    await loader.prefetch('calls');
    await open();
    expect(state()).toEqual({ status: 'off', by: 'person' });
    expect([...tried, ...ahead]).toEqual([]);
    off = false;
    await retry();
    expect(shows()).toBe('2.0.0-b');
  });
});

describe('a deploy under an open page', () => {
  it('leaves what shows alone and says that it is outdated', async () => {
    const { open, shows, loader, redeploy } = setUp();
    await open();
    loader.watch('calls');
    loader.worked('calls');
    expect(loader.outdated('calls')).toBe(false);
    await redeploy(V3);
    expect(shows()).toBe('2.0.0-b');
    expect(loader.outdated('calls')).toBe(true);
  });

  it('is taken without a word by what was loaded ahead and never shown', async () => {
    const { open, shows, loader, redeploy } = setUp();
    loader.warm('calls');
    await vi.advanceTimersByTimeAsync(10);
    expect(shows()).toBe('2.0.0-b');
    await redeploy(V3);
    expect(loader.outdated('calls')).toBe(false);
    await open();
    expect(shows()).toBe('3.0.0-c');
  });

  it('that took a chunk away is answered by the newest version, in the pane', async () => {
    const { open, shows, loader, portal } = setUp({
      probe: async () => ({ status: 404, type: 'text/plain' }),
    });
    await open();
    loader.worked('calls');
    portal.live = [V3];
    await loader.broke('calls', gone);
    await vi.advanceTimersByTimeAsync(10);
    expect(shows()).toBe('3.0.0-c');
  });

  it('that took back what was failing just then is followed at once', async () => {
    let fail = (_: Error): void => {};
    const { loader, broken, shows, redeploy, open } = setUp({
      runtime: { register: () => {}, load: () => new Promise((_, reject) => (fail = reject)) },
    });
    broken.set(V2.version, boom);
    loader.load('calls');
    await vi.advanceTimersByTimeAsync(10);
    await redeploy(V1);
    fail(boom);
    await vi.advanceTimersByTimeAsync(10);
    expect(shows()).toBe('idle');
    await open();
    expect(shows()).toBe('loading');
  });

  it('isn’t blamed for a chunk that is gone from the version that is still live', async () => {
    const { open, state, loader, portal } = setUp({
      probe: async () => ({ status: 404, type: 'text/plain' }),
    });
    await open();
    await loader.broke('calls', gone);
    await vi.advanceTimersByTimeAsync(10);
    expect(state()).toMatchObject({ status: 'failed', error: { type: 'http' } });
    expect(portal.asks).toBe(1);
  });
});

describe('what nobody waits for', () => {
  it('fails unseen, and is loaded anew when somebody does', async () => {
    const { open, state, shows, loader, broken, tried, told } = setUp();
    broken.set(V2.version, boom);
    loader.warm('calls');
    await vi.advanceTimersByTimeAsync(10);
    expect(state().status).toBe('idle');
    expect(told()).toEqual(['2.0.0-b failed evaluation']);
    broken.clear();
    await open();
    expect(shows()).toBe('2.0.0-b');
    expect(tried[1]).toMatch(/2\.0\.0-b~/);
  });

  it('is loaded from a fresh address when what was fetched ahead didn’t come', async () => {
    const { open, loader, tried } = setUp({ fetchAhead: async () => false });
    await loader.prefetch('calls');
    await open();
    expect(tried[0]).toMatch(/2\.0\.0-b~/);
  });
});

describe('a remote that a developer redirects', () => {
  const own = version('9.0.0-dev', { base: 'http://127.0.0.1:4501/', integrity: {} });

  it('comes from there, and neither counts nor is remembered', async () => {
    const { open, loader, tried, told, lastGood, redeploy } = setUp({
      redirect: async () => own,
      worked: V1,
    });
    await open();
    loader.worked('calls');
    expect(tried).toEqual(['http://127.0.0.1:4501/remote-entry.js']);
    expect(told()).toEqual([]);
    expect(lastGood.get('calls')).toBe('1.0.0-a');
    await redeploy(V3);
    expect(loader.outdated('calls')).toBe(false);
  });

  it('is unavailable for the reason that its folder gives, and never gives way to another version', async () => {
    const { open, state, portal, told, retry } = setUp({
      worked: V1,
      redirect: async () => {
        throw new RemoteLoadError('http', 'calls', 'override', 0);
      },
    });
    await open();
    expect(state()).toMatchObject({ status: 'failed', error: { type: 'http' } });
    await retry();
    await retry();
    await open();
    expect(state()).toMatchObject({ failures: 3, retryAt: expect.any(Number) });
    expect(told()).toEqual([]);
    expect(portal.asked).toEqual([]);
  });

  it('is held to the host API like any other', async () => {
    const { open, state, tried } = setUp({ redirect: async () => ({ ...own, hostApi: '^9.0.0' }) });
    await open();
    expect(state()).toMatchObject({ error: { type: 'incompatible', version: '9.0.0-dev' } });
    expect(tried).toEqual([]);
  });
});
