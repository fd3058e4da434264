import { listItem } from '../calls/call-answers.ts';
import { criteriaOf, orderOf } from '../calls/call-criteria.ts';
import type { CallReader } from '../calls/call-reader.ts';
import { findCalls } from '../calls/find-calls.ts';
import { readCalls } from '../calls/read-calls.ts';
import type { TenantDb } from '../db/database.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { headerOf, rowWriter } from './export-columns.ts';
import type { ExportRow } from './export-jobs.ts';

/**
 * Writes the next part of a file and, in the same transaction, how far it has come. A part begins where the one before ended: its transaction
 * holds the export's row. Answers whether that was the last one.
 */
export async function writePart(
  db: TenantDb,
  row: ExportRow,
  reader: CallReader,
  { rows, now, claimedUntil }: { readonly rows: number; readonly now: Date; readonly claimedUntil: Date },
): Promise<boolean> {
  const criteria = criteriaOf(row.filters, reader, row.time_zone);
  const found = await findCalls(db, criteria, orderOf(row.sort), row.position, rows);
  const ids = found.map(({ id }) => id);
  const calls = await readCalls(db, reader.clientId, ids);
  const text = textOf(
    row,
    calls.map((call) => listItem(call, reader, now)),
  );
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength > 0)
    await db
      .insertInto('call_export_parts')
      .values({ tenant_id: row.tenant_id, export_id: row.id, first_byte: row.byte_count, bytes })
      .execute();
  const last = found.length < rows;
  const position = found.at(-1) ?? row.position;
  await db
    .updateTable('call_exports')
    .set({
      row_count: row.row_count + calls.length,
      byte_count: row.byte_count + bytes.byteLength,
      position: position && JSON.stringify(position),
      claimed_until: claimedUntil,
      tries: 0,
      ...(last && { state: 'done' as const, settled_at: now, claim: null }),
    })
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .execute();
  return last;
}

function textOf(row: ExportRow, calls: readonly Parameters<ReturnType<typeof rowWriter>>[0][]): string {
  const head = row.byte_count === 0 ? BYTE_ORDER_MARK + csvLine(headerOf(row.columns)) : '';
  const write = rowWriter(row.columns, row.time_zone);
  return head + calls.map((call) => csvLine(write(call))).join('');
}
