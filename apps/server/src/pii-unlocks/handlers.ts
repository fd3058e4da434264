import { allows, decide, UNLOCK_LASTS_MS } from '@foyer/access';
import { record, whoOf } from '../audit/record.ts';
import { callReader } from '../calls/call-reader.ts';
import { maskText } from '../calls/masked-text.ts';
import { readCall, type CallRow } from '../calls/read-calls.ts';
import { holdClient } from '../clients/own-client.ts';
import type { AgencyDb, TenantDb } from '../db/database.ts';
import type { HandlerContext, Handlers } from '../platform/endpoint-handler.ts';
import { denied, problem, stale } from '../platform/problem.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { readTenant } from '../access-requests/requests.ts';
import type { PiiUnlockContract, UnlockScope } from '@foyer/contract/pii-unlocks';
import { decidedMeanwhile, placeOf, readUnlockQueue, requesterOf, unlockToDecide } from './queue.ts';
import { asOwn, ownUnlocks, rowHolds, unlockDecision } from './unlocks.ts';
import { SCOPE_WORDS } from './words.ts';

export const piiUnlockHandlers: Handlers<
  | 'getCallUnlocks'
  | 'requestUnlock'
  | 'endUnlock'
  | 'listUnlockDecisions'
  | 'seeUnlockDecision'
  | 'listUnlockRequests'
  | 'approveUnlock'
  | 'declineUnlock'
> = {
  getCallUnlocks: async (context) => {
    const { input, db, deps, subject } = context;
    const call = await callOf(context, input.params.callId);
    const now = deps.clock.now();
    const decision = await unlockDecision({ ...context, db }, call, now);
    const answered = { level: decision.level, denials: [...decision.denials] };
    // An unlock is its requester's own: whoever looks through their eyes has none.
    if (subject.viewAs) return { decision: answered, items: [] };
    const rows = await ownUnlocks(context)
      .where('call_id', '=', call.id)
      .distinctOn('scope')
      .orderBy('scope')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    return {
      decision: answered,
      items: rows.map((row) =>
        asOwn(row, rowHolds(row, subject, { callId: call.id, scope: row.scope }, decision, now), now),
      ),
    };
  },

  requestUnlock: async (context) => {
    const { input, db, deps, subject, tenant, session, request } = context;
    const call = await callOf(context, input.params.callId);
    const now = deps.clock.now();
    const decision = await unlockDecision(context, call, now);
    if (!allows(decision, 'edit')) throw denied(decision);
    const { scope, justification } = input.body;
    const standing = () =>
      ownUnlocks(context)
        .where('call_id', '=', call.id)
        .where('scope', '=', scope)
        .where('ended_at', 'is', null)
        .where('state', '<>', 'declined')
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
    const there = await standing();
    const holds = there && rowHolds(there, subject, { callId: call.id, scope }, decision, now);
    if (there && (there.state === 'open' || holds)) return asOwn(there, holds === true, now);
    if (!(await hasMasks(db, tenant.clientId, call.id, scope)))
      throw problem('conflict', { detail: 'Nothing is masked here.' });
    const made = await db
      .insertInto('pii_unlocks')
      .values({
        tenant_id: tenant.clientId,
        id: deps.newId(),
        call_id: call.id,
        person_id: subject.userId,
        scope,
        justification,
        created_at: now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'person_id', 'call_id', 'scope'])
          .where('state', '=', 'open')
          .where('ended_at', 'is', null)
          .doNothing(),
      )
      .returningAll()
      .executeTakeFirst();
    if (!made) {
      const first = await standing();
      // Made by another tab a moment ago, and taken back or decided since.
      if (!first) throw problem('unavailable', { retryAfter: 1 });
      return asOwn(first, rowHolds(first, subject, { callId: call.id, scope }, decision, now), now);
    }
    await record(db, whoOf(session, request), {
      ...noteOf(tenant, made, 'unlock.requested', `${SCOPE_WORDS[scope]} of a call`),
    });
    return asOwn(made, false, now);
  },

  endUnlock: async (context) => {
    const { input, db, deps, subject, tenant, session, request } = context;
    const call = await callOf(context, input.params.callId);
    const now = deps.clock.now();
    const row = await ownUnlocks(context)
      .where('call_id', '=', call.id)
      .where('id', '=', input.params.unlockId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw problem('not_found');
    const over = (row.decided_at?.getTime() ?? Number.POSITIVE_INFINITY) + UNLOCK_LASTS_MS <= now.getTime();
    if (row.ended_at !== null || row.state === 'declined' || over) return;
    await db
      .updateTable('pii_unlocks')
      .set({ ended_at: now, ended_because: 'person', told_at: row.told_at ?? now })
      .where('tenant_id', '=', tenant.clientId)
      .where('id', '=', row.id)
      .where('person_id', '=', subject.userId)
      .execute();
    await record(db, whoOf(session, request), {
      ...noteOf(tenant, row, 'unlock.ended', `${SCOPE_WORDS[row.scope]} of a call`),
      before: { state: row.state },
    });
  },

  listUnlockDecisions: async (context) => {
    const { subject, tenant, decisions, deps } = context;
    const { projects } = callReader(subject, tenant, decisions);
    const since = new Date(deps.clock.now().getTime() - UNLOCK_LASTS_MS);
    const rows = await ownUnlocks(context)
      .innerJoin('calls as c', (on) =>
        on.onRef('c.tenant_id', '=', 'pii_unlocks.tenant_id').onRef('c.id', '=', 'pii_unlocks.call_id'),
      )
      .innerJoin('agents as a', (on) =>
        on.onRef('a.tenant_id', '=', 'c.tenant_id').onRef('a.id', '=', 'c.agent_id'),
      )
      .select(['c.project_id', 'c.started_at', 'a.name as agent_name'])
      .where('pii_unlocks.state', '<>', 'open')
      .where('pii_unlocks.ended_at', 'is', null)
      .where('pii_unlocks.told_at', 'is', null)
      .where('pii_unlocks.decided_at', '>', since)
      .orderBy('pii_unlocks.decided_at')
      .limit(20)
      .execute();
    return {
      items: rows
        .filter(({ project_id }) => projects === 'all' || projects.includes(project_id))
        .map((row) => ({
          id: row.id,
          callId: row.call_id,
          scope: row.scope,
          state: row.state === 'declined' ? 'declined' : 'approved',
          reason: row.reason,
          call: { startedAt: row.started_at.toISOString(), agent: row.agent_name },
        })),
    };
  },

  seeUnlockDecision: async (context) => {
    const { input, db, deps, subject, tenant } = context;
    const { numUpdatedRows } = await db
      .updateTable('pii_unlocks')
      .set((eb) => ({ told_at: eb.fn.coalesce('told_at', eb.val(deps.clock.now())) }))
      .where('tenant_id', '=', tenant.clientId)
      .where('person_id', '=', subject.userId)
      .where('id', '=', input.params.unlockId)
      .where('state', '<>', 'open')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw problem('not_found');
  },

  listUnlockRequests: async ({ db, subject }) => ({ items: await readUnlockQueue(db, subject) }),

  approveUnlock: async ({ db, subject, session, deps, request, input }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const asked = await unlockToDecide(db, client, input.params.unlockId);
    refuseOwn(subject, asked);
    if (asked.state !== 'open' || asked.ended_at !== null) throw stale(decidedMeanwhile(asked));
    const now = deps.clock.now();
    const tenant = await readTenant(db, client, now);
    const { requester, resource } = await requesterOf(db, client, asked);
    if (!allows(decide(requester, 'pii_unlock', { tenant, resource }), 'edit'))
      throw problem('conflict', {
        detail: `${asked.person_name} may not see these words any more: a right or the caller’s consent is missing. You can decline the request.`,
      });
    await decideUnlock(db, asked, { state: 'approved', reason: null, by: session.person, at: now });
    await record(db, whoOf(session, request), {
      ...noteOf(placeOf(asked).tenant, asked, 'unlock.approved', labelFor(asked)),
    });
  },

  declineUnlock: async ({ db, subject, session, deps, request, input }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const asked = await unlockToDecide(db, client, input.params.unlockId);
    refuseOwn(subject, asked);
    const { reason } = input.body;
    if (asked.state !== 'open' || asked.ended_at !== null) throw stale(decidedMeanwhile(asked));
    await decideUnlock(db, asked, { state: 'declined', reason, by: session.person, at: deps.clock.now() });
    await record(db, whoOf(session, request), {
      ...noteOf(placeOf(asked).tenant, asked, 'unlock.declined', labelFor(asked)),
    });
  },
};

