import { useEffect, useEffectEvent } from 'react';

/** What a page can be told of while it is open: that calls are new or others than they were. What they are now, the API says. */
export type NewsTopic = 'calls';

/** Milliseconds from one telling to the next, at least: what happened stands on the screen within a second, whenever it was. */
const EVERY_MS = 400;

// One for the whole page: the shell hears, pages listen.
const listeners = new Map<NewsTopic, Set<() => void>>();

/** For the shell, which holds the event stream. */
export const news = {
  tell: (topic: NewsTopic): void => listeners.get(topic)?.forEach((listener) => listener()),
};

/**
 * Calls `onNews` when there is news, the first at once, then once every 400 ms at most; while the page is hidden nothing is called until it is seen
 * again. It is called without need now and then: after the stream was broken, anything may have happened.
 *
 * @example useNews('calls', () => client.invalidateQueries({ queryKey: ['calls'] }));
 */
export function useNews(topic: NewsTopic, onNews: () => void): void {
  const tell = useEffectEvent(onNews);
  useEffect(() => {
    let toldAt = Number.NEGATIVE_INFINITY;
    let waiting = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      if (!waiting || document.visibilityState === 'hidden') return;
      const wait = toldAt + EVERY_MS - performance.now();
      clearTimeout(timer);
      if (wait > 0) {
        timer = setTimeout(look, wait);
        return;
      }
      waiting = false;
      toldAt = performance.now();
      tell();
    };
    const listen = (): void => {
      waiting = true;
      look();
    };
    const own = listeners.get(topic) ?? new Set();
    listeners.set(topic, own.add(listen));
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      own.delete(listen);
      document.removeEventListener('visibilitychange', look);
    };
  }, [topic]);
}
