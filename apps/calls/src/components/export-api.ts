import { clientBeside, type CallFilters, type ClientOf, type RoutesOf } from '@foyer/contract';
import type { CallExport, ExportContract } from '@foyer/contract/exports';
import type { Scope } from '@foyer/federation';
import { queryOptions } from '@foyer/federation/query';
import { queryOf, type CallSearch } from './call-search.ts';

// The types come from the contract; only methods and addresses travel with the page.
const routes: RoutesOf<ExportContract> = {
  countCallExport: 'GET /api/call-exports/count',
  listCallExports: 'GET /api/call-exports',
  startCallExport: 'POST /api/call-exports',
  getCallExport: 'GET /api/call-exports/:exportId',
  cancelCallExport: 'DELETE /api/call-exports/:exportId',
  getCallExportFile: 'GET /api/call-exports/:exportId/file',
};

const clients = new WeakMap<Scope['api'], ClientOf<ExportContract>>();

/** What asks for exports as the page asks for everything else. */
export function exportApi({ api }: Scope): ClientOf<ExportContract> {
  const known = clients.get(api) ?? clientBeside<ExportContract>(api, routes);
  clients.set(api, known);
  return known;
}

/** The filters of a search as they are sent. */
export function filtersOf(search: CallSearch): Record<keyof CallFilters, string> {
  const { sort: _, ...filters } = queryOf(search);
  return filters as Record<keyof CallFilters, string>;
}

/** While one is being written, it is asked after this often. */
const EVERY = 1_000;

const isRunning = ({ state }: CallExport): boolean => state === 'running';

/** The person's own exports of the last day. */
export const exportsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['calls', { clientId: scope.clientId }, 'exports'],
    queryFn: async ({ signal }) => (await exportApi(scope).listCallExports({}, { signal })).items,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? EVERY : false),
  });

/** How many calls a file will have, exactly. */
export const exactCountQuery = (scope: Scope, search: CallSearch) =>
  queryOptions({
    queryKey: ['calls', { clientId: scope.clientId }, 'exact-count', filtersOf(search)],
    queryFn: async ({ signal }) =>
      (await exportApi(scope).countCallExport({ query: filtersOf(search) as never }, { signal })).count,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** Bytes up to which a file is fetched by the page; beyond, the browser downloads it by itself, and can go on after a break. */
const SMALL = 8 * 2 ** 20;

/**
 * Downloads an export's file.
 * @throws ApiError when it isn't there any more, or not for this reader
 */
export async function download(scope: Scope, { id, bytes, fileName }: CallExport): Promise<void> {
  if (bytes > SMALL) return save(`/api/call-exports/${id}/file`, fileName);
  const file = await exportApi(scope).getCallExportFile({ params: { exportId: id } });
  const address = URL.createObjectURL(file);
  save(address, fileName);
  // Whatever reads it has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function save(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
}
