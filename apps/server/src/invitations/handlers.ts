import { record, whoOf } from '../audit/record.ts';
import { hashOf, newToken } from '../auth/token.ts';
import { holdClient, type OwnClient } from '../clients/own-client.ts';
import type { SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { Handlers, RequestMeta } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { checkProjects } from '../people/project-choice.ts';
import { readInvitations } from '../people/read-people.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { belongsElsewhere } from './belongs-elsewhere.ts';
import { invitationLetter, noInvitationLetter } from './invitation-letter.ts';

const DAY = 86_400_000;
const LASTS = 7 * DAY;
/** Milliseconds between two letters to the same person. */
const PAUSE = 60_000;

/** Inviting people to a client, for its agency. */
export const invitationHandlers: Handlers<'invitePerson' | 'resendInvitation' | 'revokeInvitation'> = {
  invitePerson: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const { name, role, projects, ...body } = input.body;
    const email = body.email.toLowerCase();
    const chosen = await checkProjects(db, client.id, projects);
    const now = deps.clock.now();
    await refuseKnown(db, client.id, email, now);
    const token = newToken();
    const id = deps.newId();
    await db
      .insertInto('invitations')
      .values({
        tenant_id: client.id,
        id,
        email,
        name,
        role,
        all_projects: chosen.all,
        project_ids: chosen.ids,
        token_hash: await hashOf(token),
        invited_by: session.person.id,
        sent_at: now,
        expires_at: new Date(now.getTime() + LASTS),
      })
      .execute();
    await send(db, deps, request, session, client, { email, name, token });
    const invitation = await readOne(db, client.id, now, id);
    await record(db, whoOf(session, request), {
      ...noteOf(client, { id, email }, 'invitation.sent'),
      after: {
        role,
        projects: invitation.projects === 'all' ? 'all' : invitation.projects.map((one) => one.name),
      },
    });
    return invitation;
  },

  resendInvitation: async ({ db, subject, session, input, deps, request }) => {
    const { clientId, invitationId } = input.params;
    const client = await holdClient(db, subject.agencyId, clientId);
    const now = deps.clock.now();
    const before = await readOne(db, client.id, now, invitationId);
    const wait = Date.parse(before.sentAt) + PAUSE - now.getTime();
    if (wait > 0) throw problem('rate_limited', { retryAfter: Math.ceil(wait / 1000) });
    const token = newToken();
    await db
      .updateTable('invitations')
      .set({
        token_hash: await hashOf(token),
        sent_at: now,
        expires_at: new Date(now.getTime() + LASTS),
      })
      .where('tenant_id', '=', client.id)
      .where('id', '=', invitationId)
      .execute();
    await send(db, deps, request, session, client, { ...before, token });
    const invitation = await readOne(db, client.id, now, invitationId);
    await record(db, whoOf(session, request), noteOf(client, invitation, 'invitation.sent_again'));
    return invitation;
  },

  revokeInvitation: async ({ db, subject, session, input, deps, request }) => {
    const { clientId, invitationId } = input.params;
    const client = await holdClient(db, subject.agencyId, clientId);
    const now = deps.clock.now();
    const before = await readOne(db, client.id, now, invitationId);
    await db
      .updateTable('invitations')
      .set({ revoked_at: now })
      .where('tenant_id', '=', client.id)
      .where('id', '=', invitationId)
      .execute();
    await record(db, whoOf(session, request), noteOf(client, before, 'invitation.revoked'));
  },
};

/**
 * What the agency sees in its own list it is told; of anybody else, nothing.
 * @throws 409 when the address is a person of this client, or has an invitation that is still open
 */
async function refuseKnown(db: SystemDb, clientId: string, email: string, now: Date): Promise<void> {
  const person = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select('people.id')
    .where('memberships.tenant_id', '=', clientId)
    .where('people.email', '=', email)
    .executeTakeFirst();
  if (person) throw problem('conflict', { detail: 'Somebody with this address is here already.' });
  const [open] = await db
    .updateTable('invitations')
    // One that has expired makes room for a new one.
    .set((eb) => ({
      revoked_at: eb.case().when('expires_at', '<=', now).then(now).else(eb.ref('revoked_at')).end(),
    }))
    .where('tenant_id', '=', clientId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(['revoked_at'])
    .execute();
  if (open && open.revoked_at === null)
    throw problem('conflict', { detail: 'This address has an invitation already. You can send it again.' });
}

/**
 * The letter goes to whoever reads the mail of that address. If they belong elsewhere they are told that this can't be; the agency isn't, for it
 * would learn where else somebody is.
 */
async function send(
  db: SystemDb,
  deps: Dependencies,
  request: RequestMeta,
  session: SignedIn,
  client: OwnClient,
  to: { readonly email: string; readonly name: string; readonly token: string },
): Promise<void> {
  const parts = {
    to: to.email,
    name: to.name,
    brand: session.agency.branding.name,
    client: client.name,
    invitedBy: session.person.name,
  };
  const letter = (await belongsElsewhere(db, to.email))
    ? noInvitationLetter(parts)
    : invitationLetter({ ...parts, url: `${request.origin}/invitation#${to.token}` });
  await deps.mail.post(db, { kind: 'letter', letter });
}

async function readOne(db: SystemDb, clientId: string, now: Date, id: string) {
  const [invitation] = await readInvitations(db, clientId, now, id);
  if (!invitation) throw problem('not_found');
  return invitation;
}

const noteOf = (
  client: OwnClient,
  { id, email }: { readonly id: string; readonly email: string },
  action: 'invitation.sent' | 'invitation.sent_again' | 'invitation.revoked',
) => ({
  chain: { agencyId: client.agency_id, clientId: client.id },
  action,
  target: { kind: 'invitation', id, label: email },
  outcome: 'done' as const,
});
