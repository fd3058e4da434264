import { useSyncExternalStore } from 'react';

// One timer for every relative time on the page.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let minute = Math.floor(Date.now() / 30_000);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    minute = Math.floor(Date.now() / 30_000);
    for (const tell of listeners) tell();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time, renewed each half minute; good enough for "4 min ago". */
export function useNow(): number {
  useSyncExternalStore(
    subscribe,
    () => minute,
    () => minute,
  );
  return Date.now();
}
