import type { Scope } from '@foyer/federation';
import { queryOptions } from '@foyer/federation/query';

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
