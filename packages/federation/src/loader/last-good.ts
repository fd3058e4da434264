const KEY = 'foyer.last-good';

/** The version of each remote that last showed a page on this device. */
export type LastGood = Readonly<{
  get: (id: string) => string | null;
  /** Null forgets it. */
  set: (id: string, version: string | null) => void;
}>;

/** Keeps it in the browser: ids and versions, nothing else. Without a storage nothing is remembered, and nothing fails. */
export function lastGoodIn(storage: () => Pick<Storage, 'getItem' | 'setItem'>): LastGood {
  const read = (): Record<string, unknown> => {
    try {
      const kept: unknown = JSON.parse(storage().getItem(KEY) ?? '{}');
      return typeof kept === 'object' && kept !== null ? { ...kept } : {};
    } catch {
      return {};
    }
  };
  return {
    get: (id) => {
      const version = read()[id];
      return typeof version === 'string' ? version : null;
    },
    set: (id, version) => {
      const { [id]: before, ...others } = read();
      if (before === version) return;
      try {
        storage().setItem(KEY, JSON.stringify(version === null ? others : { ...others, [id]: version }));
      } catch {
        // Full or closed: the next failure has nothing to fall back to.
      }
    },
  };
}
