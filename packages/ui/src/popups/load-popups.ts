import { lazy } from 'react';

const load = () => import('./heavy.ts');

/** Fetches what opens over the page before it is asked for; safe to call often. Resolves also when that failed. */
export const preloadPopups = (): Promise<void> =>
  load().then(
    () => undefined,
    () => undefined,
  );

export const LazyDialog = lazy(async () => ({ default: (await load()).MuiDialog }));
export const LazyDrawer = lazy(async () => ({ default: (await load()).MuiDrawer }));
export const LazyMenu = lazy(async () => ({ default: (await load()).MuiMenu }));
export const LazyMenuItem = lazy(async () => ({ default: (await load()).MuiMenuItem }));
export const LazyPopover = lazy(async () => ({ default: (await load()).MuiPopover }));
