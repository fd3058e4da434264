import type { SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import { invalid, problem } from '../platform/problem.ts';
import { describeAttempt } from './attempt.ts';
import { looksLikeRecoveryCode, useRecoveryCode } from './recovery-codes.ts';
import { createSeal } from './sealed.ts';
import { begin, succeeded } from './sign-in-limits.ts';
import { stepOf } from './totp.ts';

type Person = Readonly<{ id: string; email: string }>;

/** Secrets of authenticators, as they are kept. */
export const secretSeal = (deps: Pick<Dependencies, 'secret'>) => createSeal(deps.secret, 'second-factor');

/** The same words whatever was wrong with it. */
const wrongCode = () =>
  invalid('body.code', 'This code isn’t right, or it was used before. Wait for the next one and try again.');

/**
 * Takes a code of the person's authenticator (of one that isn't confirmed yet, if `pending`), or one of their recovery codes. Counted before it
 * is looked at, like a password; what `work` does happens in the same transaction as using the code up.
 * @throws 429 `rate_limited`, 422 when the code isn't right, 409 `conflict` when there is nothing that could take it
 */
export async function withCode<T>(
  deps: Dependencies,
  request: RequestMeta,
  person: Person,
  { code, pending = false }: { readonly code: string; readonly pending?: boolean },
  work: (db: SystemDb, how: 'code' | 'recovery_code') => Promise<T>,
): Promise<T> {
  const { attempt } = await describeAttempt('code', person.email, request, deps);
  await begin(deps.db, attempt);
  const answer = await deps.db.withSystem(async (db) => {
    const how =
      !pending && looksLikeRecoveryCode(code)
        ? (await useRecoveryCode(db, deps, person.id, code)) && ('recovery_code' as const)
        : (await useTotp(db, deps, person.id, code, pending)) && ('code' as const);
    if (!how) throw wrongCode();
    return work(db, how);
  });
  await succeeded(deps.db, attempt);
  return answer;
}

async function useTotp(
  db: SystemDb,
  deps: Pick<Dependencies, 'secret' | 'clock'>,
  personId: string,
  code: string,
  pending: boolean,
): Promise<boolean> {
  const factor = await db
    .selectFrom('second_factors')
    .select(['secret'])
    .where('person_id', '=', personId)
    .where('confirmed_at', pending ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (!factor) throw problem('conflict', { detail: 'There is no second factor to confirm.' });
  const step = stepOf(
    await secretSeal(deps).open(factor.secret),
    code.replaceAll(/[\s-]/g, ''),
    deps.clock.now(),
  );
  if (step === null) return false;
  // Of two at once the second waits for the first, and finds the step taken.
  const taken = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('secret', '=', factor.secret)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

/** Forgets a person's second factor, with all that stands in for it. */
export async function forgetSecondFactor(db: SystemDb, personId: string): Promise<void> {
  for (const table of ['second_factors', 'recovery_codes', 'remembered_devices'] as const)
    await db.deleteFrom(table).where('person_id', '=', personId).execute();
}
