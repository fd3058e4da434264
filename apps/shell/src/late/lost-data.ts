import { ApiError } from '@foyer/contract';
import { firstRequests } from '../session/first-requests.ts';
import { queryClient, SESSION_KEY } from '../session/api.ts';

type Query = ReturnType<ReturnType<typeof queryClient.getQueryCache>['getAll']>[number];

/** What is the same whatever one may do. */
const KEPT: ReadonlySet<unknown> = new Set([SESSION_KEY[0], 'branding']);
const ofPages = (query: Query): boolean => !KEPT.has(query.queryKey[0]);

/** Milliseconds that the pages get to go which may stand no longer: what still stands then asks anew. */
const PAGES_GO_MS = 50;

/** When what was read before may no longer be kept, milliseconds since the epoch. */
let changedAt = 0;

/** Takes out of memory what somebody may no longer see, as soon as no page shows it. */
export function watchLostData(): void {
  queryClient.getQueryCache().subscribe((event) => {
    const { query } = event;
    if (!ofPages(query)) return;
    if (event.type === 'observerRemoved' && query.getObserversCount() === 0) {
      if (query.state.dataUpdatedAt <= changedAt) queryClient.getQueryCache().remove(query);
    } else if (event.type === 'updated' && event.action.type === 'error') {
      // A page would go on showing what it has under the refusal.
      if (isDenial(event.action.error) && query.state.data !== undefined) query.setState({ data: undefined });
    }
  });
}

/** Rights have changed: nothing that was read under the old ones stays. */
export function dropLostData(): void {
  changedAt = Date.now();
  firstRequests.drop();
  queryClient.removeQueries({ type: 'inactive', predicate: ofPages });
  setTimeout(() => void queryClient.invalidateQueries({ predicate: ofPages }), PAGES_GO_MS);
}

const isDenial = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'denied' || error.code === 'not_found');
