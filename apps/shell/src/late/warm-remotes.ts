import { areas } from '@foyer/federation';
import type { Session } from '@foyer/contract';
import { passage } from '../areas/guard.ts';
import { remoteLoader } from '../remotes/remotes.ts';
import { onSession } from './on-session.ts';

/** What the browser says of the connection, where it says anything. */
type Connection = Readonly<{ saveData?: boolean; effectiveType?: string }>;

/** Whether the person pays for each byte, or waits for it. */
export function isDear(connection: Connection | undefined): boolean {
  return connection?.saveData === true || /(^|-)2g$/.test(connection?.effectiveType ?? '');
}

/** The remotes of the areas that this person may open, in the order of the sidebar; never another. */
export function remotesToWarm(session: Session): string[] {
  return areas.flatMap((area) => {
    const found = passage(session, area);
    return found.kind === 'remote' ? [found.remote] : [];
  });
}

/** While nothing else goes on, fetches and starts the remotes that could be opened next, one after another. */
export function warmRemotes(): void {
  const { connection } = navigator as { connection?: Connection };
  let queue: string[] = [];
  let working = false;
  const next = async (): Promise<void> => {
    working = true;
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      // The loader hears of a new session after this; once the page is idle, it has.
      await untilIdle();
      if (remoteLoader.state(id).status !== 'idle' || isDear(connection) || !navigator.onLine) continue;
      if (!(await remoteLoader.prefetch(id))) continue;
      remoteLoader.warm(id);
      await untilSettled(id);
    }
    working = false;
  };
  onSession((session) => {
    queue = remotesToWarm(session);
    if (!working) void next();
  });
}

const untilIdle = (): Promise<void> =>
  new Promise((resolve) => {
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve, 1_000);
  });

const untilSettled = (id: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (remoteLoader.state(id).status === 'loading') return;
      stop();
      resolve();
    };
    const stop = remoteLoader.subscribe(look);
    look();
  });
