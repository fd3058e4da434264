import type { RouteObject } from 'react-router';
import type { RemoteAddress } from '../manifest.ts';
import { satisfies } from '../semver.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { fetchRoutes, placeOf, type FetchParts, type Place } from './fetch-routes.ts';
import type { LastGood } from './last-good.ts';
import { RemoteLoadError, type LoadFailureType } from './load-failure.ts';
import type { LoadOutcome, RemoteState, SignedRemotes } from './remote-state.ts';

/** Opening a page tries anew what failed longer ago than this. */
export const STALE_FAILURE_MS = 30_000;

/** What one remote knows of the loader that it belongs to; the rest is as in `RemoteLoaderOptions`. */
export type Surroundings = Readonly<{
  parts: FetchParts;
  hostApi: string;
  report: (error: RemoteLoadError) => void;
  told?: (load: LoadOutcome) => void;
  verify: (signed: SignedRemotes) => Promise<boolean>;
  lastGood?: LastGood;
  earlier?: (id: string, version: string) => Promise<SignedRemotes>;
  redirect?: (address: RemoteAddress) => Promise<RemoteAddress>;
  switchedOff?: (id: string) => boolean;
  fetchAhead: (address: RemoteAddress) => Promise<boolean>;
  now: () => number;
  online: () => boolean;
  holdsUnsaved: () => boolean;
  /** What the session says of this remote. */
  address: () => RemoteAddress | undefined;
  trusted: () => Promise<boolean>;
  /** Asks the server for what the session says. */
  renew: () => Promise<void>;
  /** The state is another one. */
  changed: () => void;
}>;

export type OneRemote = ReturnType<typeof createOneRemote>;

type Loaded = Readonly<{ place: Place; routes: readonly RouteObject[] }>;

