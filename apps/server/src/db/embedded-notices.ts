import type { NestingGuard } from './nesting-guard.ts';
import { NOTICE_CHANNEL, type Notices } from './notices.ts';
import type { Engine } from './pglite-engine.ts';

/** `onConnection` runs its work while nothing else uses the one connection, and outside of every transaction. */
export function embeddedNotices(
  engine: Engine,
  guard: NestingGuard,
  onConnection: (work: () => Promise<void>) => Promise<void>,
): Notices {
  const listeners = new Set<Parameters<Notices['listen']>[0]>();
  const tell = (call: (listener: Parameters<Notices['listen']>[0]) => void): void => {
    // Not as a part of the transaction that made the notice.
    guard.outside(() => {
      for (const listener of listeners) call(listener);
    });
  };
  let begun: Promise<void> | undefined;
  const begin = (): Promise<void> =>
    guard.outside(() =>
      onConnection(() =>
        engine.listen(
          NOTICE_CHANNEL,
          (payload) => tell((listener) => listener.onNotice(payload)),
          () => tell((listener) => listener.onGap(true)),
        ),
      ),
    );
  return {
    listen: (listener) => {
      listeners.add(listener);
      begun ??= begin();
      // It fails only while the database is closed.
      begun.then(
        () => listeners.has(listener) && listener.onGap(true),
        () => {},
      );
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
