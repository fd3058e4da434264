import { sql } from 'kysely';
import type { AgencyDb, SystemDb } from '../db/database.ts';

/**
 * Whether an address is somebody's who belongs to an agency or to a client already: nobody belongs to two. Asked of the database's own function,
 * since the agency's transaction sees nobody of another's.
 */
export async function belongsElsewhere(db: AgencyDb | SystemDb, email: string): Promise<boolean> {
  const { rows } = await sql<{ belongs: boolean }>`select belongs_somewhere(${email}) as belongs`.execute(db);
  return rows[0]?.belongs ?? true;
}
