import type { SecondFactor } from '@foyer/contract/credentials';
import { record, whoOf } from '../audit/record.ts';
import type { Database, SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { Handlers, RequestMeta } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { ownChain } from '../session/sign-in-audit.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { checkPassword } from './check-password.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { rememberDevice } from './remembered-device.ts';
import { forgetSecondFactor, secretSeal, withCode } from './second-factor.ts';
import { enrolmentUri, newSecret } from './totp.ts';

/** A person's own second factor. While it is owed, no other endpoint answers. */
export const secondFactorHandlers: Handlers<
  | 'getSecondFactor'
  | 'verifySecondFactor'
  | 'beginEnrolment'
  | 'confirmEnrolment'
  | 'remakeRecoveryCodes'
  | 'disableSecondFactor'
> = {
  getSecondFactor: ({ session, deps }) => describe(deps.db, session),

  verifySecondFactor: async ({ input, session, deps, request }) => {
    if (session.owes !== 'code') throw problem('conflict', { detail: 'This session owes no code.' });
    const { code, remember } = input.body;
    await withCode(deps, request, session.person, { code }, async (db, how) => {
      await meetFactor(db, deps, session);
      if (remember && session.mayRemember) await rememberDevice(db, deps, request, session.person.id);
      if (how === 'recovery_code') await note(db, session, request, 'mfa.recovery_code_used');
    });
  },

  beginEnrolment: async ({ input, session, deps, request }) => {
    refuseSecond(session);
    // Whoever finds an open session must not be able to lock its owner out with an authenticator of their own.
    if (session.owes !== 'enrolment')
      await checkPassword(deps, request, session.person, input.body.password ?? '');
    const secret = newSecret();
    const sealed = await secretSeal(deps).close(secret);
    await deps.db.withSystem((db) =>
      db
        .insertInto('second_factors')
        .values({ person_id: session.person.id, secret: sealed, created_at: deps.clock.now() })
        .onConflict((conflict) =>
          conflict
            .column('person_id')
            .doUpdateSet({ secret: sealed, last_step: 0, created_at: deps.clock.now() })
            .where('second_factors.confirmed_at', 'is', null),
        )
        .execute(),
    );
    return { secret, uri: enrolmentUri(secret, session.agency.branding.name, session.person.email) };
  },

  confirmEnrolment: ({ input, session, deps, request }) => {
    refuseSecond(session);
    const { code } = input.body;
    return withCode(deps, request, session.person, { code, pending: true }, async (db) => {
      await db
        .updateTable('second_factors')
        .set({ confirmed_at: deps.clock.now() })
        .where('person_id', '=', session.person.id)
        .execute();
      await meetFactor(db, deps, session);
      const recoveryCodes = await makeRecoveryCodes(db, deps, session.person.id);
      await note(db, session, request, 'mfa.enrolled');
      return { recoveryCodes };
    });
  },

  remakeRecoveryCodes: ({ input, session, deps, request }) =>
    withCode(deps, request, session.person, input.body, async (db) => {
      const recoveryCodes = await makeRecoveryCodes(db, deps, session.person.id);
      await note(db, session, request, 'mfa.recovery_codes_made');
      return { recoveryCodes };
    }),

  disableSecondFactor: async ({ input, session, deps, request }) => {
    if (session.mfaRequiredBy !== null)
      throw problem('conflict', { detail: 'A second step is required of you, so it can’t be turned off.' });
    await withCode(deps, request, session.person, input.body, async (db) => {
      await forgetSecondFactor(db, session.person.id);
      await note(db, session, request, 'mfa.disabled');
    });
  },
};

async function describe(db: Database, session: SignedIn): Promise<SecondFactor> {
  const [row] = await db.prepared<{ left: number }>(
    'recovery-codes-left',
    'select count(*)::int as left from recovery_codes where person_id = $1 and used_at is null',
    [session.person.id],
  );
  return {
    enrolled: session.enrolled,
    owes: session.owes,
    requiredBy: session.mfaRequiredBy,
    // Not before the second factor has been shown.
    recoveryCodesLeft: session.owes === 'nothing' ? (row?.left ?? 0) : 0,
    mayRemember: session.mayRemember,
  };
}

function refuseSecond({ enrolled }: SignedIn): void {
  if (enrolled) throw problem('conflict', { detail: 'You have a second step already.' });
}

async function meetFactor(
  db: SystemDb,
  { clock }: Pick<Dependencies, 'clock'>,
  { sessionId }: SignedIn,
): Promise<void> {
  await db.updateTable('sessions').set({ factor_at: clock.now() }).where('id', '=', sessionId).execute();
}

function note(
  db: SystemDb,
  session: SignedIn,
  request: RequestMeta,
  action: 'mfa.enrolled' | 'mfa.disabled' | 'mfa.recovery_codes_made' | 'mfa.recovery_code_used',
): Promise<void> {
  const { person } = session;
  return record(db, whoOf(session, request), {
    chain: ownChain(session),
    action,
    target: { kind: 'person', id: person.id, label: person.name },
    outcome: 'done',
  });
}
