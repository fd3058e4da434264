import { useState, type RefObject } from 'react';
import { useNews, type Scope } from '@foyer/federation';
import { useQueryClient } from '@foyer/federation/query';
import { askForPage, callQuery, countQuery, pageQuery, pagesKey, type CallPage } from '../queries.ts';
import type { CallSearch } from './call-search.ts';
import { freshCalls, settled, type FreshCalls } from './fresh-calls.ts';
import type { CallPages } from './use-call-pages.ts';

type Options = Readonly<{
  pages: CallPages;
  enabled: boolean;
  openId: string | undefined;
  /** Where the rows are; what somebody looks at there isn't moved. */
  place: RefObject<HTMLElement | null>;
  /** Whether the list's first row is at the top of the screen. */
  atTop: () => boolean;
}>;

type Live = Readonly<{
  /** New calls that wait above the list. */
  fresh: FreshCalls;
  /** Puts them at the head of the list. */
  show: () => void;
}>;

const NONE: FreshCalls = { count: 0, atLeast: false };

/**
 * Keeps the calls of an open list as they are: those in progress tick and settle where they stand. New ones come by themselves only to who is at
 * the top of the newest and has nothing in hand; everybody else is told how many there are.
 */
export function useLiveCalls(scope: Scope, search: CallSearch, options: Options): Live {
  const { pages, enabled, openId, place, atTop } = options;
  const client = useQueryClient();
  const key = JSON.stringify(pagesKey(scope, search));
  const [waiting, setWaiting] = useState<{ key: string; head: CallPage; fresh: FreshCalls } | null>(null);
  const newestFirst = search.sort === '-started_at';

  const show = (head: CallPage): void => {
    setWaiting(null);
    pages.restart(head);
    void client.invalidateQueries({ queryKey: countQuery(scope, search).queryKey });
  };

  const catchUp = async (): Promise<void> => {
    const goingOn = pages.held.filter(
      ({ cursor, page }) => cursor !== undefined && page.items.some(({ status }) => status === 'in_progress'),
    );
    const [head, ...others] = await Promise.all(
      [undefined, ...goingOn.map(({ cursor }) => cursor)].map((cursor) => askForPage(scope, search, cursor)),
    );
    if (!head) return;
    const now = new Map(
      [head, ...others].flatMap(({ items }) => items.map((call) => [call.id, call] as const)),
    );
    for (const { cursor } of pages.held)
      client.setQueryData<CallPage>(
        pageQuery(scope, search, cursor).queryKey,
        (page) => page && settled(page, now),
      );
    const first = pages.held.find(({ cursor }) => cursor === undefined)?.page;
    const shown = first?.items ?? [];
    if (!newestFirst && shown.length > 0) return;
    const fresh = freshCalls(head.items, shown, first?.nextCursor === null);
    if (fresh.count === 0) return;
    const busy = openId !== undefined || !atTop() || place.current?.matches(':hover, :focus-within');
    if (shown.length === 0 || !busy) show(head);
    else setWaiting({ key, head, fresh });
  };

  useNews('calls', () => {
    if (!enabled || pages.status !== 'ready') return;
    if (openId !== undefined) void client.invalidateQueries({ queryKey: callQuery(scope, openId).queryKey });
    // What couldn't be asked for now is asked for with the next news; what stands is still true of a moment ago.
    catchUp().catch(() => undefined);
  });

  const current = waiting?.key === key ? waiting : null;
  return {
    fresh: current?.fresh ?? NONE,
    show: () => current && show(current.head),
  };
}
