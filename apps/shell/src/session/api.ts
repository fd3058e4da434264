import { ApiError, createClient } from '@foyer/contract';
import { QueryClient } from '@foyer/federation/query';
import { firstRequests } from './first-requests.ts';
import { endSession, useSessionEnd } from './session-end.ts';

export const SESSION_KEY = ['session'] as const;

/** Server facts of the whole portal, remotes included. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && isTransient(error),
    },
  },
});

/** The one client: a session that ended, or a right that was lost, is noticed here whichever page asked. */
export const api = createClient({
  fetch: firstRequests.fetch,
  onError: (error, endpoint) => {
    if (error.code === 'unauthenticated' && endpoint !== 'signIn') endSession();
    const lost = error.code === 'denied' || error.code === 'mfa';
    // Whoever is signing in again over their page may owe the second step for a moment: that takes nothing from the page.
    if (lost && endpoint !== 'getSession' && !useSessionEnd.getState().ended)
      void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
  },
});

function isTransient(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'network' || error.status >= 500);
}
