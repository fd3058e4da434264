import type { CallListItem } from '@foyer/contract';
import type { Scope } from '@foyer/federation';
import { queryOptions } from '@foyer/federation/query';
import { arrived } from './components/call-duration.tsx';
import { queryOf, type CallSearch } from './components/call-search.ts';

/** Rows a page of the list. */
export const PAGE_SIZE = 100;

export type CallPage = Readonly<{ items: readonly CallListItem[]; nextCursor: string | null }>;

const keyOf = ({ clientId, projectId }: Scope, ...rest: readonly unknown[]) =>
  ['calls', { clientId, projectId }, ...rest] as const;

const MINUTE = 60_000;

/** All pages of one search, for dropping those that have scrolled far away. */
export const pagesKey = (scope: Scope, search: CallSearch) => keyOf(scope, 'page', queryOf(search));

/** A page as it is now. */
export async function askForPage(
  scope: Scope,
  search: CallSearch,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<CallPage> {
  const page = await scope.api.listCalls(
    { query: { ...queryOf(search), limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) } },
    signal ? { signal } : {},
  );
  arrived(page.items);
  return page;
}

/** A page of the list; `cursor` as the page before gave it. A page never changes while one scrolls. */
export const pageQuery = (scope: Scope, search: CallSearch, cursor: string | undefined) =>
  queryOptions({
    queryKey: [...pagesKey(scope, search), cursor ?? null],
    queryFn: ({ signal }) => askForPage(scope, search, cursor, signal),
    staleTime: cursor === undefined ? MINUTE : Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

/** How many calls match a search, to 10,000. */
export const countQuery = (scope: Scope, search: CallSearch) => {
  const { sort: _, ...filters } = queryOf(search);
  return queryOptions({
    queryKey: keyOf(scope, 'count', filters),
    queryFn: ({ signal }) => scope.api.countCalls({ query: filters }, { signal }),
    staleTime: MINUTE,
    refetchOnWindowFocus: false,
  });
};

/** What the list can be filtered by. */
export const filtersQuery = (scope: Scope) =>
  queryOptions({
    queryKey: keyOf(scope, 'filters'),
    queryFn: ({ signal }) => scope.api.getCallFilters({}, { signal }),
    staleTime: 5 * MINUTE,
  });

export const callQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'call', callId),
    queryFn: async ({ signal }) => {
      const call = await scope.api.getCall({ params: { callId } }, { signal });
      arrived([call]);
      return call;
    },
    staleTime: MINUTE,
  });

export const transcriptQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'transcript', callId),
    queryFn: ({ signal }) => scope.api.getTranscript({ params: { callId } }, { signal }),
    staleTime: 5 * MINUTE,
  });

/** The link to the audio. It is short-lived: never taken from the cache of an earlier visit. */
export const recordingQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'recording', callId),
    queryFn: ({ signal }) => scope.api.getRecording({ params: { callId } }, { signal }),
    staleTime: MINUTE,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
