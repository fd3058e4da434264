import type { CallExport, ExportColumn } from '@foyer/contract/exports';
import { formatCount, formatNumber } from '@foyer/ui';

/** What stands over the columns of a file. */
export const EXPORT_COLUMN_WORDS: Readonly<Record<ExportColumn, string>> = {
  started_at: 'Start time',
  caller_name: 'Caller name',
  caller_number: 'Caller number',
  agent: 'Agent',
  project: 'Project',
  direction: 'Direction',
  status: 'Status',
  outcome: 'Outcome',
  sentiment: 'Sentiment',
  tags: 'Tags',
  duration: 'Duration',
  cost: 'Cost and currency',
  id: 'Call ID',
};

type ExportAccess = Readonly<{ details: boolean; caller: boolean; cost: boolean }>;

/** The columns that a reader can choose from, in the order of the file. */
export function exportColumns({ details, caller, cost }: ExportAccess): ExportColumn[] {
  return (Object.keys(EXPORT_COLUMN_WORDS) as ExportColumn[]).filter((column) => {
    switch (column) {
      case 'caller_name':
      case 'caller_number':
        return details && caller;
      case 'project':
      case 'outcome':
      case 'sentiment':
      case 'tags':
        return details;
      case 'cost':
        return cost;
      default:
        return true;
    }
  });
}

/** Not on until somebody wants them. */
const EXTRA: readonly ExportColumn[] = ['tags', 'id'];

/** Those that the list has. */
export const columnsOfList = (columns: readonly ExportColumn[]): ExportColumn[] =>
  columns.filter((column) => !EXTRA.includes(column));

/** `12,000 of 412,339 calls`. */
export const progressWords = ({ rows, total }: CallExport, locale: string): string =>
  `${formatNumber(Math.min(rows, total), locale)} of ${formatCount(total, { one: 'call', other: 'calls' }, locale)}`;

/** How long it will take, so that nobody counts on it too exactly: `about 40 seconds left`. */
export function remainingWords(seconds: number | null, locale = 'en'): string {
  if (seconds === null || !Number.isFinite(seconds)) return 'working out how long it takes';
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 90) return `about ${formatNumber(Math.ceil(seconds / 5) * 5, locale)} seconds left`;
  return `about ${formatNumber(Math.ceil(seconds / 60), locale)} minutes left`;
}

/** `34 MB`. */
export function sizeWords(bytes: number, locale = 'en'): string {
  const [unit, size] =
    bytes < 1e6 ? (['kilobyte', bytes / 1e3] as const) : (['megabyte', bytes / 1e6] as const);
  const digits = size < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(size);
}

/** What has become of an export that has no file. */
export const STATE_WORDS: Readonly<Record<Exclude<CallExport['state'], 'running' | 'done'>, string>> = {
  cancelled: 'Cancelled',
  stopped: 'What you may see has changed since. Start it again.',
  failed: 'It could not be written. Start it again.',
};
