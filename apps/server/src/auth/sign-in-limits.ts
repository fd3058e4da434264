import { sql } from 'kysely';
import type { Database, SystemDb } from '../db/database.ts';
import { problem } from '../platform/problem.ts';

const MINUTE = 60_000;

/**
 * Failed tries that are taken, and the milliseconds after which one is forgotten.
 * `pair`: of one account from one address or device. `address`: of any account from one address that isn't known for the account.
 * `account`: of one account from all addresses that aren't known for it. The last two never meet the owner, whose addresses and
 * devices are known by an earlier sign-in: nobody can lock a person out by guessing.
 */
export const LIMITS = {
  pair: { tries: 5, window: 15 * MINUTE },
  address: { tries: 30, window: 15 * MINUTE },
  account: { tries: 50, window: 60 * MINUTE },
} as const;

/** How long an address stays known after a sign-in, and how long attempts are kept at all. */
const KNOWN_FOR = 60 * 24 * 60 * MINUTE;

/** One try, by hashes: the table says nothing about people. */
export interface Attempt {
  readonly id: string;
  readonly accountKey: string;
  /** Of the device where one is recognised, else of the address. */
  readonly addressKey: string;
  /** The device was recognised for this account. */
  readonly knownDevice: boolean;
  readonly at: Date;
}

/**
 * Counts a try before its password is looked at, so that many at once don't slip past; it stands as failed until `succeeded`.
 * @throws 429 `rate_limited`
 */
export function begin(database: Database, attempt: Attempt): Promise<void> {
  const { id, accountKey, addressKey, at } = attempt;
  return database.withSystem(async (db) => {
    // One at a time for an account and for an address, in one order, so that none waits for the other for ever.
    for (const key of [accountKey, addressKey].toSorted()) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7301946))`.execute(db);
    }
    const wait = await secondsToWait(db, attempt);
    if (wait > 0) throw problem('rate_limited', { retryAfter: wait });
    await db
      .insertInto('sign_in_attempts')
      .values({ id, account_key: accountKey, address_key: addressKey, succeeded: false, attempted_at: at })
      .execute();
  });
}

/** The password was right: the try counts as failed no longer, and the address is known from now on. */
export async function succeeded(database: Database, { id, accountKey, addressKey }: Attempt): Promise<void> {
  await database.withSystem(async (db) => {
    await db.updateTable('sign_in_attempts').set({ succeeded: true }).where('id', '=', id).execute();
    // The person has shown who they are: their own earlier slips are forgiven.
    await db
      .deleteFrom('sign_in_attempts')
      .where('account_key', '=', accountKey)
      .where('address_key', '=', addressKey)
      .where('succeeded', '=', false)
      .execute();
  });
}

/** Forgets what no limit looks at any more. */
export async function forgetOldAttempts(database: Database, now: Date): Promise<void> {
  await database.withSystem((db) =>
    db
      .deleteFrom('sign_in_attempts')
      .where('attempted_at', '<', new Date(now.getTime() - KNOWN_FOR))
      .execute(),
  );
}

async function secondsToWait(db: SystemDb, attempt: Attempt): Promise<number> {
  const { accountKey, addressKey, at } = attempt;
  const failures = (limit: keyof typeof LIMITS) =>
    db
      .selectFrom('sign_in_attempts')
      .select('attempted_at')
      .where('succeeded', '=', false)
      .where('attempted_at', '>', new Date(at.getTime() - LIMITS[limit].window))
      .orderBy('attempted_at', 'desc')
      // The oldest of the last N: when it is forgotten, one more may be tried.
      .limit(1)
      .offset(LIMITS[limit].tries - 1);
  const pair = await failures('pair')
    .where('account_key', '=', accountKey)
    .where('address_key', '=', addressKey)
    .executeTakeFirst();
  const waits = [waitFor('pair', pair, at)];
  if (!attempt.knownDevice && !(await isKnownAddress(db, attempt))) {
    const address = await failures('address').where('address_key', '=', addressKey).executeTakeFirst();
    const account = await failures('account').where('account_key', '=', accountKey).executeTakeFirst();
    waits.push(waitFor('address', address, at), waitFor('account', account, at));
  }
  return Math.max(...waits);
}

function waitFor(limit: keyof typeof LIMITS, oldest: { attempted_at: Date } | undefined, now: Date): number {
  if (!oldest) return 0;
  const until = oldest.attempted_at.getTime() + LIMITS[limit].window;
  return Math.max(1, Math.ceil((until - now.getTime()) / 1000));
}

async function isKnownAddress(db: SystemDb, { accountKey, addressKey, at }: Attempt): Promise<boolean> {
  const known = await db
    .selectFrom('sign_in_attempts')
    .select('id')
    .where('account_key', '=', accountKey)
    .where('address_key', '=', addressKey)
    .where('succeeded', '=', true)
    .where('attempted_at', '>', new Date(at.getTime() - KNOWN_FOR))
    .limit(1)
    .executeTakeFirst();
  return known !== undefined;
}
