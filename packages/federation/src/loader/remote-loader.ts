import type { RouteObject } from 'react-router';
import { HOST_API_VERSION } from '../host-version.ts';
import type { RemoteAddress } from '../manifest.ts';
import { satisfies } from '../semver.ts';
import { diagnose, probeByFetch, RemoteLoadError, type LoadFailureType, type Probe } from './load-failure.ts';

/** The federation runtime, as far as the loader needs it. */
export type RuntimePort = Readonly<{
  /** Makes the runtime load `id` from `entry` from now on, whatever it knew before. */
  register: (id: string, entry: string) => void;
  /** Loads `./routes` of a registered remote. May never settle. */
  load: (id: string) => Promise<unknown>;
}>;

export type RemoteState =
  | Readonly<{ status: 'idle' | 'loading' }>
  | Readonly<{ status: 'ready'; routes: readonly RouteObject[]; attempt: number }>
  /** `failures` counts since the page was loaded; nothing but a new page makes the browser forget a bad chunk. */
  | Readonly<{ status: 'failed'; error: RemoteLoadError; failures: number }>;

export type RemoteLoaderOptions = Readonly<{
  runtime: RuntimePort;
  /** Asks the server anew which remotes there are: part of every retry. */
  refresh: () => Promise<readonly RemoteAddress[]>;
  /** Told of every failure. */
  report: (error: RemoteLoadError) => void;
  /** Milliseconds until a load that hasn't settled counts as failed; with the diagnosis, below five seconds. */
  timeoutMs?: () => number;
  /** Milliseconds that finding out the kind of a failure may take. */
  diagnosisMs?: number;
  hostApi?: string;
  probe?: Probe;
}>;

export type RemoteLoader = Readonly<{
  /** Takes over what the session says; what is loaded stays loaded. */
  announce: (remotes: readonly RemoteAddress[]) => void;
  state: (id: string) => RemoteState;
  subscribe: (listener: () => void) => () => void;
  /** Starts loading, once; harmless to repeat. */
  load: (id: string) => void;
  /** Loads anew after a failure: new manifest, new address, new registration. */
  retry: (id: string) => Promise<void>;
  /** Takes a page of a loaded remote that broke: a chunk that didn't come, an exception while it rendered. */
  broke: (id: string, cause: unknown) => Promise<void>;
  /** The same promise, but rejected as a timeout when it takes longer than a load may. */
  inTime: <T>(id: string, loading: Promise<T>) => Promise<T>;
  address: (id: string) => RemoteAddress | undefined;
}>;

type Entry = { state: RemoteState; failures: number; attempt: number };

/**
 * Loads remotes by id, at most once each, with a state that a page can show at any moment.
 *
 * Nothing here rejects: a failure is a state with its type, and a retry starts from nothing, since neither the
 * browser nor the runtime forgets a module that failed to evaluate.
 */
