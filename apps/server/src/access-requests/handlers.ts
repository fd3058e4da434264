import { allows, capabilityLabel, type ChangeableBy, type Denial } from '@foyer/access';
import { record, whoOf } from '../audit/record.ts';
import { holdClient, type OwnClient } from '../clients/own-client.ts';
import type { SystemDb } from '../db/database.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { saveOverrides } from '../permissions/save-overrides.ts';
import { asOwn, openRequest, ownRequests, readQueue, readTenant, withGrants } from './requests.ts';
import { takesFor } from './takes.ts';

export const accessRequestHandlers: Handlers<
  'listOwnRequests' | 'requestAccess' | 'seeDecision' | 'listAccessRequests' | 'grantAccess' | 'declineAccess'
> = {
  listOwnRequests: async ({ deps, subject }) => {
    const { clientId, userId } = subject;
    if (clientId === null) return { items: [] };
    const rows = await deps.db.withTenant({ clientId }, (db) =>
      ownRequests(db, clientId, userId).orderBy('created_at', 'desc').orderBy('id').limit(100).execute(),
    );
    return { items: rows.map(asOwn) };
  },

  requestAccess: async ({ deps, subject, session, decisions, request, input }) => {
    const { capability, note } = input.body;
    const { clientId, agencyId, userId } = subject;
    const decision = decisions[capability];
    if (clientId === null || allows(decision) || !decision.denials.some(agencyCan))
      throw problem('conflict', { detail: 'There is nothing here that your agency could open to you.' });
    return deps.db.withTenant({ clientId }, async (db) => {
      const made = await db
        .insertInto('access_requests')
        .values({
          tenant_id: clientId,
          id: deps.newId(),
          person_id: userId,
          capability,
          note,
          created_at: deps.clock.now(),
        })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'person_id', 'capability']).where('state', '=', 'open').doNothing(),
        )
        .returningAll()
        .executeTakeFirst();
      if (!made) {
        const there = ownRequests(db, clientId, userId)
          .where('capability', '=', capability)
          .where('state', '=', 'open');
        return asOwn(await there.executeTakeFirstOrThrow());
      }
      await record(db, whoOf(session, request), {
        chain: { agencyId, clientId },
        action: 'access_request.made',
        target: { kind: 'access_request', id: made.id, label: capabilityLabel(capability) },
        after: { capability, note },
        outcome: 'done',
      });
      return asOwn(made);
    });
  },

  seeDecision: async ({ deps, subject, input }) => {
    const { clientId, userId } = subject;
    if (clientId === null) throw problem('not_found');
    const { numUpdatedRows } = await deps.db.withTenant({ clientId }, (db) =>
      db
        .updateTable('access_requests')
        .set((eb) => ({ told_at: eb.fn.coalesce('told_at', eb.val(deps.clock.now())) }))
        .where('tenant_id', '=', clientId)
        .where('person_id', '=', userId)
        .where('id', '=', input.params.requestId)
        .where('state', '<>', 'open')
        .executeTakeFirstOrThrow(),
    );
    if (numUpdatedRows === 0n) throw problem('not_found');
  },

  listAccessRequests: async ({ db, subject, deps }) => ({
    items: await readQueue(db, subject.agencyId, deps.clock.now()),
  }),

  grantAccess: async ({ db, subject, session, deps, request, input }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const asked = await openRequest(db, client, input.params.requestId);
    const now = deps.clock.now();
    const who = whoOf(session, request);
    const takes = takesFor(
      { userId: asked.person_id, role: asked.role },
      asked.capability,
      await readTenant(db, client, now),
    );
    if (!takes.enough)
      throw problem('conflict', {
        detail: 'It takes more than grants and a role: look at the plan and the policies of the client.',
      });
    await saveOverrides(db, client, {
      version: input.body.version,
      overrides: await withGrants(db, client, takes.grants, now),
      action: 'permissions.saved',
      by: session.person.id,
      now,
      who,
    });
    if (takes.role !== null) {
      await db
        .updateTable('memberships')
        .set((eb) => ({ role: takes.role!, version: eb('version', '+', 1) }))
        .where('tenant_id', '=', client.id)
        .where('person_id', '=', asked.person_id)
        .execute();
    }
    await decideRequest(db, client, asked.id, {
      state: 'granted',
      reason: null,
      by: session.person,
      at: now,
    });
    await record(db, who, {
      ...noteOf(client, asked, 'access_request.granted'),
      before: { role: asked.role },
      after: { role: takes.role ?? asked.role, grants: takes.grants },
    });
  },

  declineAccess: async ({ db, subject, session, deps, request, input }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const asked = await openRequest(db, client, input.params.requestId);
    const { reason } = input.body;
    await decideRequest(db, client, asked.id, {
      state: 'declined',
      reason,
      by: session.person,
      at: deps.clock.now(),
    });
    await record(db, whoOf(session, request), {
      ...noteOf(client, asked, 'access_request.declined'),
      after: { reason },
    });
  },
};

/** A role's admin is the agency's to make, too. */
const OPENED_BY_THE_AGENCY: ReadonlySet<ChangeableBy> = new Set<ChangeableBy>(['agency', 'client_admin']);
const agencyCan = ({ changeableBy }: Denial): boolean => OPENED_BY_THE_AGENCY.has(changeableBy);

function decideRequest(
  db: SystemDb,
  client: OwnClient,
  id: string,
  decision: {
    readonly state: 'granted' | 'declined';
    readonly reason: string | null;
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
) {
  const { state, reason, by, at } = decision;
  return db
    .updateTable('access_requests')
    .set({ state, reason, decided_at: at, decided_by: by.id, decided_name: by.name })
    .where('tenant_id', '=', client.id)
    .where('id', '=', id)
    .execute();
}

const noteOf = (
  client: OwnClient,
  { id, capability, person_name }: Awaited<ReturnType<typeof openRequest>>,
  action: 'access_request.granted' | 'access_request.declined',
) => ({
  chain: { agencyId: client.agency_id, clientId: client.id },
  action,
  target: { kind: 'access_request', id, label: `${capabilityLabel(capability)} for ${person_name}` },
  outcome: 'done' as const,
});
