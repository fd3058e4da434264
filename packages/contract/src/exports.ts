import { z } from './zod.ts';
import { CALL_SORTS, callFiltersSchema } from './calls.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

/** What a file of calls can hold, in the order in which it stands there. */
export const EXPORT_COLUMNS = [
  'started_at',
  'caller_name',
  'caller_number',
  'agent',
  'project',
  'direction',
  'status',
  'outcome',
  'sentiment',
  'tags',
  'duration',
  'cost',
  'id',
] as const;

export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/** `running` goes on by itself, whoever looks; the others stay what they are. */
export const EXPORT_STATES = ['running', 'done', 'cancelled', 'stopped', 'failed'] as const;

export type ExportState = (typeof EXPORT_STATES)[number];

/**
 * A file of calls that somebody asked for, on its way or there. Of what was filtered it says nothing: that may be about what its reader may
 * not see any more.
 */
export const callExportSchema = z.strictObject({
  id: idSchema,
  state: z.enum(EXPORT_STATES),
  /** Calls that matched when it was asked for. What comes in or changes meanwhile can make it more or fewer. */
  total: z.number().int().nonnegative(),
  /** Calls that are in the file so far. */
  rows: z.number().int().nonnegative(),
  /** Bytes of the file so far. */
  bytes: z.number().int().nonnegative(),
  columns: z.array(z.enum(EXPORT_COLUMNS)),
  fileName: z.string(),
  createdAt: instantSchema,
  /** When the file is deleted. */
  expiresAt: instantSchema,
});

export type CallExport = z.infer<typeof callExportSchema>;

const exportParams = z.strictObject({ exportId: idSchema });

/** Calls as a file, made part by part behind the page. */
export const exportEndpoints = {
  countCallExport: endpoint({
    method: 'GET',
    path: '/api/call-exports/count',
    needs: 'calls',
    summary: 'How many calls match, exactly, however many.',
    query: callFiltersSchema,
    answers: { json: z.strictObject({ count: z.number().int().nonnegative() }) },
  }),
  listCallExports: endpoint({
    method: 'GET',
    path: '/api/call-exports',
    needs: 'calls',
    summary: 'The person’s own exports of the last day, the newest first.',
    answers: { json: z.strictObject({ items: z.array(callExportSchema) }) },
  }),
  startCallExport: endpoint({
    method: 'POST',
    path: '/api/call-exports',
    needs: 'calls',
    hasKey: true,
    summary:
      'Have the calls that match written into a CSV file. Filters, order and columns are refused like those of the list.',
    body: z.strictObject({
      /** Made by the page once a form: the same again answers the export that the first one started. */
      key: idSchema,
      /** As the list takes them. */
      filters: callFiltersSchema,
      sort: z.enum(CALL_SORTS),
      columns: z.array(z.enum(EXPORT_COLUMNS)).min(1).max(EXPORT_COLUMNS.length),
    }),
    answers: { json: callExportSchema },
    errors: ['rate_limited'],
  }),
  getCallExport: endpoint({
    method: 'GET',
    path: '/api/call-exports/:exportId',
    needs: 'calls',
    summary: 'How far an export of one’s own has come.',
    params: exportParams,
    answers: { json: callExportSchema },
  }),
  cancelCallExport: endpoint({
    method: 'DELETE',
    path: '/api/call-exports/:exportId',
    needs: 'calls',
    summary:
      'End an export of one’s own that is running, and delete what there is of it. One that has ended stays as it is.',
    params: exportParams,
    answers: { nothing: true },
  }),
  getCallExportFile: endpoint({
    method: 'GET',
    path: '/api/call-exports/:exportId/file',
    needs: 'calls',
    summary:
      'The file, once it is done; takes byte ranges with `if-range`, and checks each time what the reader may see.',
    params: exportParams,
    answers: { bytes: ['text/csv'] },
    errors: ['range_not_satisfiable'],
  }),
};

export type ExportContract = typeof exportEndpoints;
