import { useEffect, useState } from 'react';
import { ApiError, type CallListItem } from '@foyer/contract';
import type { Scope } from '@foyer/federation';
import { useQueries, useQueryClient } from '@foyer/federation/query';
import { PAGE_SIZE, pageQuery, pagesKey, type CallPage } from '../queries.ts';
import type { CallSearch } from './call-search.ts';
import { EMPTY_CHAIN, learn, pagesToHold, type Chain, type RowRange } from './page-window.ts';

export type CallPages = Readonly<{
  /** `loading` and `failed` are about the beginning; later pages have `more`. */
  status: 'loading' | 'failed' | 'ready';
  error: unknown;
  /** Rows known so far. */
  rows: number;
  /** Whether there is more behind them: nothing, something on its way, or something that failed. */
  more: 'none' | 'loading' | 'failed';
  /** A row, or undefined while its page is fetched (again). */
  rowAt: (index: number) => CallListItem | undefined;
  /** The pages in memory, each by the cursor at which it begins. */
  held: readonly Readonly<{ cursor: string | undefined; page: CallPage }>[];
  /** Begins the list anew with this first page. */
  restart: (first: CallPage) => void;
  /** Where a call stands, of those in memory; -1 otherwise. */
  indexOf: (callId: string) => number;
  /** Tells which rows are on the screen. */
  see: (range: RowRange) => void;
  /** Some of the pages in sight failed. */
  broken: boolean;
  /** Asks again for what failed; what stands stays. */
  retry: () => void;
  retrying: boolean;
}>;

const TOP: RowRange = { first: 0, last: 40 };

/**
 * The calls of a search as one long list of which only the part around the screen is in memory: pages scrolled
 * away from are dropped and fetched again by the cursor that is remembered of each.
 */
export function useCallPages(scope: Scope, search: CallSearch, enabled: boolean): CallPages {
  const client = useQueryClient();
  const key = JSON.stringify(pagesKey(scope, search));
  const [kept, setKept] = useState<{ key: string; chain: Chain; range: RowRange }>({
    key,
    chain: EMPTY_CHAIN,
    range: TOP,
  });
  const { chain, range } = kept.key === key ? kept : { chain: EMPTY_CHAIN, range: TOP };

  const held = pagesToHold(range, PAGE_SIZE, chain.starts.length);
  const results = useQueries({
    queries: held.map((page) => ({ ...pageQuery(scope, search, chain.starts[page]), enabled })),
  });
  const pages = new Map(held.map((page, index) => [page, results[index]]));
  const first = pages.get(0);

  let next = chain;
  for (const [page, result] of pages) if (result?.data) next = learn(next, page, result.data, PAGE_SIZE);
  if (next !== chain || kept.key !== key) setKept({ key, chain: next, range });

  const heldText = held.join();
  useEffect(() => {
    const live = new Set(heldText.split(',').map((page) => chain.starts[Number(page)] ?? null));
    client.removeQueries({
      queryKey: JSON.parse(key) as readonly unknown[],
      predicate: (query) => !live.has(query.queryKey.at(-1) as string | null),
    });
  }, [client, key, heldText, chain]);

  const last = pages.get(chain.starts.length - 1);
  const failed = results.filter((result) => result.isError);
  return {
    status: first?.data ? 'ready' : first?.isError ? 'failed' : 'loading',
    error: failed[0]?.error,
    rows: next.rows,
    more: next.complete ? 'none' : last?.isError ? 'failed' : 'loading',
    rowAt: (index) => pages.get(Math.floor(index / PAGE_SIZE))?.data?.items[index % PAGE_SIZE],
    see: (seen) =>
      setKept((was) =>
        was.key !== key || (was.range.first === seen.first && was.range.last === seen.last)
          ? was
          : { ...was, range: seen },
      ),
    indexOf: (callId) => {
      for (const [page, result] of pages) {
        const index = result?.data?.items.findIndex((call) => call.id === callId) ?? -1;
        if (index >= 0) return page * PAGE_SIZE + index;
      }
      return -1;
    },
    held: held.flatMap((page) => {
      const data = pages.get(page)?.data;
      return data ? [{ cursor: chain.starts[page], page: data }] : [];
    }),
    restart: (page) => {
      client.setQueryData(pageQuery(scope, search, undefined).queryKey, page);
      setKept({ key, chain: EMPTY_CHAIN, range: TOP });
    },
    broken: failed.length > 0,
    retrying: failed.some((result) => result.isFetching),
    retry: () => {
      // A cursor that is refused never works again (the server was changed meanwhile): start at the first page.
      if (failed.some(({ error }) => error instanceof ApiError && error.code === 'invalid')) {
        client.removeQueries({ queryKey: pagesKey(scope, search) });
        setKept({ key, chain: EMPTY_CHAIN, range: TOP });
      } else void Promise.all(failed.map((result) => result.refetch()));
    },
  };
}
