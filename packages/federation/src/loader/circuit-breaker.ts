/** So many failures within so long open the breaker. */
export const BREAKER_FAILURES = 3;
export const BREAKER_WINDOW_MS = 2 * 60_000;
/** How long it stays open at first; each attempt that fails doubles it, up to the longest. */
export const BREAKER_FIRST_WAIT_MS = 15_000;
export const BREAKER_LONGEST_WAIT_MS = 2 * 60_000;

/** Keeps the portal from hammering a remote that is broken. */
export type CircuitBreaker = Readonly<{
  failed: () => void;
  succeeded: () => void;
  /** When the next attempt is due, while it is open; null while it is closed and anybody may try at any time. */
  retryAt: () => number | null;
}>;

/** Closed until failures come too close together. Then one attempt at a time, each later than the one before, until one succeeds. */
export function createCircuitBreaker(now: () => number): CircuitBreaker {
  let recent: number[] = [];
  let wait = 0;
  let retryAt: number | null = null;
  return {
    failed: () => {
      recent = [...recent.filter((at) => now() - at < BREAKER_WINDOW_MS), now()];
      if (retryAt === null && recent.length < BREAKER_FAILURES) return;
      wait = wait === 0 ? BREAKER_FIRST_WAIT_MS : Math.min(wait * 2, BREAKER_LONGEST_WAIT_MS);
      retryAt = now() + wait;
    },
    succeeded: () => {
      recent = [];
      wait = 0;
      retryAt = null;
    },
    retryAt: () => retryAt,
  };
}
