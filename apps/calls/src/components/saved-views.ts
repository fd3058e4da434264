import {
  clientBeside,
  type CallColumnName,
  type Client,
  type ClientOf,
  type RoutesOf,
} from '@foyer/contract';
import type { CallView, CallViewContract } from '@foyer/contract/call-views';
import type { Scope } from '@foyer/federation';
import { queryOptions } from '@foyer/federation/query';
import {
  DEFAULT_SORT,
  queryOf,
  readSearch,
  withFilter,
  type CallSearch,
  type SearchScope,
} from './call-search.ts';
import { readColumns } from './list-look.ts';

const ROUTES: RoutesOf<CallViewContract> = {
  listCallViews: 'GET /api/call-views',
  addCallView: 'POST /api/call-views',
  saveCallView: 'PUT /api/call-views/:viewId',
  deleteCallView: 'DELETE /api/call-views/:viewId',
};

const clients = new WeakMap<Client, ClientOf<CallViewContract>>();

/** The endpoints of saved views, asked as `api` asks. */
export function viewApi({ api }: Pick<Scope, 'api'>): ClientOf<CallViewContract> {
  const made = clients.get(api) ?? clientBeside<CallViewContract>(api, ROUTES);
  clients.set(api, made);
  return made;
}

/** The views that there are for the reader. They are of the client, whichever project is chosen. */
export const viewsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['calls', { clientId: scope.clientId }, 'views'],
    queryFn: ({ signal }) => viewApi(scope).listCallViews({}, { signal }),
    staleTime: 60_000,
  });

/** Parameters in which an address can differ from the view that it names. */
const PARTS = [
  'from',
  'to',
  'status',
  'direction',
  'minDuration',
  'maxDuration',
  'agent',
  'sentiment',
  'outcome',
  'text',
  'sort',
] as const;

export const VIEW = 'view';
const COLUMNS = 'columns';

type Saved = Pick<CallView, 'search' | 'columns'>;

/** What the address asks for: the view's filters and order, but for those that the address has itself; an empty one takes a filter away. */
export function withView(params: URLSearchParams, view: Saved | null): URLSearchParams {
  if (!view) return params;
  const whole = new URLSearchParams(params);
  const saved = new URLSearchParams(view.search);
  for (const name of PARTS) {
    const value = params.get(name) ?? saved.get(name);
    if (value === null) whole.delete(name);
    else whole.set(name, value);
  }
  return whole;
}

/** The columns that the address asks for: its own, else the view's; undefined where it says nothing about them. */
export function columnsOf(
  params: URLSearchParams,
  view: Saved | null,
): readonly CallColumnName[] | null | undefined {
  const own = params.get(COLUMNS);
  if (own !== null) return own === '' ? null : readColumns(own.split(','));
  return view?.columns;
}

/** The address of a search: in a view, as what differs from it. */
export function writeOver(
  params: URLSearchParams,
  search: CallSearch,
  view: Saved | null,
  scope: SearchScope,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const [now, saved] = [partsOf(search), partsOf(view ? searchOf(view, scope) : { sort: DEFAULT_SORT })];
  for (const name of PARTS) {
    const value = now[name] ?? '';
    if (value === (saved[name] ?? '')) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** The address with these columns: in a view, where they differ from its own. */
export function writeColumns(
  params: URLSearchParams,
  columns: readonly CallColumnName[] | null,
  view: Saved | null,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const text = columns?.join(',') ?? '';
  if (text === (view?.columns?.join(',') ?? '')) next.delete(COLUMNS);
  else next.set(COLUMNS, text);
  return next;
}

/** The address of a view, or with null of all calls: nothing else of the list stays in it. */
export function openView(params: URLSearchParams, viewId: string | null): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of [...PARTS, COLUMNS, VIEW]) next.delete(name);
  if (viewId !== null) next.set(VIEW, viewId);
  return next;
}

/** What the reader has of a view. */
const searchOf = (view: Saved, scope: SearchScope): CallSearch =>
  readSearch(new URLSearchParams(view.search), scope).search;

/** Whether the list shows something else than the view. */
export const isChanged = (params: URLSearchParams): boolean =>
  [...PARTS, COLUMNS].some((name) => params.has(name));

function partsOf(search: CallSearch): Record<string, string> {
  return { sort: DEFAULT_SORT, ...queryOf(withFilter(search, 'project', undefined)) };
}

/** A search as a view keeps it. */
export const savedSearch = (search: CallSearch): string =>
  new URLSearchParams(queryOf(withFilter(search, 'project', undefined))).toString();
