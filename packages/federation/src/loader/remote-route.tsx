import {
  Component,
  lazy,
  Suspense,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react';
import { useRoutes, type RouteObject } from '../router.ts';
import type { RemoteLoadError } from './load-failure.ts';
import type { RemoteLoader } from './remote-loader.ts';

export type RemoteRouteProps = Readonly<{
  remote: string;
  loader: RemoteLoader;
  /** While code is on its way. */
  loading: ReactNode;
  /** When it isn't there. `reload` is set once a retry has failed too: only a new page forgets a bad chunk. */
  unavailable: (failure: { error: RemoteLoadError; retry: () => void; reload?: () => void }) => ReactNode;
  /** For a path of the area that the remote has no page for. */
  notFound: ReactNode;
}>;

/**
 * Mounts a remote's routes at the splat route that it stands in. Whatever goes wrong in there, from the first
 * byte to a render, ends in this pane.
 */
export function RemoteRoute({ remote, loader, loading, unavailable, notFound }: RemoteRouteProps) {
  const state = useSyncExternalStore(loader.subscribe, () => loader.state(remote));
  useEffect(() => loader.load(remote), [loader, remote]);

  switch (state.status) {
    case 'idle':
    case 'loading':
      return loading;
    case 'failed':
      return unavailable({
        error: state.error,
        retry: () => void loader.retry(remote),
        ...(state.failures > 1 ? { reload: () => window.location.reload() } : {}),
      });
    case 'ready':
      return (
        <PaneBoundary
          key={state.attempt}
          fallback={loading}
          onError={(error) => void loader.broke(remote, error)}
        >
          <Suspense fallback={loading}>
            <Routes routes={state.routes} notFound={notFound} />
          </Suspense>
        </PaneBoundary>
      );
  }
}

function Routes({ routes, notFound }: { routes: readonly RouteObject[]; notFound: ReactNode }) {
  const mounted = useMemo(
    () => [...routes.map(withoutLazy), { path: '*', element: notFound }],
    [routes, notFound],
  );
  return useRoutes(mounted);
}

/**
 * Below a splat the router doesn't resolve `lazy`; here it becomes a lazy component. A new one for each mount,
 * because React remembers a rejected one for ever.
 */
function withoutLazy(route: RouteObject): RouteObject {
  const children = route.children ? { children: route.children.map(withoutLazy) } : {};
  if (typeof route.lazy !== 'function') return { ...route, ...children } as RouteObject;
  const { lazy: load, ...rest } = route;
  const Page = lazy(async () => {
    const loaded = (await load()) as { Component?: ComponentType };
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
