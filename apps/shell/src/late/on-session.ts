import type { Session } from '@foyer/contract';
import { queryClient } from '../session/api.ts';
import { sessionQuery } from '../session/session-query.ts';

/** Calls back with the session, now and whenever it is another one. */
export function onSession(listener: (session: Session) => void): () => void {
  let before: Session | undefined;
  const look = (): void => {
    const session = queryClient.getQueryData<Session>(sessionQuery.queryKey);
    if (!session || session === before) return;
    before = session;
    listener(session);
  };
  look();
  return queryClient.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] === sessionQuery.queryKey[0]) look();
  });
}
