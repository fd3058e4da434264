import type { SystemDb } from '../db/database.ts';
import { problem } from '../platform/problem.ts';

/**
 * A client of the agency, for reading. The agency comes from the session and the query names it: another agency's client isn't found, like one
 * that never was.
 * @throws 404
 */
export async function ownClient(db: SystemDb, agencyId: string, clientId: string) {
  const found = await own(db, agencyId, clientId).executeTakeFirst();
  if (!found) throw problem('not_found');
  return found;
}

/**
 * The same, for writing: whoever else writes anything of this client waits until the transaction ends.
 * @throws 404
 */
export async function holdClient(db: SystemDb, agencyId: string, clientId: string) {
  const found = await own(db, agencyId, clientId).forNoKeyUpdate().executeTakeFirst();
  if (!found) throw problem('not_found');
  return found;
}

export type OwnClient = Awaited<ReturnType<typeof ownClient>>;

const own = (db: SystemDb, agencyId: string, clientId: string) =>
  db.selectFrom('clients').selectAll().where('agency_id', '=', agencyId).where('id', '=', clientId);
