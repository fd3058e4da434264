import { areas } from '@foyer/federation';

/**
 * Where a problem with a call is reported: a new ticket of the support area about it. Null for as long as no remote brings that area; then there is no
 * button either.
 */
export function reportProblemPath(callId: string): string | null {
  const support = areas.find(({ id }) => id === 'support');
  return support?.remote ? `${support.path}/new?call=${encodeURIComponent(callId)}` : null;
}
