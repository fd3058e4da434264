import type { CallListItem } from '@foyer/contract';

/** Calls that a list's first page doesn't have; `atLeast` where there may be more of them than were looked at. */
export type FreshCalls = Readonly<{ count: number; atLeast: boolean }>;

/**
 * How many of `head`, the newest calls as they are now, the list doesn't have; `shown` is its first page, `whole` says that there is no other. A call is
 * told of when it is over, so that a new one may belong below others. What follows the last known one of several pages is the next page's.
 */
export function freshCalls(
  head: readonly CallListItem[],
  shown: readonly CallListItem[],
  whole: boolean,
): FreshCalls {
  const known = new Set(shown.map(({ id }) => id));
  const last = whole ? head.length : head.findLastIndex(({ id }) => known.has(id));
  if (last < 0) return { count: head.length, atLeast: head.length > 0 };
  return { count: head.slice(0, last).filter(({ id }) => !known.has(id)).length, atLeast: false };
}

/** A page with its calls as they are now: each stays where it is, none comes and none goes. The same page where nothing differs. */
export function settled<Page extends Readonly<{ items: readonly CallListItem[] }>>(
  page: Page,
  now: ReadonlyMap<string, CallListItem>,
): Page {
  if (page.items.every((call) => same(call, now.get(call.id)))) return page;
  return {
    ...page,
    items: page.items.map((call) => (same(call, now.get(call.id)) ? call : now.get(call.id))),
  };
}

const same = (call: CallListItem, other: CallListItem | undefined): boolean =>
  other === undefined || JSON.stringify(call) === JSON.stringify(other);
