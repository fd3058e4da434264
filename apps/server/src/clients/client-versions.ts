import type { SystemDb } from '../db/database.ts';
import type { ClientVersionsTable } from '../db/schema.ts';

type Part = ClientVersionsTable['part'];

/** The version of one part of a client, and who made it. */
export interface PartVersion {
  readonly version: number;
  readonly changed: { readonly by: string | null; readonly at: string } | null;
}

export async function readVersion(db: SystemDb, clientId: string, part: Part): Promise<PartVersion> {
  const row = await db
    .selectFrom('client_versions as v')
    .leftJoin('people as p', 'p.id', 'v.changed_by')
    .select(['v.version', 'v.changed_at', 'p.name'])
    .where('v.tenant_id', '=', clientId)
    .where('v.part', '=', part)
    .executeTakeFirst();
  if (!row) return { version: 0, changed: null };
  return { version: row.version, changed: { by: row.name, at: row.changed_at.toISOString() } };
}

/** Counts one change further. The client must be held (`holdClient`), so that nobody else counts at the same time. */
export async function nextVersion(
  db: SystemDb,
  clientId: string,
  part: Part,
  change: { readonly by: string | null; readonly at: Date },
): Promise<void> {
  const values = { changed_by: change.by, changed_at: change.at };
  await db
    .insertInto('client_versions')
    .values({ tenant_id: clientId, part, version: 1, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'part'])
        .doUpdateSet((eb) => ({ version: eb('client_versions.version', '+', 1), ...values })),
    )
    .execute();
}
