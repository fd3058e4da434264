import { queryOptions } from '@foyer/federation/query';
import { api, SESSION_KEY } from './api.ts';

/** Who is signed in and what they may do. Asked anew when the window comes back and when the server denies. */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ signal }) => api.getSession({}, { signal }),
  staleTime: 30_000,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Name and colour of the portal for somebody who isn't signed in. */
export const brandingQuery = queryOptions({
  queryKey: ['branding'] as const,
  queryFn: ({ signal }) => api.getBranding({}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
