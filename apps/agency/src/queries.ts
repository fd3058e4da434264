import type { AuditAction } from '@foyer/contract/audit';
import type { ClientRow } from '@foyer/contract/clients';
import type { Overrides } from '@foyer/contract/permissions';
import { useApi } from '@foyer/federation';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@foyer/federation/query';
import { consoleApi, type ConsoleApi } from './console-api.ts';

export function useConsole(): ConsoleApi {
  return consoleApi(useApi());
}

const SOON = 10_000;
const PAGE = 50;

/** Everything that the console holds of one client begins with this, everything of the agency with its first word. */
export const clientKey = (clientId: string, ...rest: readonly unknown[]) =>
  ['agency', 'client', clientId, ...rest] as const;

export type ClientFilters = Readonly<{ text?: string; state?: ClientRow['state'] }>;

export const clientsQuery = (api: ConsoleApi, filters: ClientFilters) =>
  infiniteQueryOptions({
    queryKey: ['agency', 'clients', filters],
    queryFn: ({ pageParam, signal }) =>
      api.searchClients(
        { query: { limit: PAGE, ...filters, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: SOON,
  });

export const clientQuery = (api: ConsoleApi, clientId: string) =>
  queryOptions({
    queryKey: clientKey(clientId, 'overview'),
    queryFn: ({ signal }) => api.getClient({ params: { clientId } }, { signal }),
    staleTime: SOON,
  });

export const permissionsQuery = (api: ConsoleApi, clientId: string) =>
  queryOptions({
    queryKey: clientKey(clientId, 'permissions'),
    queryFn: ({ signal }) => api.getPermissions({ params: { clientId } }, { signal }),
    staleTime: SOON,
  });

/** What a draft would change. Who is looking at it changes by itself, so it doesn't keep. */
export const previewQuery = (api: ConsoleApi, clientId: string, version: number, overrides: Overrides) =>
  queryOptions({
    queryKey: clientKey(clientId, 'preview', version, overrides),
    queryFn: ({ signal }) =>
      api.previewPermissions({ params: { clientId }, body: { overrides } }, { signal }),
    staleTime: SOON,
    gcTime: 60_000,
  });

export const policiesQuery = (api: ConsoleApi, clientId: string) =>
  queryOptions({
    queryKey: clientKey(clientId, 'policies'),
    queryFn: ({ signal }) => api.getPolicies({ params: { clientId } }, { signal }),
    staleTime: SOON,
  });

export const addressesQuery = (api: ConsoleApi, clientId: string) =>
  queryOptions({
    queryKey: clientKey(clientId, 'addresses'),
    queryFn: ({ signal }) => api.getAddresses({ params: { clientId } }, { signal }),
    staleTime: SOON,
  });

export const peopleQuery = (api: ConsoleApi, clientId: string) =>
  queryOptions({
    queryKey: clientKey(clientId, 'people'),
    queryFn: ({ signal }) => api.listPeople({ params: { clientId } }, { signal }),
    staleTime: SOON,
  });

export const sessionsQuery = (api: ConsoleApi, clientId: string, personId: string) =>
  queryOptions({
    queryKey: clientKey(clientId, 'people', personId, 'sessions'),
    queryFn: ({ signal }) => api.listPersonSessions({ params: { clientId, personId } }, { signal }),
    staleTime: SOON,
  });

export const connectionsQuery = (api: ConsoleApi, clientId: string) =>
  queryOptions({
    queryKey: clientKey(clientId, 'connections'),
    queryFn: ({ signal }) => api.listConnections({ params: { clientId } }, { signal }),
    staleTime: SOON,
    refetchInterval: 30_000,
  });

/** What came in and is no call. While something is being read again it is asked anew until it has been. */
export const failuresQuery = (api: ConsoleApi, clientId: string) =>
  queryOptions({
    queryKey: clientKey(clientId, 'ingest-failures'),
    queryFn: ({ signal }) => api.listIngestFailures({ params: { clientId } }, { signal }),
    staleTime: SOON,
    refetchInterval: ({ state }) => ((state.data?.waiting ?? 0) > 0 ? 1_000 : 30_000),
  });

export type ActivityFilters = Readonly<{ action?: AuditAction; person?: string }>;

export const activityQuery = (api: ConsoleApi, clientId: string, filters: ActivityFilters) =>
  infiniteQueryOptions({
    queryKey: clientKey(clientId, 'activity', filters),
    queryFn: ({ pageParam, signal }) =>
      api.listActivity(
        {
          params: { clientId },
          query: { limit: PAGE, ...filters, ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: SOON,
  });

export const defaultsQuery = (api: ConsoleApi) =>
  queryOptions({
    queryKey: ['agency', 'defaults', 'current'],
    queryFn: ({ signal }) => api.getDefaults({}, { signal }),
    staleTime: SOON,
  });

export const defaultsHistoryQuery = (api: ConsoleApi) =>
  infiniteQueryOptions({
    queryKey: ['agency', 'defaults', 'history'],
    queryFn: ({ pageParam, signal }) =>
      api.listDefaultsVersions(
        { query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: SOON,
  });

export type OverridesFate = 'keep' | 'drop';

export const previewDefaultsQuery = (api: ConsoleApi, clients: readonly string[], overrides: OverridesFate) =>
  queryOptions({
    queryKey: ['agency', 'defaults', 'preview', clients, overrides],
    queryFn: ({ signal }) => api.previewDefaults({ body: { clients: [...clients], overrides } }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** What waits for the agency's decision; somebody may ask at any moment. */
export const requestsQuery = (api: ConsoleApi) =>
  queryOptions({
    queryKey: ['agency', 'requests'],
    queryFn: ({ signal }) => api.listAccessRequests({}, { signal }),
    staleTime: SOON,
    refetchInterval: 30_000,
  });

export const unlocksQuery = (api: ConsoleApi) =>
  queryOptions({
    queryKey: ['agency', 'unlocks'],
    queryFn: ({ signal }) => api.listUnlockRequests({}, { signal }),
    staleTime: SOON,
    refetchInterval: SOON,
  });
