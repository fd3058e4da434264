const KEY = 'foyer.reloaded-at';
/** Milliseconds in which a second stale chunk isn't answered by another reload. */
const ONCE_WITHIN = 60_000;

type Surroundings = Readonly<{
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  now: () => number;
  reload: () => void;
}>;

/**
 * After a deploy, a page that is open may ask for a chunk that is gone. One reload brings the new shell; a second
 * in a row would be a loop. A remote's chunk is its pane's matter.
 */
export function answerStaleChunk(event: VitePreloadErrorEvent, { storage, now, reload }: Surroundings): void {
  if (event.payload.message.includes('/remotes/')) return;
  const last = Number(storage.getItem(KEY) ?? Number.NEGATIVE_INFINITY);
  if (now() - last < ONCE_WITHIN) return;
  event.preventDefault();
  storage.setItem(KEY, String(now()));
  reload();
}
