import { allows, type Capability, type Decision } from '@foyer/access';
import type { CallListItem } from '@foyer/contract';
import { EXPORT_COLUMNS, type ExportColumn } from '@foyer/contract/exports';
import { denied } from '../platform/problem.ts';
import { zonedTime } from './zoned-time.ts';

type Decisions = Readonly<Record<Capability, Decision>>;

/** What a column needs beyond `calls`; the first that is closed is named in the refusal. */
const NEEDS: Readonly<Record<ExportColumn, readonly (readonly [Capability, 'redacted' | 'view'])[]>> = {
  started_at: [],
  agent: [],
  direction: [],
  status: [],
  duration: [],
  id: [],
  project: [['call_details', 'redacted']],
  outcome: [['call_details', 'redacted']],
  sentiment: [['call_details', 'redacted']],
  tags: [['call_details', 'redacted']],
  caller_name: [
    ['call_details', 'redacted'],
    ['caller_details', 'view'],
  ],
  caller_number: [
    ['call_details', 'redacted'],
    ['caller_details', 'view'],
  ],
  cost: [['call_cost', 'view']],
};

/** Refuses columns over what the reader may not see. */
export function refuseHiddenColumns(columns: readonly ExportColumn[], decisions: Decisions): void {
  for (const column of columns) {
    const closed = NEEDS[column].find(([capability, level]) => !allows(decisions[capability], level));
    if (closed) throw denied(decisions[closed[0]]);
  }
}

/** Each once, in the file's own order, however they were asked for. */
export const inFileOrder = (columns: readonly ExportColumn[]): ExportColumn[] =>
  EXPORT_COLUMNS.filter((column) => columns.includes(column));

const HEADERS: Readonly<Record<ExportColumn, readonly string[]>> = {
  started_at: ['Started at'],
  caller_name: ['Caller name'],
  caller_number: ['Caller number'],
  agent: ['Agent'],
  project: ['Project'],
  direction: ['Direction'],
  status: ['Status'],
  outcome: ['Outcome'],
  sentiment: ['Sentiment'],
  tags: ['Tags'],
  duration: ['Duration (seconds)'],
  cost: ['Cost', 'Currency'],
  id: ['Call ID'],
};

export const headerOf = (columns: readonly ExportColumn[]): string[] =>
  columns.flatMap((column) => HEADERS[column]);

type Cell = (call: CallListItem) => readonly string[];

/**
 * What stands in the file for a call. It is made of what the list is answered with, so that nothing can be in it that the list would not have
 * told the same reader.
 */
export function rowWriter(
  columns: readonly ExportColumn[],
  timeZone: string,
): (call: CallListItem) => string[] {
  const time = zonedTime(timeZone);
  const cells: Readonly<Record<ExportColumn, Cell>> = {
    started_at: ({ startedAt }) => [time(new Date(startedAt))],
    caller_name: (call) => [callerOf(call)?.name ?? ''],
    caller_number: (call) => [callerOf(call)?.number ?? ''],
    agent: ({ agent }) => [agent.label],
    project: ({ details }) => [details?.project.name ?? ''],
    direction: ({ direction }) => [inWords(direction)],
    status: ({ status }) => [inWords(status)],
    outcome: ({ details }) => [details?.outcome ? OUTCOME_WORDS[details.outcome] : ''],
    sentiment: ({ details }) => [details?.sentiment ? inWords(details.sentiment) : ''],
    tags: ({ details }) => [details?.tags.join('; ') ?? ''],
    duration: ({ durationMs }) => [String(Math.round(durationMs / 1000))],
    cost: ({ cost }) => (cost ? [decimal(cost.minor, cost.currency), cost.currency] : ['', '']),
    id: ({ id }) => [id],
  };
  return (call) => columns.flatMap((column) => cells[column](call));
}

const callerOf = ({ details }: CallListItem) => (details?.level === 'view' ? details.caller : null);

/** `in_progress` → `In progress`. */
const inWords = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');

/** As the list calls them. */
const OUTCOME_WORDS: Readonly<Record<NonNullable<NonNullable<CallListItem['details']>['outcome']>, string>> =
  {
    booked: 'Booked',
    rescheduled: 'Rescheduled',
    cancelled: 'Cancelled',
    answered: 'Question answered',
    message_taken: 'Message taken',
    transferred: 'Handed over',
    not_reached: 'Not reached',
    spam: 'Spam',
  };

const digits = new Map<string, number>();

/** Minor units as a plain decimal with the currency's own places: `1234` of EUR is `12.34`, of JPY `1234`. */
function decimal(minor: number, currency: string): string {
  let places = digits.get(currency);
  if (places === undefined) {
    places =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2;
    digits.set(currency, places);
  }
  return (minor / 10 ** places).toFixed(places);
}