type Asked = Awaited<ReturnType<typeof unlockToDecide>>;
type OfCall = HandlerContext<PiiUnlockContract['getCallUnlocks' | 'requestUnlock' | 'endUnlock']>;

/** @throws 404, alike for a call that isn't there, another client's and one outside of the projects in scope */
function callOf({ db, subject, tenant, decisions }: OfCall, callId: string): Promise<CallRow> {
  return readCall(db, callReader(subject, tenant, decisions), callId);
}

/** Nobody decides what they asked for themselves. */
function refuseOwn(subject: SignedIn['subject'], asked: Asked): void {
  const decision = decide(subject, 'pii_unlock_decision', placeOf(asked));
  if (!allows(decision, 'edit')) throw denied(decision);
}

const labelFor = ({ scope, person_name }: Asked): string =>
  `${SCOPE_WORDS[scope]} of a call for ${person_name}`;

/** Why it was asked for stays with the request: people write there whom it is about. */
const noteOf = (
  { agencyId, clientId }: { readonly agencyId: string; readonly clientId: string },
  { id, call_id, scope }: { readonly id: string; readonly call_id: string; readonly scope: UnlockScope },
  action: 'unlock.requested' | 'unlock.approved' | 'unlock.declined' | 'unlock.ended',
  label: string,
) => ({
  chain: { agencyId, clientId },
  action,
  target: { kind: 'call', id: call_id, label },
  after: { unlockId: id, scope },
  outcome: 'done' as const,
});

async function decideUnlock(
  db: AgencyDb,
  { tenant_id, id }: Asked,
  decision: {
    readonly state: 'approved' | 'declined';
    readonly reason: string | null;
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  const { state, reason, by, at } = decision;
  await db
    .updateTable('pii_unlocks')
    .set({ state, reason, decided_at: at, decided_by: by.id, decided_name: by.name })
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .execute();
}

/** Whether there is anything to unlock in a part of a call, for somebody who sees caller details. */
async function hasMasks(
  db: TenantDb,
  clientId: string,
  callId: string,
  scope: UnlockScope,
): Promise<boolean> {
  const text = await db
    .selectFrom('call_texts')
    .select(['summary', 'summary_spans', 'segments'])
    .where('tenant_id', '=', clientId)
    .where('call_id', '=', callId)
    .executeTakeFirst();
  if (!text) return false;
  const parts =
    scope === 'summary'
      ? maskText(text.summary, text.summary_spans, true)
      : text.segments.flatMap((segment) => maskText(segment.text, segment.spans, true));
  return parts.some((part) => 'masked' in part);
}
