import type { AccessRequestContract } from '@foyer/contract/access-requests';
import type { PiiUnlockContract } from '@foyer/contract/pii-unlocks';
import { clientBeside } from '@foyer/contract';
import { queryOptions } from '@foyer/federation/query';
import { api } from '../session/api.ts';

/** What people ask their agency to open to them. */
export const requests = clientBeside<AccessRequestContract>(api, {
  listOwnRequests: 'GET /api/access-requests',
  requestAccess: 'POST /api/access-requests',
  seeDecision: 'POST /api/access-requests/:requestId/seen',
});

/** What was decided on masked words that they asked for. */
export const unlocks = clientBeside<Pick<PiiUnlockContract, 'listUnlockDecisions' | 'seeUnlockDecision'>>(
  api,
  {
    listUnlockDecisions: 'GET /api/unlock-decisions',
    seeUnlockDecision: 'POST /api/unlock-decisions/:unlockId/seen',
  },
);

export const ownRequestsQuery = queryOptions({
  queryKey: ['access-requests'] as const,
  queryFn: ({ signal }) => requests.listOwnRequests({}, { signal }),
});
