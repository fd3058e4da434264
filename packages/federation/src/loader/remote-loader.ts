import { HOST_API_VERSION } from '../host-version.ts';
import type { RemoteAddress } from '../manifest.ts';
import { unsavedChanges } from '../unsaved-changes.ts';
import { diagnosis, type FetchParts } from './fetch-routes.ts';
import { requireIntegrity } from './import-map.ts';
import type { LastGood } from './last-good.ts';
import { probeByFetch, type Probe, type RemoteLoadError } from './load-failure.ts';
import { createOneRemote, type OneRemote } from './one-remote.ts';
import { prefetchRemote } from './prefetch.ts';
import type { LoadOutcome, RemoteState, RuntimePort, SignedRemotes } from './remote-state.ts';

export type RemoteLoaderOptions = Readonly<{
  runtime: RuntimePort;
  /** Asks the server anew which remotes there are: part of every retry. */
  refresh: () => Promise<SignedRemotes>;
  /** Told of every failure. */
  report: (error: RemoteLoadError) => void;
  /** Told once how each attempt ended, except for redirected remotes, whose developer sees it. */
  told?: (load: LoadOutcome) => void;
  /** Whether the registry itself has said this. Default: nobody signs. */
  verify?: (signed: SignedRemotes) => Promise<boolean>;
  /** Which version last worked on this device; `earlier` gets at it again. Without both, nothing is fallen back to. */
  lastGood?: LastGood;
  earlier?: (id: string, version: string) => Promise<SignedRemotes>;
  /** Where a remote comes from in place of its address; the same object where there is no other place. */
  redirect?: (address: RemoteAddress) => Promise<RemoteAddress>;
  /** Whether the person has switched a remote off. */
  switchedOff?: (id: string) => boolean;
  /** Milliseconds until a load that hasn't settled counts as failed; with the diagnosis, below five seconds. */
  timeoutMs?: () => number;
  /** Milliseconds that finding out the kind of a failure may take. */
  diagnosisMs?: number;
  hostApi?: string;
  probe?: Probe;
  /** Has the browser refuse files without the right hash. Default: by an import map. */
  guard?: FetchParts['guard'];
  fetchAhead?: (address: RemoteAddress) => Promise<boolean>;
  now?: () => number;
  online?: () => boolean;
  /** Whether the page holds what somebody has typed and not saved: then a remote that is taken down stays until they leave it. */
  holdsUnsaved?: () => boolean;
}>;

export type RemoteLoader = Readonly<{
  /** Takes over what the session says. What a page shows stays; what failed or was never shown gives way to another version. */
  announce: (signed: SignedRemotes) => void;
  state: (id: string) => RemoteState;
  subscribe: (listener: () => void) => () => void;
  /** Starts loading, once; harmless to repeat. What failed a while ago is tried again, unless its breaker is open. */
  load: (id: string) => void;
  /** Loads what nobody waits for: a failure is told, but not shown. */
  warm: (id: string) => void;
  /** Has the browser fetch what its first page needs, without running it. False: it didn't come, or isn't to be fetched. */
  prefetch: (id: string) => Promise<boolean>;
  /** Loads anew: new manifest, new address, new registration. Where the breaker is open, it is its one attempt. */
  retry: (id: string) => Promise<void>;
  /** A page is there to show it, until the returned function is called: what tries again by itself does so only then. */
  watch: (id: string) => () => void;
  /** A page of it stands. */
  worked: (id: string) => void;
  /** Takes a page of a loaded remote that broke: a chunk that didn't come, an exception while it rendered. */
  broke: (id: string, cause: unknown) => Promise<void>;
  /** The same promise, but rejected as a timeout when it takes longer than a load may. */
  inTime: <T>(id: string, loading: Promise<T>) => Promise<T>;
  address: (id: string) => RemoteAddress | undefined;
  /** Whether another version has gone live than the one whose pages stand here, or have stood. */
  outdated: (id: string) => boolean;
}>;

/**
 * Loads remotes by id, at most once each, with a state that a page can show at any moment.
 *
 * Nothing here rejects: a failure is a state with its type, and a retry starts from nothing, since neither the
 * browser nor the runtime forgets a module that failed to evaluate.
 */
export function createRemoteLoader(options: RemoteLoaderOptions): RemoteLoader {
  const verify = options.verify ?? (async () => true);
  const listeners = new Set<() => void>();
  const known = new Map<string, OneRemote>();
  let addresses = new Map<string, RemoteAddress>();
  let trusted = Promise.resolve(true);

  const take = (signed: SignedRemotes): void => {
    addresses = new Map(signed.remotes.map((remote) => [remote.id, remote]));
    trusted = verify(signed).catch(() => false);
  };
  const remoteOf = (id: string): OneRemote => {
    const remote =
      known.get(id) ??
      createOneRemote(id, {
        ...options,
        parts: {
          runtime: options.runtime,
          timeoutMs: options.timeoutMs ?? (() => 3_500),
          diagnose: diagnosis(options.probe ?? probeByFetch, options.diagnosisMs ?? 900),
          guard: options.guard ?? requireIntegrity,
        },
        hostApi: options.hostApi ?? HOST_API_VERSION,
        fetchAhead: options.fetchAhead ?? prefetchRemote,
        now: options.now ?? Date.now,
        online: options.online ?? (() => navigator.onLine),
        holdsUnsaved: options.holdsUnsaved ?? unsavedChanges.any,
        verify,
        address: () => addresses.get(id),
        trusted: () => trusted,
        renew: async () => take(await options.refresh()),
        changed: () => listeners.forEach((listener) => listener()),
      });
    known.set(id, remote);
    return remote;
  };

  return {
    announce: (signed) => {
      take(signed);
      known.forEach((remote) => remote.announced());
      listeners.forEach((listener) => listener());
    },
    state: (id) => known.get(id)?.state() ?? IDLE,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: (id) => remoteOf(id).load(),
    warm: (id) => remoteOf(id).warm(),
    prefetch: (id) => remoteOf(id).prefetch(),
    retry: (id) => remoteOf(id).retry(),
    watch: (id) => remoteOf(id).watch(),
    worked: (id) => remoteOf(id).worked(),
    broke: (id, cause) => remoteOf(id).broke(cause),
    inTime: (id, loading) => remoteOf(id).inTime(loading),
    address: (id) => addresses.get(id),
    outdated: (id) => known.get(id)?.outdated() ?? false,
  };
}

const IDLE: RemoteState = { status: 'idle' };
