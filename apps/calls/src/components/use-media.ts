import { useCallback, useSyncExternalStore } from 'react';

/** From here on the detail opens beside the list. */
export const WIDE = '(min-width: 1200px)';
/** A phone. */
export const COMPACT = '(max-width: 639.98px)';

/** Whether a media query holds, followed. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
