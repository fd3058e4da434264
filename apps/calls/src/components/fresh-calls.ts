import type { CallListItem } from '@foyer/contract';

/** Calls at the head of a list that its first page doesn't have; `atLeast` where there may be more of them than were looked at. */
export type FreshCalls = Readonly<{ count: number; atLeast: boolean }>;

/** What stands in `head`, the newest calls as they are now, before the first call that the list has; `shown` is the list's first page. */
export function freshCalls(head: readonly CallListItem[], shown: readonly CallListItem[]): FreshCalls {
  const known = new Set(shown.map(({ id }) => id));
  const first = head.findIndex(({ id }) => known.has(id));
  if (first >= 0) return { count: first, atLeast: false };
  return { count: head.length, atLeast: shown.length > 0 && head.length > 0 };
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
