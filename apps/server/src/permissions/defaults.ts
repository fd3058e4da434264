import { closeGrants, type Grant } from '@foyer/access';
import type { Defaults } from '@foyer/contract/permissions';
import type { SystemDb } from '../db/database.ts';

/** The agency's defaults in force: those of the highest version. */
export async function readDefaults(db: SystemDb, agencyId: string): Promise<Defaults> {
  const { items } = await readDefaultsVersions(db, agencyId, { limit: 1, before: null });
  return items[0] ?? { version: 0, grants: NOTHING, changed: null };
}

/** Every version, the newest first; `next` is where the page ended, or null where there is no more. */
export async function readDefaultsVersions(
  db: SystemDb,
  agencyId: string,
  { limit, before }: { readonly limit: number; readonly before: number | null },
): Promise<{ items: Defaults[]; next: number | null }> {
  const rows = await db
    .selectFrom('permission_defaults as d')
    .leftJoin('people as p', 'p.id', 'd.created_by')
    .select(['d.version', 'd.grants', 'd.created_at', 'p.name'])
    .where('d.agency_id', '=', agencyId)
    .$if(before !== null, (query) => query.where('d.version', '<', before ?? 0))
    .orderBy('d.version', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map((row) => ({
    version: row.version,
    // What isn't named, and what stands without its parent, is off.
    grants: closeGrants(row.grants),
    changed: { by: row.name, at: row.created_at.toISOString() },
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.version ?? null) : null };
}

/** Holds the agency, so that nobody else saves or applies its defaults until the transaction ends. */
export async function holdDefaults(db: SystemDb, agencyId: string): Promise<void> {
  await db.selectFrom('agencies').select('id').where('id', '=', agencyId).forNoKeyUpdate().execute();
}

export async function addDefaultsVersion(
  db: SystemDb,
  agencyId: string,
  next: {
    readonly version: number;
    readonly grants: Record<Grant, boolean>;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await db
    .insertInto('permission_defaults')
    .values({
      agency_id: agencyId,
      version: next.version,
      grants: JSON.stringify(next.grants),
      created_by: next.by,
      created_at: next.at,
    })
    .execute();
}

const NOTHING = closeGrants({});
