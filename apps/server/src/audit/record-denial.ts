import type { Endpoint } from '@foyer/contract';
import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import { ProblemError } from '../platform/problem.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { recordRefusal, whoOf } from './record.ts';

/** Refusals that are somebody's try at more than they may; a forged request is nobody's. */
const DENIALS: ReadonlySet<string> = new Set(['denied', 'view_as', 'mfa', 'ip']);

/**
 * Writes down that a write was refused, in a transaction of its own, since the request's was rolled back. The answer is the refusal, whether that
 * worked or not.
 */
export async function recordDenial(
  error: unknown,
  endpoint: Endpoint,
  name: string,
  session: SignedIn,
  request: RequestMeta,
  { db: database, log }: Pick<Dependencies, 'db' | 'log'>,
): Promise<void> {
  if (!(error instanceof ProblemError) || !DENIALS.has(error.code) || endpoint.method === 'GET') return;
  const denials = error.parts.denials?.map(({ code }) => code) ?? [];
  try {
    await database.withSystem((db) =>
      recordRefusal(db, whoOf(session, request), {
        chain: { agencyId: session.agency.id, clientId: session.client?.id ?? null },
        action: 'request.denied',
        target: { kind: 'request', id: name, label: endpoint.summary },
        after: { code: error.code, denials },
        outcome: 'denied',
      }),
    );
  } catch {
    log.error({ requestId: request.requestId, route: endpoint.path }, 'a denial was not written down');
  }
}
