import { NestedUse } from './database.ts';

/** Knows whether the running code was called from inside an open transaction. */
export interface NestingGuard {
  /** @throws NestedUse */
  check(): void;
  /** Runs `work` as the inside of a transaction. */
  inside<T>(work: () => Promise<T>): Promise<T>;
  /** Runs what was called from inside a transaction, but is no part of it. */
  outside<T>(work: () => T): T;
}

interface Storage {
  getStore(): true | undefined;
  run<T>(store: true | undefined, work: () => T): T;
}

/**
 * Follows asynchronous calls where the platform can (Node); elsewhere (a browser worker) it finds nothing, and the limit on waiting for the
 * connection answers instead. Asked for at run time, because importing `node:async_hooks` would break the browser.
 */
export function createNestingGuard(): NestingGuard {
  const hooks = (
    globalThis as { process?: Partial<Pick<NodeJS.Process, 'getBuiltinModule'>> }
  ).process?.getBuiltinModule?.('node:async_hooks');
  if (!hooks) return { check: () => {}, inside: (work) => work(), outside: (work) => work() };
  const storage: Storage = new hooks.AsyncLocalStorage<true>();
  return {
    check: () => {
      if (storage.getStore()) throw new NestedUse();
    },
    inside: (work) => storage.run(true, work),
    outside: (work) => storage.run(undefined, work),
  };
}
