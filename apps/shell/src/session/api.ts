import { ApiError, createClient } from '@foyer/contract';
import { QueryClient } from '@foyer/federation/query';
import { endSession } from './session-end.ts';

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
  onError: (error, endpoint) => {
    if (error.code === 'unauthenticated' && endpoint !== 'signIn') endSession();
    if (error.code === 'denied' && endpoint !== 'getSession') {
      void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
    }
  },
});

function isTransient(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'network' || error.status >= 500);
}
