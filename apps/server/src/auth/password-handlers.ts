import { record } from '../audit/record.ts';
import type { SystemDb } from '../db/database.ts';
import { writeLetter, type Letter } from '../mail/letter.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { endSessions } from '../people/person-sessions.ts';
import { describeAttempt } from './attempt.ts';
import { refuseBadPassword } from './new-password.ts';
import { openSession } from './open-session.ts';
import { forgetDevices } from './remembered-device.ts';
import { setPassword } from './set-password.ts';
import { begin } from './sign-in-limits.ts';
import { hashOf, newToken } from './token.ts';

/** Milliseconds for which a link to choose a password holds. */
const LASTS = 3_600_000;

export const passwordHandlers: Handlers<'forgotPassword' | 'resetPassword'> = {
  forgotPassword: async ({ input, deps, request }) => {
    const email = input.body.email.toLowerCase();
    const { attempt } = await describeAttempt('reset', email, request, deps);
    await begin(deps.db, attempt);
    // The same for everybody: whom it concerns is looked up when the letter is written.
    await deps.db.withSystem((db) => deps.mail.post(db, { kind: 'reset', email, origin: request.origin }));
  },

  resetPassword: async ({ input, deps, request }) => {
    const { token, password } = input.body;
    const { email } = await deps.db.withSystem((db) => findReset(db, token, deps.clock.now()));
    refuseBadPassword(password, email);
    const hash = await (await deps.auth.$context).password.hash(password);
    await deps.db.withSystem(async (db) => {
      const now = deps.clock.now();
      const person = await findReset(db, token, now);
      await setPassword(db, deps, person.id, hash);
      await endSessions(db, person.id);
      await forgetDevices(db, person.id);
      await record(
        db,
        { personId: person.id, personName: person.name, as: null, requestId: request.requestId, at: now },
        {
          chain: { agencyId: person.agency_id, clientId: person.client_id },
          action: 'password.reset',
          target: { kind: 'person', id: person.id, label: person.name },
          outcome: 'done',
        },
      );
    });
    await openSession(deps, request, { email, password });
  },
};

/** The letter with a link, or null: nobody signs in with this address. A link that was sent before is void. */
export async function writeResetLetter(
  { db: database, clock }: Pick<Dependencies, 'db' | 'clock'>,
  { email, origin }: { readonly email: string; readonly origin: string },
): Promise<Letter | null> {
  return database.withSystem(async (db) => {
    const person = await whoSignsIn(db).where('p.email', '=', email).executeTakeFirst();
    if (!person) return null;
    const token = newToken();
    const values = {
      token_hash: await hashOf(token),
      expires_at: new Date(clock.now().getTime() + LASTS),
    };
    await db
      .insertInto('password_resets')
      .values({ person_id: person.id, ...values })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
      .execute();
    const brand = person.brand_name ?? person.agency_name;
    return writeLetter({
      to: email,
      brand,
      subject: `Choose a new password for ${brand}`,
      paragraphs: [
        `Hello ${person.name},`,
        'somebody, most likely you, asked for a new password for this address.',
      ],
      action: { label: 'Choose a new password', url: `${origin}/new-password#${token}` },
      afterwards: [
        'The link works once, for an hour. If you didn’t ask for it, you can leave it alone: your password stays as it is.',
      ],
    });
  });
}

async function findReset(db: SystemDb, token: string, now: Date) {
  const found = await whoSignsIn(db)
    .innerJoin('password_resets as r', 'r.person_id', 'p.id')
    .where('r.token_hash', '=', await hashOf(token))
    .where('r.expires_at', '>', now)
    .forUpdate('r')
    .executeTakeFirst();
  if (!found) throw problem('not_found');
  return found;
}

/** The people who have a password and a place: of an agency, or active in an active client. */
const whoSignsIn = (db: SystemDb) =>
  db
    .selectFrom('people as p')
    .innerJoin('accounts as k', (on) =>
      on.onRef('k.user_id', '=', 'p.id').on('k.provider_id', '=', 'credential'),
    )
    .leftJoin('agency_members as am', 'am.person_id', 'p.id')
    .leftJoin('memberships as m', (on) =>
      on.onRef('m.person_id', '=', 'p.id').on('m.disabled_at', 'is', null).on('am.person_id', 'is', null),
    )
    .leftJoin('clients as c', (on) => on.onRef('c.id', '=', 'm.tenant_id').on('c.state', '=', 'active'))
    .innerJoin('agencies as a', (on) =>
      on.on((eb) => eb('a.id', '=', eb.fn.coalesce('am.agency_id', 'c.agency_id'))),
    )
    .leftJoin('branding as b', 'b.agency_id', 'a.id')
    .select(['p.id', 'p.name', 'p.email', 'a.id as agency_id', 'c.id as client_id'])
    .select(['a.name as agency_name', 'b.name as brand_name']);
