import type { SystemDb } from '../db/database.ts';

/** Whether an address is somebody's who belongs to an agency or to a client already: nobody belongs to two. */
export async function belongsElsewhere(db: SystemDb, email: string): Promise<boolean> {
  const found = await db
    .selectFrom('people as p')
    .leftJoin('agency_members as a', 'a.person_id', 'p.id')
    .leftJoin('memberships as m', 'm.person_id', 'p.id')
    .select('p.id')
    .where('p.email', '=', email)
    .where((eb) => eb.or([eb('a.person_id', 'is not', null), eb('m.person_id', 'is not', null)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
