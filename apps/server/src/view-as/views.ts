import type { Role } from '@foyer/access';
import { VIEW_AS_LASTS_MS } from '@foyer/contract/view-as';
import { record, whoOf, type AuditChain, type AuditWho } from '../audit/record.ts';
import type { Database, SystemDb } from '../db/database.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import type { SignedIn } from '../session/signed-in.ts';

type ClientRole = Exclude<Role, 'agency_admin'>;

export interface ViewStart {
  readonly clientId: string;
  readonly as:
    | { readonly kind: 'role'; readonly role: ClientRole }
    | { readonly kind: 'person'; readonly personId: string };
  readonly reason: string;
  readonly returnTo: string;
}

/**
 * Begins to view a client of the operator's agency.
 * @throws 404 for a client of nobody or of another agency, or a person who isn't in it; 409 for one that is suspended, or while viewing
 */
export async function startView(
  db: SystemDb,
  session: SignedIn,
  request: RequestMeta,
  start: ViewStart,
): Promise<void> {
  const { clientId, reason, returnTo } = start;
  const client = await db
    .selectFrom('clients')
    .select(['id', 'name', 'state'])
    .where('agency_id', '=', session.subject.agencyId)
    .where('id', '=', clientId)
    .executeTakeFirst();
  const viewed = client && (await whomOf(db, clientId, start.as));
  if (!client || !viewed) throw problem('not_found');
  if (client.state === 'suspended')
    throw problem('conflict', { detail: 'The client is suspended: nobody of it sees anything.' });
  const now = request.receivedAt;
  if (session.lapsedView !== null) await settleViews(db, now, request.requestId, session.lapsedView);
  // One insert a session: of two at once the second finds the first.
  const made = await db
    .insertInto('view_as')
    .values({
      tenant_id: clientId,
      id: crypto.randomUUID(),
      session_id: session.sessionId,
      person_id: session.person.id,
      person_name: session.person.name,
      as_role: start.as.kind === 'role' ? start.as.role : null,
      as_person_id: start.as.kind === 'person' ? start.as.personId : null,
      reason,
      return_to: returnTo,
      returns_to_client: session.client?.id ?? null,
      started_at: now,
      expires_at: new Date(now.getTime() + VIEW_AS_LASTS_MS),
    })
    .onConflict((conflict) => conflict.column('session_id').where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw problem('conflict', { detail: 'This session is viewing as somebody already.' });
  // Whatever a page of the view still sends when the hour is over finds no client open.
  await db
    .updateTable('sessions')
    .set({ active_client_id: null })
    .where('id', '=', session.sessionId)
    .execute();
  const who: AuditWho = { ...whoOf(session, request), as: { mode: 'view_as', ...viewed, reason } };
  await record(db, who, noteOf('view_as.started', client, session.subject.agencyId));
}

async function whomOf(
  db: SystemDb,
  clientId: string,
  as: ViewStart['as'],
): Promise<{ role: ClientRole; personId?: string; personName?: string } | undefined> {
  if (as.kind === 'role') return { role: as.role };
  const person = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['memberships.role', 'people.id', 'people.name'])
    .where('memberships.tenant_id', '=', clientId)
    .where('memberships.person_id', '=', as.personId)
    .where('memberships.disabled_at', 'is', null)
    .executeTakeFirst();
  return person && { role: person.role, personId: person.id, personName: person.name };
}

/** Ends the session's view, if it has one, and opens again what was open before it. */
export async function endView(db: SystemDb, session: SignedIn, request: RequestMeta): Promise<void> {
  if (session.lapsedView !== null)
    return settleViews(db, request.receivedAt, request.requestId, session.lapsedView);
  if (!session.viewAs || !session.client) return;
  const ended = await db
    .updateTable('view_as')
    .set({ ended_at: request.receivedAt })
    .where('tenant_id', '=', session.client.id)
    .where('id', '=', session.viewAs.id)
    .where('ended_at', 'is', null)
    .returning('returns_to_client')
    .executeTakeFirst();
  // Another tab was quicker.
  if (!ended) return;
  await db
    .updateTable('sessions')
    .set({ active_client_id: ended.returns_to_client })
    .where('id', '=', session.sessionId)
    .execute();
  await record(
    db,
    whoOf(session, request),
    noteOf('view_as.ended', session.client, session.subject.agencyId),
  );
}

/**
 * Writes down the views that are over though nobody ended them: their hour has passed, or what they stood on is gone. One, or all.
 */
export async function settleViews(
  db: SystemDb,
  now: Date,
  requestId: string,
  viewId?: string,
): Promise<void> {
  const over = await db
    .updateTable('view_as')
    .set({ ended_at: now })
    .where('ended_at', 'is', null)
    .$if(viewId === undefined, (query) => query.where('expires_at', '<=', now))
    .$if(viewId !== undefined, (query) => query.where('id', '=', viewId!))
    .returning(['tenant_id', 'person_id', 'person_name', 'as_role', 'as_person_id', 'reason', 'expires_at'])
    .execute();
  for (const view of over.toSorted((a, b) => (a.tenant_id < b.tenant_id ? -1 : 1))) {
    const client = await db
      .selectFrom('clients')
      .select(['id', 'name', 'agency_id'])
      .where('id', '=', view.tenant_id)
      .executeTakeFirstOrThrow();
    const who: AuditWho = {
      personId: view.person_id,
      personName: view.person_name,
      as: {
        mode: 'view_as',
        ...(view.as_role !== null && { role: view.as_role }),
        ...(view.as_person_id !== null && { personId: view.as_person_id }),
        reason: view.reason,
      },
      requestId,
      at: view.expires_at < now ? view.expires_at : now,
    };
    await record(db, who, noteOf('view_as.expired', client, client.agency_id));
  }
}

/** For upkeep. */
export const settleAllViews = (database: Database, now: Date): Promise<void> =>
  database.withSystem((db) => settleViews(db, now, 'upkeep'));

const noteOf = (
  action: 'view_as.started' | 'view_as.ended' | 'view_as.expired',
  client: { readonly id: string; readonly name: string },
  agencyId: string,
) => ({
  chain: { agencyId, clientId: client.id } satisfies AuditChain,
  action,
  target: { kind: 'client', id: client.id, label: client.name },
  outcome: 'done' as const,
});
