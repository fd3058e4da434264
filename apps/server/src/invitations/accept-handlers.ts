import { record } from '../audit/record.ts';
import { refuseBadPassword } from '../auth/new-password.ts';
import { openSession } from '../auth/open-session.ts';
import { setPassword } from '../auth/set-password.ts';
import { hashOf } from '../auth/token.ts';
import type { SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { NEUTRAL_ACCENT } from '../session/session-facts.ts';
import { belongsElsewhere } from './belongs-elsewhere.ts';

/** Accepting an invitation: whatever is wrong with it, it is 404 and no more. */
export const acceptHandlers: Handlers<'readInvitation' | 'acceptInvitation'> = {
  readInvitation: async ({ input, deps }) => {
    const { token } = input.body;
    return deps.db.withSystem(async (db) => {
      const found = await findOpen(db, token, deps.clock.now());
      return {
        email: found.email,
        name: found.name,
        client: found.client_name,
        branding: {
          name: found.brand_name ?? found.agency_name,
          accent: found.accent ?? NEUTRAL_ACCENT,
          logo: found.logo,
        },
        expiresAt: found.expires_at.toISOString(),
      };
    });
  },

  acceptInvitation: async ({ input, deps, request }) => {
    const { token, name, password } = input.body;
    const now = deps.clock.now();
    // Hashing is made to be slow: not within the transaction, and not for a link that opens nothing.
    const { email } = await deps.db.withSystem((db) => findOpen(db, token, now));
    refuseBadPassword(password, email);
    const hash = await (await deps.auth.$context).password.hash(password);
    await deps.db.withSystem(async (db) => {
      const invitation = await findOpen(db, token, now);
      const personId = await becomePerson(db, deps, { email, name });
      await setPassword(db, deps, personId, hash);
      await db
        .updateTable('invitations')
        .set({ accepted_at: now })
        .where('tenant_id', '=', invitation.tenant_id)
        .where('id', '=', invitation.id)
        .execute();
      await join(db, invitation, personId);
      const who = { personId, personName: name, as: null, requestId: request.requestId, at: now };
      await record(db, who, {
        chain: { agencyId: invitation.agency_id, clientId: invitation.tenant_id },
        action: 'invitation.accepted',
        target: { kind: 'person', id: personId, label: name },
        after: { role: invitation.role },
        outcome: 'done',
      });
    });
    await openSession(deps, request, { email, password });
  },
};

type OpenInvitation = Awaited<ReturnType<typeof findOpen>>;

/** The invitation of a token, held until the transaction ends: of two who accept at once the second finds it accepted. */
async function findOpen(db: SystemDb, token: string, now: Date) {
  const found = await db
    .selectFrom('invitations as i')
    .innerJoin('clients as c', 'c.id', 'i.tenant_id')
    .innerJoin('agencies as a', 'a.id', 'c.agency_id')
    .leftJoin('branding as b', 'b.agency_id', 'a.id')
    .select(['i.id', 'i.tenant_id', 'i.email', 'i.name', 'i.role', 'i.all_projects', 'i.project_ids'])
    .select(['i.expires_at', 'c.name as client_name', 'c.agency_id', 'a.name as agency_name'])
    .select(['b.name as brand_name', 'b.accent', 'b.logo'])
    .where('i.token_hash', '=', await hashOf(token))
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where('i.expires_at', '>', now)
    .where('c.state', '=', 'active')
    .forUpdate('i')
    .executeTakeFirst();
  if (!found) throw problem('not_found');
  return found;
}

/** A new person, or one who belongs nowhere any more. Somebody who belongs elsewhere by now isn't told from a link that has expired. */
async function becomePerson(
  db: SystemDb,
  { newId, clock }: Pick<Dependencies, 'newId' | 'clock'>,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<string> {
  const now = clock.now();
  const person = await db
    .insertInto('people')
    .values({ id: newId(), email, name, email_verified: true, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ updated_at: now }))
    .returning('id')
    .executeTakeFirstOrThrow();
  if (await belongsElsewhere(db, email)) throw problem('not_found');
  await db.updateTable('people').set({ name }).where('id', '=', person.id).execute();
  return person.id;
}

async function join(db: SystemDb, invitation: OpenInvitation, personId: string): Promise<void> {
  const { tenant_id, role, all_projects, project_ids } = invitation;
  await db.insertInto('memberships').values({ tenant_id, person_id: personId, role, all_projects }).execute();
  // Of the projects that are still there.
  await db
    .insertInto('membership_projects')
    .columns(['tenant_id', 'person_id', 'project_id'])
    .expression((eb) =>
      eb
        .selectFrom('projects')
        .select(({ val }) => [
          'tenant_id',
          val(personId).$castTo<string>().as('person_id'),
          'id as project_id',
        ])
        .where('tenant_id', '=', tenant_id)
        .where('id', 'in', project_ids.length > 0 ? project_ids : [tenant_id]),
    )
    .execute();
}
