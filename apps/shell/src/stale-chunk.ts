const KEY = 'foyer.reloaded-at';
/** Milliseconds in which a second stale chunk isn't answered by another reload. */
const ONCE_WITHIN = 60_000;

type Surroundings = Readonly<{
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  now: () => number;
  reload: () => void;
  /** Whether a reload would lose what somebody has typed. */
  unsaved: () => boolean;
}>;

/**
 * After a deploy, a page that is open may ask for a chunk that is gone. One reload brings the new shell; a second
 * in a row would be a loop. A remote's chunk is its pane's matter.
 */
export function answerStaleChunk(
  event: VitePreloadErrorEvent,
  { storage, now, reload, unsaved }: Surroundings,
): void {
  if (!isOurMissingChunk(event.payload.message) || unsaved()) return;
  const last = Number(storage.getItem(KEY) ?? Number.NEGATIVE_INFINITY);
  if (now() - last < ONCE_WITHIN) return;
  event.preventDefault();
  storage.setItem(KEY, String(now()));
  reload();
}

/** The event comes for whatever goes wrong in an import, remotes' included: an exception of theirs is no reason for a new page. */
function isOurMissingChunk(words: string): boolean {
  const [address] = /https?:\/\/\S+/.exec(words) ?? [];
  // Safari names no address.
  if (!address) return /importing a module script failed/i.test(words);
  return /^https?:\/\/[^/]+\/assets\//.test(address) && new URL(address).origin === window.location.origin;
}
