import { queryOptions } from '@foyer/federation/query';
import { credentials } from '../session/credentials.ts';

/** Whether there is a second factor, and what of it is left. */
export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'] as const,
  queryFn: ({ signal }) => credentials.getSecondFactor({}, { signal }),
});
