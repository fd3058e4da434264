/** What waits while nothing can be sent; the oldest goes first. */
const MOST_WAITING = 200;
/** Browsers hand over this much at once to what outlives its page. */
const MOST_BYTES = 60_000;

export type Sender<T> = Readonly<{ add: (item: T) => void; flush: () => void }>;

/** Collects and sends in batches that survive the page. What can't be sent is lost: nothing here may ever disturb a page. */
export function createSender<T>(
  path: string,
  bodyOf: (items: readonly T[]) => unknown,
  most: number,
  send: (path: string, body: string) => boolean = hand,
): Sender<T> {
  let waiting: T[] = [];
  return {
    add: (item) => {
      waiting = [...waiting.slice(1 - MOST_WAITING), item];
    },
    flush: () => {
      while (waiting.length > 0) {
        let items = waiting.slice(0, most);
        let body = JSON.stringify(bodyOf(items));
        while (body.length > MOST_BYTES && items.length > 1) {
          items = items.slice(0, Math.ceil(items.length / 2));
          body = JSON.stringify(bodyOf(items));
        }
        if (!send(path, body)) return;
        waiting = waiting.slice(items.length);
      }
    },
  };
}

function hand(path: string, body: string): boolean {
  try {
    return navigator.sendBeacon(path, new Blob([body], { type: 'application/json' }));
  } catch {
    return false;
  }
}
