import { record, type AuditChain } from '../audit/record.ts';
import type { SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import type { SignedIn } from './signed-in.ts';

/** The log of whoever signed in: an agency's person's is the agency's, whichever client is open. */
export const ownChain = ({ agency, client, mode }: SignedIn): AuditChain => ({
  agencyId: agency.id,
  clientId: mode === 'own' ? (client?.id ?? null) : null,
});

/** What is written down of a session that began or ended. */
export const sessionNote = (action: 'session.started' | 'session.ended', session: SignedIn) => ({
  chain: ownChain(session),
  action,
  target: { kind: 'person', id: session.person.id, label: session.person.name },
  outcome: 'done' as const,
});

/**
 * Writes down that somebody was refused under a known address. Nobody waits for it: an answer that took longer would say that the address is
 * known.
 */
export function refusedSignIn(
  { db: database, log }: Pick<Dependencies, 'db' | 'log'>,
  request: RequestMeta,
  email: string,
): void {
  database
    .withSystem(async (db) => {
      const person = await db
        .selectFrom('people')
        .select(['id', 'name'])
        .where('email', '=', email)
        .executeTakeFirst();
      const chain = person && (await chainOf(db, person.id));
      if (!chain) return;
      const who = {
        personId: null,
        personName: 'Somebody who is not signed in',
        as: null,
        requestId: request.requestId,
        at: request.receivedAt,
      };
      await record(db, who, {
        chain,
        action: 'session.refused',
        target: { kind: 'person', id: person.id, label: person.name },
        outcome: 'denied',
      });
    })
    .catch(() => log.error({ requestId: request.requestId }, 'a refused sign-in was not written down'));
}

async function chainOf(db: SystemDb, personId: string): Promise<AuditChain | undefined> {
  const agency = await db
    .selectFrom('agency_members')
    .select('agency_id')
    .where('person_id', '=', personId)
    .orderBy('agency_id')
    .executeTakeFirst();
  if (agency) return { agencyId: agency.agency_id, clientId: null };
  const client = await db
    .selectFrom('memberships')
    .innerJoin('clients', 'clients.id', 'memberships.tenant_id')
    .select(['clients.id', 'clients.agency_id'])
    .where('memberships.person_id', '=', personId)
    .orderBy('clients.id')
    .executeTakeFirst();
  return client && { agencyId: client.agency_id, clientId: client.id };
}
