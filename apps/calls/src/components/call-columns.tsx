import type { ReactNode } from 'react';
import { explain, type Decision } from '@foyer/access';
import type { CallListItem } from '@foyer/contract';
import {
  EmptyValue,
  formatInstant,
  formatPhone,
  LeftToRight,
  Money,
  RelativeTime,
  SentimentMark,
  styled,
  token,
  type Column,
  type In,
} from '@foyer/ui';
import { CallStatusBadge, DirectionMark } from './badges.tsx';
import { CallDuration } from './call-duration.tsx';
import { OUTCOME_WORDS } from './words.ts';

const Quiet = styled('span')({ fontWeight: 400, color: token.text3 });

type Access = Readonly<{ details: boolean; caller: boolean; cost: boolean; severalProjects: boolean }>;

type CallColumn = Column<CallListItem> & { id: ColumnId; minWidth: number };

type ColumnId =
  | 'started_at'
  | 'caller'
  | 'agent'
  | 'project'
  | 'direction'
  | 'duration'
  | 'status'
  | 'outcome'
  | 'sentiment'
  | 'cost';

/** Given up where the place is too narrow, the first first; what they say stands on the call's page. */
const DISPENSABLE: readonly ColumnId[] = ['direction', 'sentiment', 'project', 'cost', 'outcome', 'agent'];

/** Beside the cells: the table's own padding. */
const EDGES = 48;

/** The columns that access allows, as many as there is room for. */
export function columnsFor(access: Access, where: In, width: number): CallColumn[] {
  const columns = allColumns(where).filter(({ id }) => allowed(id, access));
  const needed = () => columns.reduce((sum, column) => sum + column.minWidth, EDGES);
  for (const id of DISPENSABLE) {
    if (needed() <= width) break;
    const index = columns.findIndex((column) => column.id === id);
    if (index >= 0 && columns.length > 4) columns.splice(index, 1);
  }
  const main = columns.find(({ id }) => id === 'caller') ?? columns.find(({ id }) => id === 'agent');
  return columns.map((column) => ({ ...column, main: column === main }));
}

function allowed(id: ColumnId, access: Access): boolean {
  switch (id) {
    case 'caller':
      return access.caller && access.details;
    case 'project':
      return access.details && access.severalProjects;
    case 'outcome':
    case 'sentiment':
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

function allColumns(where: In): CallColumn[] {
  return [
    {
      id: 'started_at',
      header: 'Time',
      minWidth: 132,
      grow: 0.6,
      sortable: true,
      firstSort: 'desc',
      cell: (call) => <RelativeTime value={call.startedAt} />,
      title: (call) => formatInstant(call.startedAt, where),
    },
    {
      id: 'caller',
      header: 'Caller',
      minWidth: 150,
      grow: 2,
      cell: (call) => {
        return whoCalled(call) ?? <Quiet>Withheld</Quiet>;
      },
      title: (call) => {
        const caller = callerOf(call);
        return [caller?.name, caller?.number && formatPhone(caller.number)].filter(Boolean).join(' · ');
      },
    },
    { id: 'agent', header: 'Agent', minWidth: 116, cell: (call) => call.agent.label },
    { id: 'project', header: 'Project', minWidth: 116, cell: (call) => call.details?.project.name },
    {
      id: 'direction',
      header: 'Direction',
      minWidth: 104,
      grow: 0.4,
      cell: (call) => <DirectionMark direction={call.direction} />,
    },
    {
      id: 'status',
      header: 'Status',
      minWidth: 116,
      grow: 0.5,
      cell: (call) => <CallStatusBadge status={call.status} />,
    },
    {
      id: 'outcome',
      header: 'Outcome',
      minWidth: 132,
      cell: (call) => (call.details?.outcome ? OUTCOME_WORDS[call.details.outcome] : <EmptyValue />),
    },
    {
      id: 'sentiment',
      header: 'Sentiment',
      minWidth: 104,
      grow: 0.4,
      cell: (call) =>
        call.details?.sentiment ? <SentimentMark value={call.details.sentiment} /> : <EmptyValue />,
    },
    {
      id: 'duration',
      header: 'Duration',
      minWidth: 92,
      grow: 0.3,
      numeric: true,
      sortable: true,
      cell: (call) => <CallDuration call={call} />,
    },
    {
      id: 'cost',
      header: 'Cost',
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
