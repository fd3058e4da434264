import {
  Component,
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react';
import { useRoutes, type RouteObject } from '../router.ts';
import type { RemoteLoadError } from './load-failure.ts';
import type { RemoteLoader } from './remote-loader.ts';
import type { RemoteState } from './remote-state.ts';

export type RemoteRouteProps = Readonly<{
  remote: string;
  loader: RemoteLoader;
  /** While code is on its way. */
  loading: ReactNode;
  /**
   * When it isn't there. `reload` is set once a retry has failed too: only a new page forgets a bad chunk. `retryAt`: it tries again by itself.
   */
  renderUnavailable: (failure: {
    error: RemoteLoadError;
    retryAt: number | null;
    retry: () => void;
    reload?: () => void;
  }) => ReactNode;
  /** When it was taken out of service, or switched off on this device. Nothing of it was fetched. */
  renderOff: (off: Extract<RemoteState, { status: 'off' }>) => ReactNode;
  /** Stands above the pages of an earlier version that shows because the live one doesn't load. */
  renderEarlier: (earlier: { retry: () => void }) => ReactNode;
  /** For a path of the area that the remote has no page for. */
  notFound: ReactNode;
}>;

/**
 * Mounts a remote's routes at the splat route that it stands in. Whatever goes wrong in there, from the first
 * byte to a render, ends in this pane.
 */
export function RemoteRoute({ remote, loader, loading, notFound, ...render }: RemoteRouteProps) {
  const state = useSyncExternalStore(loader.subscribe, () => loader.state(remote));
  const idle = state.status === 'idle';
  useEffect(() => loader.watch(remote), [loader, remote]);
  useEffect(() => loader.load(remote), [loader, remote]);
  // Again, where another version makes it start over.
  useEffect(() => {
    if (idle) loader.load(remote);
  }, [loader, remote, idle]);
  const worked = useCallback(() => loader.worked(remote), [loader, remote]);
  const inTime = useCallback<InTime>((loading) => loader.inTime(remote, loading), [loader, remote]);

  switch (state.status) {
    case 'idle':
    case 'loading':
      return loading;
    case 'failed':
      return render.renderUnavailable({
        error: state.error,
        retryAt: state.retryAt,
        retry: () => void loader.retry(remote),
        ...(state.failures > 1 ? { reload: () => window.location.reload() } : {}),
      });
    case 'off':
      return render.renderOff(state);
    case 'ready':
      return (
        <>
          {state.insteadOf !== null && render.renderEarlier({ retry: () => void loader.retry(remote) })}
          <PaneBoundary
            key={state.attempt}
            fallback={loading}
            onError={(error) => void loader.broke(remote, error)}
          >
            <Mounted
              routes={state.routes}
              inTime={inTime}
              worked={worked}
              loading={loading}
              notFound={notFound}
            />
          </PaneBoundary>
        </>
      );
  }
}

/** Rejects when a page's chunk doesn't arrive in time. */
type InTime = <T>(loading: Promise<T>) => Promise<T>;

type MountedProps = {
  inTime: InTime;
  worked: () => void;
  routes: readonly RouteObject[];
  loading: ReactNode;
  notFound: ReactNode;
};

/** Keeps the lazy pages above the suspense boundary: below it, each suspended render would make new ones. */
function Mounted({ routes, inTime, worked, loading, notFound }: MountedProps) {
  const pages = useMemo(() => routes.map((route) => withoutLazy(route, inTime)), [routes, inTime]);
  return (
    <Suspense fallback={loading}>
      <Routes routes={[...pages, { path: '*', element: notFound }]} />
      <Stands worked={worked} />
    </Suspense>
  );
}

/** Beside a page that still loads, this waits with it; its effect runs once the page stands. */
function Stands({ worked }: { worked: () => void }) {
  useEffect(worked, [worked]);
  return null;
}

function Routes({ routes }: { routes: RouteObject[] }) {
  return useRoutes(routes);
}

/**
 * Below a splat the router doesn't resolve `lazy`; here it becomes a lazy component. A new one for each mount,
 * because React remembers a rejected one for ever.
 */
function withoutLazy(route: RouteObject, inTime: InTime): RouteObject {
  const children = route.children
    ? { children: route.children.map((child) => withoutLazy(child, inTime)) }
    : {};
  if (typeof route.lazy !== 'function') return { ...route, ...children } as RouteObject;
  const { lazy: load, ...rest } = route;
  const Page = lazy(async () => {
    // The router's type allows more than a page's module; what isn't one is caught below.
    const loaded = (await inTime(load())) as { Component?: ComponentType };
    if (!loaded.Component)
      throw new TypeError(`The page of "${route.path ?? 'index'}" exports no Component.`);
    return { default: loaded.Component };
  });
  return { ...rest, ...children, Component: Page } as RouteObject;
}

type BoundaryProps = { onError: (error: unknown) => void; fallback: ReactNode; children: ReactNode };

/** Shows `fallback` until the loader has found the failure's kind and takes the pane over. */
class PaneBoundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError(error);
  }

  override render() {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}
