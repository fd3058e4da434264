import type { ReactNode } from 'react';
import { explain, type Decision } from '@foyer/access';
import { CALL_COLUMNS, type CallColumnName, type CallListItem } from '@foyer/contract';
import {
  EmptyValue,
  formatDateTime,
  formatInstant,
  formatPhone,
  LeftToRight,
  Money,
  RelativeTime,
  SentimentMark,
  styled,
  token,
  useLocale,
  type Column,
  type In,
} from '@foyer/ui';
import { CallStatusBadge, DirectionMark } from './badges.tsx';
import { CallDuration } from './call-duration.tsx';
import { OUTCOME_WORDS } from './words.ts';

const Quiet = styled('span')({ fontWeight: 400, color: token.text3 });

const Tags = styled('span')({ display: 'inline-flex', gap: 4, verticalAlign: 'middle' });
const TagMark = styled('span')({
  paddingInline: 6,
  borderRadius: 4,
  fontSize: '0.75rem',
  lineHeight: '18px',
  color: token.text2,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
});

export type ReaderOfColumns = Readonly<{
  details: boolean;
  caller: boolean;
  cost: boolean;
  severalProjects: boolean;
}>;

type CallColumn = Column<CallListItem> & { id: ColumnId; minWidth: number };

/** Every column, in the usual order. */
export const COLUMN_IDS = CALL_COLUMNS;

export type ColumnId = CallColumnName;

/** Those that stand without being asked for. */
const USUAL: readonly ColumnId[] = COLUMN_IDS.filter((id) => id !== 'tags');

/** Given up where the place is too narrow, the first first; what they say stands on the call's page. */
const DISPENSABLE: readonly ColumnId[] = [
  'tags',
  'direction',
  'sentiment',
  'project',
  'cost',
  'outcome',
  'agent',
];

/** Beside the cells: the table's own padding. */
const EDGES = 48;

/** The columns that a reader can choose from, by name, in the usual order. */
export function columnChoice(access: ReaderOfColumns): readonly Readonly<{ id: ColumnId; name: string }>[] {
  return COLUMN_IDS.filter((id) => allowed(id, access)).map((id) => ({ id, name: COLUMN_WORDS[id] }));
}

/** The columns that stand where nobody chose others. */
export const usualColumns = (access: ReaderOfColumns): readonly ColumnId[] =>
  USUAL.filter((id) => allowed(id, access));

export type ColumnOptions = Readonly<{
  /** Chosen columns in their order; null: the usual ones. */
  chosen: readonly ColumnId[] | null;
  /** Whether chosen columns, too, give way where there is no room; else the table scrolls sideways. */
  givesWay: boolean;
  time: 'relative' | 'absolute';
}>;

const USUAL_OPTIONS: ColumnOptions = { chosen: null, givesWay: true, time: 'relative' };

/** The columns that access allows and somebody chose, as many as there is room for. */
export function columnsFor(
  access: ReaderOfColumns,
  where: In,
  width: number,
  { chosen, givesWay, time }: ColumnOptions = USUAL_OPTIONS,
): CallColumn[] {
  const all = new Map(allColumns(where, time).map((column) => [column.id, column]));
  const wanted = (chosen ?? USUAL).filter((id) => allowed(id, access));
  // A view whose columns are all closed to this reader still shows calls.
  const shown = wanted.length > 0 ? wanted : usualColumns(access);
  const columns = shown.flatMap((id) => all.get(id) ?? []);
  const needed = () => columns.reduce((sum, column) => sum + column.minWidth, EDGES);
  for (const id of chosen === null || givesWay ? DISPENSABLE : []) {
    if (needed() <= width) break;
    const index = columns.findIndex((column) => column.id === id);
    if (index >= 0 && columns.length > 4) columns.splice(index, 1);
  }
  const main =
    columns.find(({ id }) => id === 'caller') ?? columns.find(({ id }) => id === 'agent') ?? columns[0];
  return columns.map((column) => ({ ...column, main: column === main }));
}

function allowed(id: ColumnId, access: ReaderOfColumns): boolean {
  switch (id) {
    case 'caller':
      return access.caller && access.details;
    case 'project':
      return access.details && access.severalProjects;
    case 'outcome':
    case 'sentiment':
    case 'tags':
      return access.details;
    case 'cost':
      return access.cost;
    default:
      return true;
  }
}

/** Who called, as far as it is known; undefined where it isn't this reader's to know. */
function callerOf(call: CallListItem): { name: string | null; number: string | null } | undefined {
  return call.details?.level === 'view' ? call.details.caller : undefined;
}

/** The caller's name, else the number, each in its own direction; undefined where neither is known to this reader. */
export function whoCalled(call: CallListItem): ReactNode {
  const caller = callerOf(call);
  if (caller?.name) return <bdi>{caller.name}</bdi>;
  return caller?.number ? <LeftToRight>{formatPhone(caller.number)}</LeftToRight> : undefined;
}

const WITHHELD = <Quiet>Withheld</Quiet>;

