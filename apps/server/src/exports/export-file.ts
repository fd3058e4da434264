import type { Dependencies } from '../platform/dependencies.ts';
import { problem } from '../platform/problem.ts';
import type { ByteRange } from '../media/byte-range.ts';
import { partAt, type ExportRow } from './export-jobs.ts';
import { readerNow, sameReader, type ReadingSession } from './export-right.ts';

/**
 * The bytes of a file from one to another, read part by part as the other side takes them: however large the file, one part is in memory. Before
 * each part the right to it is looked at again; when it has gone, the answer breaks off.
 */
export function exportFile(
  deps: Pick<Dependencies, 'db' | 'clock' | 'policy'>,
  row: ExportRow,
  reading: ReadingSession,
  { start, end }: ByteRange,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = start;
  return new ReadableStream(
    {
      pull: async (controller) => {
        const reader = await readerNow(deps, reading, row);
        if (!reader || !sameReader(reader, row.reader)) throw problem('denied');
        const part = await deps.db.withTenant({ clientId: row.tenant_id }, (tx) =>
          partAt(tx, row.tenant_id, row.id, at),
        );
        // Expired meanwhile, or pushed out by newer ones.
        if (!part || at >= part.first_byte + part.bytes.byteLength) throw problem('not_found');
        const bytes = new Uint8Array(part.bytes.slice(at - part.first_byte, end + 1 - part.first_byte));
        at += bytes.byteLength;
        controller.enqueue(bytes);
        if (at > end) controller.close();
      },
    },
    // Nothing is read ahead: the first part would be read within the request's own transaction.
    { highWaterMark: 0 },
  );
}
