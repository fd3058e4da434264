import { sql, type Selectable } from 'kysely';
import type { CallExport } from '@foyer/contract/exports';
import type { Database, TenantDb } from '../db/database.ts';
import type { CallExportsTable } from '../db/schema.ts';

export type ExportRow = Selectable<CallExportsTable>;

/** Milliseconds for which a file is kept. */
export const KEPT = 24 * 60 * 60_000;

/** What its owner is told of an export. */
export const exportAnswer = (row: ExportRow): CallExport => ({
  id: row.id,
  state: row.state,
  total: row.total,
  rows: row.row_count,
  bytes: row.byte_count,
  columns: row.columns,
  fileName: row.file_name,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});

/** Whose export it is: nobody else's is ever found. */
export interface ExportOwner {
  readonly clientId: string;
  readonly personId: string;
}

/** A person's own exports that haven't expired, the newest first. */
export const ownExports = (db: TenantDb, { clientId, personId }: ExportOwner, now: Date) =>
  db
    .selectFrom('call_exports')
    .selectAll()
    .where('tenant_id', '=', clientId)
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id');

/**
 * Ends an export that runs; what is not done has no file. Answers whether it ran.
 * @param state what it is from then on
 */
export async function endExport(
  db: TenantDb,
  { tenant_id, id }: Pick<ExportRow, 'tenant_id' | 'id'>,
  state: 'cancelled' | 'stopped' | 'failed',
  now: Date,
): Promise<boolean> {
  const ended = await db
    .updateTable('call_exports')
    .set({ state, settled_at: now, claim: null, row_count: 0, byte_count: 0, position: null })
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (ended) await deleteParts(db, tenant_id, id);
  return ended !== undefined;
}

/** Bytes of the file were given out. */
export const noteDownload = (
  db: TenantDb,
  { tenant_id, id }: Pick<ExportRow, 'tenant_id' | 'id'>,
  now: Date,
) =>
  db
    .updateTable('call_exports')
    .set({ downloaded_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .execute();

const deleteParts = (db: TenantDb, tenantId: string, id: string) =>
  db.deleteFrom('call_export_parts').where('tenant_id', '=', tenantId).where('export_id', '=', id).execute();

/** Deletes a person's files but the newest, so that nobody fills the disk. Those that run stay. */
export async function keepNewest(db: TenantDb, owner: ExportOwner, most: number): Promise<void> {
  await sql`delete from call_exports e where e.tenant_id = ${owner.clientId} and e.person_id = ${owner.personId}
    and e.state <> 'running' and e.id in (
      select o.id from call_exports o where o.tenant_id = ${owner.clientId} and o.person_id = ${owner.personId}
      order by o.created_at desc, o.id offset ${sql.lit(most)})`.execute(db);
}

/** Deletes what has expired. For upkeep. */
export async function forgetOldExports(database: Database, now: Date): Promise<void> {
  await database.kysely.deleteFrom('call_exports').where('expires_at', '<=', now).execute();
}

/** The part in which a byte of the file lies, with where it begins. */
export const partAt = (db: TenantDb, clientId: string, id: string, byte: number) =>
  db
    .selectFrom('call_export_parts')
    .select(['first_byte', 'bytes'])
    .where('tenant_id', '=', clientId)
    .where('export_id', '=', id)
    .where('first_byte', '<=', byte)
    .orderBy('first_byte', 'desc')
    .limit(1)
    .executeTakeFirst();
