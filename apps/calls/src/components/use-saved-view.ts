import { useMemo } from 'react';
import type { CallColumnName } from '@foyer/contract';
import type { CallView } from '@foyer/contract/call-views';
import type { Scope } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { readSearch, type CallSearch, type ReadSearch, type SearchScope } from './call-search.ts';
import type { ColumnId } from './call-columns.tsx';
import {
  columnsOf,
  isChanged,
  openView,
  VIEW,
  viewsQuery,
  withView,
  writeColumns,
  writeOver,
} from './saved-views.ts';

/** The view that the address names, and what the address makes of it. */
export type CurrentView = Readonly<{
  view: CallView | null;
  /** Whether the list shows something else than the view. */
  changed: boolean;
  /** A view is asked for and not known yet: which calls are meant isn't either. */
  waits: boolean;
  /** The view that is asked for couldn't be had: there is none such for this reader, or the answer didn't come. */
  lost: 'gone' | 'failed' | null;
  retry: () => void;
  read: ReadSearch;
  /** Undefined: the person's own. */
  columns: readonly ColumnId[] | null | undefined;
  /** Addresses. */
  at: Readonly<{
    search: (search: CallSearch) => URLSearchParams;
    columns: (columns: readonly CallColumnName[] | null) => URLSearchParams;
    view: (viewId: string | null) => URLSearchParams;
  }>;
  go: (params: URLSearchParams) => void;
}>;

/** Reads the address together with the view that it names. */
export function useSavedView(
  scope: Scope,
  params: URLSearchParams,
  go: (params: URLSearchParams) => void,
  { details, cost }: SearchScope,
): CurrentView {
  const asked = params.get(VIEW);
  const { data: views, isPending, refetch } = useQuery({ ...viewsQuery(scope), enabled: asked !== null });
  const view = views?.items.find(({ id }) => id === asked) ?? null;
  return useMemo(() => {
    const reader = { details, cost };
    return {
      view,
      changed: view !== null && isChanged(params),
      waits: asked !== null && isPending,
      lost: asked === null || view || isPending ? null : views ? 'gone' : 'failed',
      retry: () => void refetch(),
      read: readSearch(withView(params, view), reader),
      columns: columnsOf(params, view),
      at: {
        search: (search) => writeOver(params, search, view, reader),
        columns: (columns) => writeColumns(params, columns, view),
        view: (viewId) => openView(params, viewId),
      },
      go,
    } satisfies CurrentView;
  }, [params, view, asked, isPending, views, refetch, details, cost, go]);
}
