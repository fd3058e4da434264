import type { SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';

/** Puts a password in force; links to choose another one are void. */
export async function setPassword(
  db: SystemDb,
  { newId, clock }: Pick<Dependencies, 'newId' | 'clock'>,
  personId: string,
  hash: string,
): Promise<void> {
  const now = clock.now();
  await db
    .insertInto('accounts')
    .values({
      id: newId(),
      user_id: personId,
      account_id: personId,
      provider_id: 'credential',
      password: hash,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: now }),
    )
    .execute();
  await db.deleteFrom('password_resets').where('person_id', '=', personId).execute();
}