export function createRemoteLoader(options: RemoteLoaderOptions): RemoteLoader {
  const { runtime, refresh, report, timeoutMs = () => 3_500, diagnosisMs = 900 } = options;
  const hostApi = options.hostApi ?? HOST_API_VERSION;
  const probe = options.probe ?? probeByFetch;
  const listeners = new Set<() => void>();
  const entries = new Map<string, Entry>();
  let addresses = new Map<string, RemoteAddress>();

  const entryOf = (id: string): Entry => {
    const known = entries.get(id);
    if (known) return known;
    const fresh: Entry = { state: IDLE, failures: 0, attempt: 0 };
    entries.set(id, fresh);
    return fresh;
  };

  const show = (id: string, state: RemoteState): void => {
    entryOf(id).state = state;
    listeners.forEach((listener) => listener());
  };

  const errorOf = (id: string, type: LoadFailureType, cause?: unknown): RemoteLoadError =>
    new RemoteLoadError(type, id, addresses.get(id)?.version ?? 'unknown', Date.now(), cause);

  const fail = (id: string, type: LoadFailureType, cause?: unknown): void => {
    const entry = entryOf(id);
    entry.failures += 1;
    const error = errorOf(id, type, cause);
    show(id, { status: 'failed', error, failures: entry.failures });
    report(error);
  };

  const whatWentWrong = (id: string, cause: unknown): Promise<LoadFailureType> => {
    const address = addresses.get(id);
    const urls = address ? [...new Set([address.entry, ...address.preload])] : [];
    return diagnose(cause, urls, probe, AbortSignal.timeout(diagnosisMs));
  };

  const begin = (id: string): void => {
    const entry = entryOf(id);
    const address = addresses.get(id);
    const attempt = (entry.attempt += 1);
    const current = (): boolean => entry.attempt === attempt;
    if (!address) return fail(id, 'http', new Error('The session names no such remote.'));
    if (!satisfies(hostApi, address.hostApi)) return fail(id, 'incompatible');
    show(id, { status: 'loading' });

    // A load that arrives after its time is still welcome, as long as nobody has started another.
    const timer = setTimeout(() => current() && fail(id, 'timeout'), timeoutMs());
    const settled = (module: unknown): void => {
      clearTimeout(timer);
      if (!current()) return;
      const routes = routesOf(module);
      if (!routes) return fail(id, 'evaluation', new TypeError('./routes exports no array `routes`.'));
      show(id, { status: 'ready', routes, attempt });
    };
    const failed = async (cause: unknown): Promise<void> => {
      clearTimeout(timer);
      if (!current() || entry.state.status === 'failed') return;
      const type = await whatWentWrong(id, cause);
      if (current() && entry.state.status === 'loading') fail(id, type, cause);
    };
    try {
      runtime.register(id, attempt === 1 ? address.entry : anew(address, attempt));
      runtime.load(id).then(settled, failed);
    } catch (cause) {
      void failed(cause);
    }
  };

  return {
    announce: (remotes) => {
      addresses = new Map(remotes.map((remote) => [remote.id, remote]));
    },
    state: (id) => entries.get(id)?.state ?? IDLE,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: (id) => {
      if (entryOf(id).state.status === 'idle') begin(id);
    },
    retry: async (id) => {
      const entry = entryOf(id);
      if (entry.state.status === 'loading') return;
      show(id, { status: 'loading' });
      try {
        const remotes = await refresh();
        addresses = new Map(remotes.map((remote) => [remote.id, remote]));
      } catch (cause) {
        return fail(id, 'network', cause);
      }
      begin(id);
    },
    broke: async (id, cause) => {
      const entry = entryOf(id);
      if (entry.state.status !== 'ready') return;
      const { attempt } = entry;
      const type = cause instanceof RemoteLoadError ? cause.type : await whatWentWrong(id, cause);
      if (entry.attempt === attempt && entry.state.status === 'ready') fail(id, type, cause);
    },
    inTime: (id, loading) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(errorOf(id, 'timeout')), timeoutMs());
        loading.then(resolve, reject).finally(() => clearTimeout(timer));
      }),
    address: (id) => addresses.get(id),
  };
}

const IDLE: RemoteState = { status: 'idle' };

/**
 * Another address is another module to the browser, evaluated anew. With its folder under another name (see `remoteBase`), the entry's chunks
 * get other addresses too: one that threw, or that still hangs, would be met again under its own. A dev server has no such folder.
 */
function anew({ entry, version }: RemoteAddress, attempt: number): string {
  const token = `${Date.now().toString(36)}${attempt}`;
  const folder = `/${encodeURIComponent(version)}/`;
  if (entry.includes(folder)) return entry.replace(folder, () => `${folder.slice(0, -1)}~${token}/`);
  return `${entry}${entry.includes('?') ? '&' : '?'}retry=${token}`;
}

function routesOf(module: unknown): readonly RouteObject[] | undefined {
  const routes =
    typeof module === 'object' && module !== null && 'routes' in module ? module.routes : undefined;
  // The shape of each route is the remote's promise; its types come from the same workspace.
  return Array.isArray(routes) ? (routes as RouteObject[]) : undefined;
}
