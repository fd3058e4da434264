import { RECOVERY_CODES } from '@foyer/contract/credentials';
import type { SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import { derivedKey } from './signed-cookie.ts';
import { keyedHash } from './token.ts';

// Crockford's letters: none that is taken for another one.
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
/** Of five bits each. */
const LENGTH = 12;

/** A code as it is kept: however it was typed. */
const plain = (code: string): string => code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0');

/** Whether what was typed can be a recovery code. */
export const looksLikeRecoveryCode = (code: string): boolean => plain(code).length === LENGTH;

const hashIn = async (deps: Pick<Dependencies, 'secret'>, personId: string, code: string): Promise<string> =>
  keyedHash(await derivedKey(deps.secret, 'recovery-codes'), `${personId}:${plain(code)}`);

/** Ten new codes in place of whatever there was. They are told to the person once: only their hashes are kept. */
export async function makeRecoveryCodes(
  db: SystemDb,
  deps: Pick<Dependencies, 'secret'>,
  personId: string,
): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  const hashes = await Promise.all(codes.map((code) => hashIn(deps, personId, code)));
  await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
  await db
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ person_id: personId, code_hash })))
    .execute();
  return codes;
}

/** Uses a code up. False: there is no such code, or it has been used. */
export async function useRecoveryCode(
  db: SystemDb,
  deps: Pick<Dependencies, 'secret' | 'clock'>,
  personId: string,
  code: string,
): Promise<boolean> {
  const used = await db
    .updateTable('recovery_codes')
    .set({ used_at: deps.clock.now() })
    .where('person_id', '=', personId)
    .where('code_hash', '=', await hashIn(deps, personId, code))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

function newCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  const letters = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
