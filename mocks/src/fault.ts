import type { EndpointName } from '@foyer/contract';

/** How an answer can go wrong; chosen in the panel. */
export const FAULTS = {
  slow: 'Slow (1.5 s)',
  failing: 'Fails (500)',
  forbidden: 'Refused (403)',
  malformed: 'Garbled',
  hanging: 'Never answers',
  offline: 'Offline',
} as const;

export type Fault = keyof typeof FAULTS;

/**
 * What goes wrong: an endpoint, the code of a remote, or all requests but the session, so that the page stands and shows how its parts fail.
 */
export type FaultTarget = EndpointName | `remote ${string}` | 'all';

export type Faults = Readonly<Partial<Record<FaultTarget, Fault>>>;

export const isFault = (value: unknown): value is Fault =>
  typeof value === 'string' && Object.hasOwn(FAULTS, value);

export const SLOW_MS = 1500;
