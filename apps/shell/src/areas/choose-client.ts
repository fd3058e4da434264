import { areaOf } from '@foyer/federation';
import { queryOptions, useMutation, useQueryClient } from '@foyer/federation/query';
import { useLocation, useNavigate } from '@foyer/federation/router';
import { api } from '../session/api.ts';
import { firstRequests } from '../session/first-requests.ts';
import { sessionQuery } from '../session/session-query.ts';
import { AGENCY_PATH } from './agency-path.ts';

/** The agency's own clients. */
export const clientsQuery = queryOptions({
  queryKey: ['clients'] as const,
  queryFn: ({ signal }) => api.listClients({}, { signal }),
  staleTime: 60_000,
});

/**
 * Opens another client's portal, or none with null. Nothing of the one before stays in memory, and a record's
 * page gives way to its area, since the record isn't the other client's.
 */
export function useChooseClient() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return useMutation({
    mutationFn: (clientId: string | null) => api.chooseClient({ body: { clientId } }),
    onSuccess: async (_, clientId) => {
      firstRequests.drop();
      const session = await api.getSession();
      await queryClient.cancelQueries();
      queryClient.removeQueries({ predicate: (query) => !KEPT.has(String(query.queryKey[0])) });
      queryClient.setQueryData(sessionQuery.queryKey, session);
      const area = areaOf(pathname);
      const there = area === undefined || area.of === 'agency' ? '/' : area.path;
      await navigate(clientId === null ? AGENCY_PATH : there);
    },
  });
}

/** What doesn't belong to a client. */
const KEPT = new Set(['session', 'clients', 'branding']);