/** Who called, in a word for those who kept that to themselves; undefined where it isn't this reader's to know. */
export const callerInWords = (call: CallListItem): ReactNode =>
  whoCalled(call) ?? (callerOf(call) && WITHHELD);

const COLUMN_WORDS: Readonly<Record<ColumnId, string>> = {
  started_at: 'Time',
  caller: 'Caller',
  agent: 'Agent',
  project: 'Project',
  direction: 'Direction',
  status: 'Status',
  outcome: 'Outcome',
  sentiment: 'Sentiment',
  tags: 'Tags',
  duration: 'Duration',
  cost: 'Cost',
};

/** When it began, as a date in the client's zone. */
export function CallDate({ call }: { call: CallListItem }) {
  return (
    <time className="fy-figures" dateTime={call.startedAt}>
      {formatDateTime(call.startedAt, useLocale())}
    </time>
  );
}

function allColumns(where: In, time: 'relative' | 'absolute'): CallColumn[] {
  return [
    {
      id: 'started_at',
      header: COLUMN_WORDS.started_at,
      minWidth: time === 'absolute' ? 168 : 132,
      grow: 0.6,
      sortable: true,
      firstSort: 'desc',
      cell: (call) =>
        time === 'absolute' ? <CallDate call={call} /> : <RelativeTime value={call.startedAt} />,
      title: (call) => formatInstant(call.startedAt, where),
    },
    {
      id: 'caller',
      header: COLUMN_WORDS.caller,
      minWidth: 150,
      grow: 1.6,
      cell: (call) => {
        return callerInWords(call);
      },
      title: (call) => {
        const caller = callerOf(call);
        return [caller?.name, caller?.number && formatPhone(caller.number)].filter(Boolean).join(' · ');
      },
    },
    { id: 'agent', header: COLUMN_WORDS.agent, minWidth: 116, cell: (call) => call.agent.label },
    {
      id: 'project',
      header: COLUMN_WORDS.project,
      minWidth: 116,
      cell: (call) => call.details?.project.name,
    },
    {
      id: 'direction',
      header: COLUMN_WORDS.direction,
      minWidth: 104,
      grow: 0.4,
      cell: (call) => <DirectionMark direction={call.direction} />,
    },
    {
      id: 'status',
      header: COLUMN_WORDS.status,
      minWidth: 116,
      grow: 0.5,
      cell: (call) => <CallStatusBadge status={call.status} />,
    },
    {
      id: 'outcome',
      header: COLUMN_WORDS.outcome,
      minWidth: 132,
      grow: 1.2,
      cell: (call) => (call.details?.outcome ? OUTCOME_WORDS[call.details.outcome] : <EmptyValue />),
    },
    {
      id: 'sentiment',
      header: COLUMN_WORDS.sentiment,
      minWidth: 104,
      grow: 0.4,
      cell: (call) =>
        call.details?.sentiment ? <SentimentMark value={call.details.sentiment} /> : <EmptyValue />,
    },
    {
      id: 'tags',
      header: COLUMN_WORDS.tags,
      minWidth: 128,
      cell: (call) =>
        call.details && call.details.tags.length > 0 ? (
          <Tags>
            {call.details.tags.map((tag) => (
              <TagMark key={tag}>{tag}</TagMark>
            ))}
          </Tags>
        ) : (
          <EmptyValue />
        ),
      title: (call) => call.details?.tags.join(', '),
    },
    {
      id: 'duration',
      header: COLUMN_WORDS.duration,
      minWidth: 92,
      grow: 0.3,
      numeric: true,
      sortable: true,
      cell: (call) => <CallDuration call={call} />,
    },
    {
      id: 'cost',
      header: COLUMN_WORDS.cost,
      minWidth: 80,
      grow: 0.3,
      numeric: true,
      sortable: true,
      cell: (call) =>
        call.cost ? <Money minor={call.cost.minor} currency={call.cost.currency} /> : <EmptyValue />,
    },
  ];
}

export type HiddenColumns = Readonly<{ what: readonly string[]; why: string }>;

/** What the reader doesn't see and why, one entry for each reason. */
export function hiddenColumns(
  decisions: Readonly<{ details: Decision; caller: Decision; cost: Decision }>,
): HiddenColumns[] {
  const details = decisions.details.level === 'none';
  const hidden: [string, Decision][] = [];
  if (details) hidden.push(['caller, outcome and sentiment', decisions.details]);
  else if (decisions.caller.level === 'none') hidden.push(['caller details', decisions.caller]);
  if (decisions.cost.level === 'none') hidden.push(['costs', decisions.cost]);

  const byReason = new Map<string, string[]>();
  for (const [words, { denials }] of hidden) {
    const why = denials
      .map(explain)
      .map(({ reason, whoCanChange }) => `${reason} ${whoCanChange}`)
      .join(' ');
    byReason.set(why, [...(byReason.get(why) ?? []), words]);
  }
  return [...byReason].map(([why, what]) => ({ what, why }));
}
