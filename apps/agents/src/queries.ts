import type { Client } from '@foyer/contract';
import { useApi, useProject, useSession } from '@foyer/federation';
import { queryOptions } from '@foyer/federation/query';

export type Scope = Readonly<{ api: Client; clientId: string | null; projectId: string | null }>;

/** Whose agents: the client of the session, and the project chosen in the shell. */
export function useScope(): Scope {
  const api = useApi();
  const clientId = useSession().client?.id ?? null;
  const { id: projectId } = useProject();
  return { api, clientId, projectId };
}

const keyOf = ({ clientId, projectId }: Scope, ...rest: readonly unknown[]) =>
  ['agents', { clientId, projectId }, ...rest] as const;

const MINUTE = 60_000;

export const agentsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: keyOf(scope, 'list'),
    queryFn: ({ signal }) =>
      scope.api.listAgents(
        { query: scope.projectId === null ? {} : { project: scope.projectId } },
        { signal },
      ),
    staleTime: MINUTE,
  });

export const agentQuery = (scope: Scope, agentId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'agent', agentId),
    queryFn: ({ signal }) => scope.api.getAgent({ params: { agentId } }, { signal }),
    staleTime: MINUTE,
  });
