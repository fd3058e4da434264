import type { AuditAction } from '@foyer/contract/audit';
import type { CallFilters } from '@foyer/contract';
import type { ExportContract } from '@foyer/contract/exports';
import { record, whoOf } from '../audit/record.ts';
import { criteriaOf } from '../calls/call-criteria.ts';
import { callReader, refuseHiddenCriteria } from '../calls/call-reader.ts';
import { dayAt } from '../calls/day-range.ts';
import { countCalls, UNCAPPED } from '../calls/find-calls.ts';
import { timeZoneOf } from '../calls/handlers.ts';
import { byteRange } from '../media/byte-range.ts';
import type { HandlerContext, Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { inFileOrder } from './export-columns.ts';
import { exportFile } from './export-file.ts';
import {
  endExport,
  exportAnswer,
  KEPT,
  keepNewest,
  noteDownload,
  ownExports,
  type ExportRow,
} from './export-jobs.ts';
import { refuseHidden, sameReader } from './export-right.ts';

/** Exports of one person that may run at once. */
const MOST_RUNNING = 3;
/** Exports of one person that are kept. */
const MOST_KEPT = 10;

export const exportHandlers: Handlers<ExportName> = {
  countCallExport: async ({ input, session, subject, tenant, decisions, db }) => {
    const filters = input.query;
    const reader = callReader(subject, tenant, decisions);
    refuseHiddenCriteria(filters, null, decisions);
    return { count: await countCalls(db, criteriaOf(filters, reader, timeZoneOf(session)), UNCAPPED) };
  },

  listCallExports: async (context) => {
    // Whoever looks through somebody's eyes has none of their own there.
    if (context.session.viewAs) return { items: [] };
    const rows = await ownExports(context.db, ownerOf(context), context.deps.clock.now()).execute();
    return { items: rows.map(exportAnswer) };
  },

  startCallExport: async (context) => {
    const { input, session, subject, tenant, decisions, db, deps, request } = context;
    const { key, filters, sort, columns: asked } = input.body;
    const columns = inFileOrder(asked);
    refuseHidden({ filters, sort, columns }, decisions);
    const owner = ownerOf(context);
    const now = deps.clock.now();
    const own = await ownExports(db, owner, now).execute();
    const first = own.find((one) => one.key === key);
    if (first) return exportAnswer(first);
    if (own.filter(({ state }) => state === 'running').length >= MOST_RUNNING) {
      const detail = `${MOST_RUNNING} exports of yours are being written. Wait for one of them, or cancel one.`;
      throw problem('rate_limited', { detail, retryAfter: 30 });
    }
    const reader = callReader(subject, tenant, decisions);
    const timeZone = timeZoneOf(session);
    const total = await countCalls(db, criteriaOf(filters, reader, timeZone), UNCAPPED);
    const row = await db
      .insertInto('call_exports')
      .values({
        tenant_id: owner.clientId,
        id: deps.newId(),
        person_id: owner.personId,
        key,
        session_id: session.sessionId,
        address: request.address,
        filters: JSON.stringify(filters),
        sort,
        columns,
        reader: JSON.stringify(reader),
        time_zone: timeZone,
        file_name: fileName(session.client?.name ?? '', dayAt(now, timeZone)),
        total,
        claimed_until: now,
        created_at: now,
        expires_at: new Date(now.getTime() + KEPT),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await keepNewest(db, owner, MOST_KEPT);
    await note(context, row, 'calls.exported', { columns, filters: withoutWords(filters), sort, total });
    deps.exports.wake();
    return exportAnswer(row);
  },

  getCallExport: async (context) => exportAnswer(await ownExport(context)),

  cancelCallExport: async (context) => {
    const row = await ownExport(context);
    const ended = await endExport(context.db, row, 'cancelled', context.deps.clock.now());
    if (ended) await note(context, row, 'export.cancelled', { written: row.row_count });
  },

  getCallExportFile: async (context) => {
    const { session, subject, tenant, decisions, deps, request } = context;
    const row = await ownExport(context);
    refuseHidden(row, decisions);
    if (row.state !== 'done' || !sameReader(callReader(subject, tenant, decisions), row.reader))
      throw problem('not_found');
    const size = row.byte_count;
    const etag = `"${row.id}-${size}"`;
    const ifRange = request.headers.get('if-range');
    const asked = ifRange === null || ifRange === etag ? request.headers.get('range') : null;
    const range = byteRange(asked, size);
    if (range === 'unsatisfiable')
      throw problem('range_not_satisfiable', { headers: { 'content-range': `bytes */${size}` } });
    const { start, end } = range ?? { start: 0, end: size - 1 };
    // Once a download: what goes on where another broke off is the same one. Where none was begun, this is one, wherever it begins.
    if (start === 0 || row.downloaded_at === null) {
      await noteDownload(context.db, row, deps.clock.now());
      await note(context, row, 'export.downloaded', { columns: row.columns, rows: row.row_count });
    }
    const reading = { sessionId: session.sessionId, address: request.address, clientId: tenant.clientId };
    return {
      status: range ? 206 : 200,
      mediaType: 'text/csv; charset=utf-8; header=present',
      body: exportFile(deps, row, reading, { start, end }),
      headers: {
        'accept-ranges': 'bytes',
        etag,
        'content-length': String(end - start + 1),
        'content-disposition': `attachment; filename="${row.file_name}"`,
        'cache-control': 'no-store',
        ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
      },
    };
  },
};

type ExportName = keyof ExportContract;
type ExportContext = HandlerContext<ExportContract[ExportName]>;
type OneExportContext = HandlerContext<
  ExportContract['getCallExport'] | ExportContract['cancelCallExport'] | ExportContract['getCallExportFile']
>;

const ownerOf = ({ session, tenant }: Pick<ExportContext, 'session' | 'tenant'>) => ({
  clientId: tenant.clientId,
  personId: session.person.id,
});

/** @throws not_found, alike for one that isn't there, has expired or is somebody else's, and for whoever looks through somebody's eyes. */
async function ownExport(context: OneExportContext): Promise<ExportRow> {
  const { db, deps, input, session } = context;
  const row = session.viewAs
    ? undefined
    : await ownExports(db, ownerOf(context), deps.clock.now())
        .where('id', '=', input.params.exportId)
        .executeTakeFirst();
  if (!row) throw problem('not_found');
  return row;
}

/** What is searched for may be a caller's name or number: only that something was. */
function withoutWords({ text, ...filters }: CallFilters) {
  return { ...filters, ...(text !== undefined && { searched: true }) };
}

async function note(
  { db, session, request, tenant }: Pick<ExportContext, 'db' | 'session' | 'request' | 'tenant'>,
  row: ExportRow,
  action: Extract<AuditAction, 'calls.exported' | `export.${string}`>,
  after: unknown,
): Promise<void> {
  const label = `Export of ${row.total.toLocaleString('en')} ${row.total === 1 ? 'call' : 'calls'}`;
  await record(db, whoOf(session, request), {
    chain: tenant,
    action,
    target: { kind: 'call_export', id: row.id, label },
    after,
    outcome: 'done',
  });
}

/** `calls-brightwater-dental-2026-11-23.csv`: plain letters, so that it is the same everywhere. */
function fileName(client: string, day: string): string {
  const plain = client
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return `calls-${plain ? `${plain}-` : ''}${day}.csv`;
}