/** One remote's way from its address to its pages, and back when it breaks. See `RemoteLoader` for what each function is for. */
export function createOneRemote(id: string, world: Surroundings) {
  const { parts, now, online, lastGood } = world;
  const breaker = createCircuitBreaker(now);
  let state: RemoteState = { status: 'idle' };
  /** Counts loads: one that isn't the newest has nothing to say any more. */
  let attempt = 0;
  let startedAt = 0;
  let failures = 0;
  let failedAt = 0;
  /** What failed last came from a developer's own folder. */
  let failedElsewhere = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Pages that show it now. */
  let watchers = 0;
  /** Somebody waits, or has waited, for it. */
  let wanted = false;
  let loaded: Loaded | undefined;
  /** A page of what is loaded has been shown. */
  let shown = false;
  /** The address was asked for before, and the browser remembers how badly that went. */
  let spoiled = false;
  /** What worked before that which works now: what to go back to when that breaks after all. */
  let goodBefore: string | null = null;
  /** The live version for which an earlier one was asked for, and what came: that happens once. */
  let fellBackFrom: string | undefined;
  let earlier: Loaded | undefined;
  /** The version whose lost chunk was answered by a look at the registry. */
  let renewedFrom: string | undefined;

  const show = (next: RemoteState): void => {
    clearTimeout(timer);
    state = next;
    world.changed();
  };

  const showRoutes = (next: Loaded, insteadOf: string | null): void => {
    loaded = next;
    shown = false;
    // Mounted anew, and whatever was started before has nothing to say any more.
    attempt += 1;
    show({ status: 'ready', routes: next.routes, attempt, insteadOf });
  };

  const showFailure = (error: RemoteLoadError): void => {
    if (!wanted) return show({ status: 'idle' });
    const retryAt = breaker.retryAt();
    show({ status: 'failed', error, failures, retryAt });
    if (retryAt !== null) timer = setTimeout(() => watchers > 0 && void retry(), retryAt - now());
  };

  const tell = (place: Place | undefined, outcome: LoadOutcome['outcome'], type?: LoadFailureType): void => {
    const version = (place?.address ?? world.address())?.version;
    if (version === undefined || place?.redirected) return;
    world.told?.({ remote: id, version, outcome, ...(type ? { type } : {}), ms: now() - startedAt });
  };

  const begin = async (): Promise<void> => {
    attempt += 1;
    const own = attempt;
    const current = (): boolean => own === attempt;
    startedAt = now();
    if (world.switchedOff?.(id)) return show({ status: 'off', by: 'person' });
    const address = world.address();
    if (!address) return failed(undefined, 'http', new Error('The session names no such remote.'));
    if (address.disabled !== null) return show({ status: 'off', by: 'operator', message: address.disabled });
    show({ status: 'loading' });
    const place = await findPlace(address);
    if (!current()) return;
    if (place instanceof RemoteLoadError) {
      // What a developer's own folder doesn't give is nothing that the live version did.
      const elsewhere = { ...placeOf(address, false), redirected: true };
      return failed(place.version === address.version ? undefined : elsewhere, place.type, place);
    }
    if (!satisfies(world.hostApi, place.address.hostApi)) return failed(place, 'incompatible');
    const fetched = await fetchRoutes(parts, place, (routes) => {
      if (current() && state.status === 'failed') showRoutes({ place, routes }, null);
    });
    if (!current()) return;
    if ('routes' in fetched) showRoutes({ place, routes: fetched.routes }, null);
    else await failed(place, fetched.type, fetched.cause);
  };

  const findPlace = async (address: RemoteAddress): Promise<Place | RemoteLoadError> => {
    if (!(await world.trusted())) return errorOf('integrity', address.version, new Error(UNSIGNED));
    try {
      const target = (await world.redirect?.(address)) ?? address;
      return { ...placeOf(target, spoiled), redirected: target !== address };
    } catch (cause) {
      return cause instanceof RemoteLoadError ? cause : errorOf('network', address.version, cause);
    }
  };

  const errorOf = (type: LoadFailureType, version: string, cause?: unknown): RemoteLoadError =>
    new RemoteLoadError(type, id, version, now(), cause);

  const failed = async (place: Place | undefined, type: LoadFailureType, cause?: unknown): Promise<void> => {
    const own = attempt;
    const { version = 'unknown' } = place?.address ?? world.address() ?? {};
    const error = errorOf(type, version, cause);
    failures += 1;
    failedAt = now();
    failedElsewhere = place?.redirected === true;
    spoiled = true;
    world.report(error);
    // What doesn't fit is never asked for, and a device without a connection asks in vain whatever it asks for.
    if (type !== 'incompatible' && online()) breaker.failed();
    // Rolled back while it was on its way, or while its page stood: the live one is worth more than anything earlier.
    if (place && !place.redirected && isReplacedBy(world.address(), version)) {
      tell(place, 'failed', type);
      return startOver();
    }
    const instead = place && mayFallBack(place, type) ? await fallBack(version) : undefined;
    if (own !== attempt) return;
    tell(place, instead ? 'fell-back' : 'failed', type);
    if (instead) showRoutes(instead, version);
    else showFailure(error);
  };

  const mayFallBack = ({ address, redirected }: Place, type: LoadFailureType): boolean =>
    type !== 'incompatible' &&
    !redirected &&
    online() &&
    (earlier !== undefined || candidate(address) !== null);

  /** What worked before on this device, unless it is this or was asked for already. */
  const candidate = ({ version }: RemoteAddress): string | null => {
    if (!world.earlier || fellBackFrom === version) return null;
    const good = lastGood?.get(id) ?? null;
    return good === version ? null : good;
  };

  const fallBack = async (from: string): Promise<Loaded | undefined> => {
    const version = lastGood?.get(id);
    if (earlier) return earlier;
    if (!version || !world.earlier) return undefined;
    fellBackFrom = from;
    try {
      const signed = await inTime(world.earlier(id, version), parts.timeoutMs(), () =>
        errorOf('timeout', version),
      );
      const [address] = signed.remotes;
      if (address?.id !== id || address.version !== version || address.disabled !== null) return undefined;
      if (!(await world.verify(signed)) || !satisfies(world.hostApi, address.hostApi)) return undefined;
      const place = placeOf(address, false);
      const fetched = await fetchRoutes(parts, place, () => {});
      if ('routes' in fetched) earlier = { place, routes: fetched.routes };
    } catch {
      // The server has no such version for this person, or can't be reached: then there is none.
    }
    return earlier;
  };

  const retry = async (): Promise<void> => {
    if (state.status === 'loading') return;
    wanted = true;
    spoiled = true;
    startedAt = now();
    show({ status: 'loading' });
    try {
      await world.renew();
    } catch (cause) {
      return failed(undefined, 'network', cause);
    }
    void begin();
  };

  return {
    state: (): RemoteState => state,
    load: (): void => {
      wanted = true;
      if (state.status === 'idle') void begin();
      if (state.status !== 'failed') return;
      const due = state.retryAt ?? failedAt + STALE_FAILURE_MS;
      if (now() >= due) void retry();
      else if (state.retryAt !== null && !failedElsewhere) tell(undefined, 'blocked', state.error.type);
    },
    warm: (): void => {
      if (state.status === 'idle' && breaker.retryAt() === null) void begin();
    },
    prefetch: async (): Promise<boolean> => {
      const address = world.address();
      if (state.status !== 'idle' || spoiled || !address || address.disabled !== null) return false;
      if (world.switchedOff?.(id) || !satisfies(world.hostApi, address.hostApi)) return false;
      const place = await findPlace(address);
      if (place instanceof RemoteLoadError) return false;
      // A developer's folder is fetched when it is opened, as it is then.
      if (place.redirected) return true;
      if (await world.fetchAhead(address)) return true;
      if (world.address()?.base === address.base) spoiled = true;
      return false;
    },
    retry,
    watch: (): (() => void) => {
      watchers += 1;
      return () => {
        watchers -= 1;
        if (mustStop()) startOver();
      };
    },
    worked: (): void => {
      if (state.status !== 'ready' || shown) return;
      shown = true;
      // An earlier version that works says nothing of the one that doesn't.
      if (state.insteadOf !== null || !loaded) return;
      breaker.succeeded();
      tell(loaded.place, 'ok');
      if (loaded.place.redirected) return;
      const { version } = loaded.place.address;
      const before = lastGood?.get(id) ?? null;
      if (before !== version) goodBefore = before;
      lastGood?.set(id, version);
    },
    broke: async (cause: unknown): Promise<void> => {
      if (state.status !== 'ready' || !loaded) return;
      const own = attempt;
      const { place } = loaded;
      const { version } = place.address;
      const type = cause instanceof RemoteLoadError ? cause.type : await parts.diagnose(place, cause);
      if (own !== attempt || state.status !== 'ready') return;
      if (GONE.has(type) && renewedFrom !== version && (await isReplaced(version))) {
        if (own !== attempt) return;
        renewedFrom = version;
        spoiled = false;
        void begin();
        return;
      }
      if (own !== attempt) return;
      // It didn't work after all.
      if (lastGood?.get(id) === version) lastGood.set(id, goodBefore);
      if (loaded === earlier) {
        earlier = undefined;
        return showFailure(errorOf(type, version, cause));
      }
      await failed(place, type, cause);
    },
    inTime: <T>(loading: Promise<T>): Promise<T> =>
      inTime(loading, parts.timeoutMs(), () =>
        errorOf('timeout', loaded?.place.address.version ?? 'unknown'),
      ),
    announced: (): void => {
      const next = world.address();
      const disabled = next?.disabled ?? null;
      if (state.status === 'off' && state.by === 'operator') {
        if (disabled === null) startOver();
        else if (disabled !== state.message) show({ ...state, message: disabled });
      }
      if (state.status === 'failed' && (next?.version !== state.error.version || disabled !== null))
        startOver();
      if (state.status !== 'ready' || !loaded || loaded.place.redirected) return;
      if (mustStop()) return startOver();
      if (state.insteadOf !== null && next?.version === loaded.place.address.version) {
        // What shows has become what should show.
        earlier = undefined;
        show({ ...state, insteadOf: null });
      } else if (!shown && watchers === 0 && next?.version !== loaded.place.address.version) startOver();
    },
    outdated: (): boolean => {
      const live = world.address()?.version;
      if (state.status !== 'ready' || !shown || !loaded || loaded.place.redirected || !live) return false;
      return live !== loaded.place.address.version && live !== state.insteadOf;
    },
  };

  /** The operator has taken it out of service, and nobody would lose what they have typed. */
  function mustStop(): boolean {
    if (state.status !== 'ready' || loaded?.place.redirected) return false;
    return (world.address()?.disabled ?? null) !== null && (watchers === 0 || !world.holdsUnsaved());
  }

  /** Another version is another story. */
  function startOver(): void {
    breaker.succeeded();
    spoiled = false;
    attempt += 1;
    show({ status: 'idle' });
  }

  async function isReplaced(version: string): Promise<boolean> {
    try {
      await world.renew();
    } catch {
      return false;
    }
    return isReplacedBy(world.address(), version);
  }
}

const isReplacedBy = (live: RemoteAddress | undefined, version: string): boolean =>
  live !== undefined && live.version !== version;

/** What a chunk comes to that went away with its deploy. */
const GONE: ReadonlySet<LoadFailureType> = new Set(['http', 'network', 'not-javascript']);

const UNSIGNED = 'The registry’s signature is missing or isn’t the one that this portal expects.';

function inTime<T>(loading: Promise<T>, ms: number, error: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(error()), ms);
    loading.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
