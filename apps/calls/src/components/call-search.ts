import {
  CALL_SORTS,
  callFiltersSchema,
  callListQuerySchema,
  type CallFilters,
  type CallSort,
} from '@foyer/contract';

/** What the address says about the list: which calls, in which order. */
export type CallSearch = Readonly<CallFilters & { sort: CallSort }>;

export type FilterName = keyof CallFilters;

/** Filters over what belongs to the details of a call. */
const DETAIL_FILTERS: readonly FilterName[] = ['sentiment', 'outcome', 'text'];

const FILTERS = Object.keys(callFiltersSchema.shape) as FilterName[];
const LISTS: ReadonlySet<FilterName> = new Set<FilterName>(['status', 'sentiment', 'outcome']);

export const DEFAULT_SORT: CallSort = callListQuerySchema.shape.sort.parse(undefined);

/** What the reader may filter and sort by, beyond what every list has. */
export type SearchScope = Readonly<{ details: boolean; cost: boolean }>;

export type ReadSearch = Readonly<{
  search: CallSearch;
  /** Parameters that stood in the address and mean nothing, by name. */
  unknown: readonly string[];
  /** Parameters that the reader's access does not cover, by name. */
  closed: readonly string[];
}>;

/**
 * Reads the list's part of an address. An address may have been typed, cut or kept from another release: whatever
 * means nothing is left out and named, the rest stands.
 */
export function readSearch(params: URLSearchParams, scope: SearchScope): ReadSearch {
  const found: Record<string, unknown> = {};
  const unknown = new Set<string>();
  const closed = new Set<string>();

  for (const name of FILTERS) {
    const raw = params.get(name);
    if (raw === null || raw === '') continue;
    if (!scope.details && DETAIL_FILTERS.includes(name)) {
      closed.add(name);
      continue;
    }
    const parts = LISTS.has(name) ? [...new Set(raw.split(','))] : [raw];
    const good = parts.filter((part) => callFiltersSchema.shape[name].safeParse(part).success);
    if (good.length < parts.length) unknown.add(name);
    const parsed = callFiltersSchema.shape[name].safeParse(good.join(','));
    if (good.length > 0 && parsed.success) found[name] = parsed.data;
  }

  const filters = found as CallFilters;
  if (filters.from && filters.to && filters.from > filters.to) {
    delete filters.from;
    delete filters.to;
    unknown.add('from').add('to');
  }
  if ((filters.minDuration ?? 0) > (filters.maxDuration ?? Infinity)) {
    delete filters.minDuration;
    delete filters.maxDuration;
    unknown.add('minDuration').add('maxDuration');
  }

  let sort = DEFAULT_SORT;
  const asked = params.get('sort');
  if (asked !== null && asked !== '') {
    const known = CALL_SORTS.find((one) => one === asked);
    if (!known) unknown.add('sort');
    else if (!scope.cost && known.endsWith('cost')) closed.add('sort');
    else sort = known;
  }
  return { search: { ...filters, sort }, unknown: [...unknown], closed: [...closed] };
}

/** The address with this search in it; parameters that are not the list's stay, defaults are left out. */
export function writeSearch(params: URLSearchParams, search: CallSearch): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of FILTERS) {
    const value = search[name];
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text === '') next.delete(name);
    else next.set(name, text);
  }
  if (search.sort === DEFAULT_SORT) next.delete('sort');
  else next.set('sort', search.sort);
  return next;
}

/** What goes to the server: lists joined, nothing that isn't set. Equal searches give equal queries. */
export function queryOf(search: CallSearch): Record<string, string> {
  return Object.fromEntries(writeSearch(new URLSearchParams(), search));
}

/** The search without any filter but the project, which is the shell's choice and not cleared with the rest. */
export function withoutFilters(search: CallSearch): CallSearch {
  return { sort: search.sort, ...(search.project === undefined ? {} : { project: search.project }) };
}

/** Whether anything narrows the list besides the shell's choice of project. */
export function isFiltered(search: CallSearch): boolean {
  return FILTERS.some((name) => name !== 'project' && search[name] !== undefined);
}

/** The same search with one filter set, or taken away when `value` is undefined. */
export function withFilter<N extends FilterName>(
  search: CallSearch,
  name: N,
  value: CallFilters[N] | undefined,
): CallSearch {
  const { [name]: _, ...rest } = search;
  const empty = value === undefined || (Array.isArray(value) && value.length === 0);
  return (empty ? rest : { ...rest, [name]: value }) as CallSearch;
}

/** An order as the table's head shows it. */
export type Order = Readonly<{ column: string; direction: 'asc' | 'desc' }>;

export function orderOf(sort: CallSort): Order {
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'desc' }
    : { column: sort, direction: 'asc' };
}

/** The order that the table's head asks for; the usual one if there is no such order. */
export function sortOf({ column, direction }: Order): CallSort {
  const name = direction === 'desc' ? `-${column}` : column;
  return CALL_SORTS.find((one) => one === name) ?? DEFAULT_SORT;
}
