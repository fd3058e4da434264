import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { Stage } from '../../catalogue/layout.tsx';
import { NOW, sampleCall, type SampleCall } from '../../catalogue/sample-calls.ts';
import { SentimentMark, StatusBadge } from '../show/status-badge.tsx';
import { Duration, EmptyValue, Money, RelativeTime } from '../show/values.tsx';
import { Empty, Failed } from '../states/states.tsx';
import type { Column, Sort } from './columns.ts';
import { DataTable, type DataTableProps } from './data-table.tsx';

export default { title: 'Table' } satisfies Meta;
type Story = StoryObj;

const COLUMNS: readonly Column<SampleCall>[] = [
  {
    id: 'started',
    header: 'Time',
    sortable: true,
    minWidth: 120,
    firstSort: 'desc',
    cell: (call) => <RelativeTime value={call.startedAt} now={NOW} />,
  },
  {
    id: 'caller',
    header: 'Caller',
    main: true,
    minWidth: 140,
    grow: 2,
    title: (call) => call.caller ?? undefined,
    cell: (call) => call.caller ?? <EmptyValue label="unknown" />,
  },
  { id: 'agent', header: 'Agent', sortable: true, cell: (call) => call.agent },
  { id: 'site', header: 'Site', hideBelow: 900, cell: (call) => call.site },
  {
    id: 'status',
    header: 'Status',
    minWidth: 120,
    cell: (call) => <StatusBadge tone={call.status.tone}>{call.status.word}</StatusBadge>,
  },
  {
    id: 'sentiment',
    header: 'Sentiment',
    minWidth: 110,
    cell: (call) => <SentimentMark value={call.sentiment} />,
  },
  {
    id: 'seconds',
    header: 'Length',
    numeric: true,
    sortable: true,
    cell: (call) => <Duration seconds={call.seconds} />,
  },
  { id: 'cost', header: 'Cost', numeric: true, cell: (call) => <Money minor={call.cost} currency="USD" /> },
];

type CallsProps = Partial<DataTableProps<SampleCall>> & { height?: number };

function Calls({ height = 520, ...props }: CallsProps) {
  const [sort, setSort] = useState<Sort>({ column: 'started', direction: 'desc' });
  const [open, setOpen] = useState<string | undefined>(props.selectedId);
  return (
    <Stage height={height}>
      <DataTable
        label="Calls"
        columns={COLUMNS}
        rowCount={1341}
        getRow={sampleCall}
        getRowId={(call) => call.id}
        sort={sort}
        onSortChange={setSort}
        rowHref={(call) => `/calls/${call.id}`}
        onOpen={(call) => setOpen(call.id)}
        {...props}
        selectedId={open}
      />
    </Stage>
  );
}

export const Full: Story = { name: 'A list', render: () => <Calls selectedId="call-2" /> };
export const Waiting: Story = { name: 'Loading', render: () => <Calls rowCount={0} loading /> };
export const PartlyThere: Story = {
  name: 'Rows that are not in memory yet',
  render: () => <Calls getRow={(index) => (index < 5 ? sampleCall(index) : undefined)} />,
};
export const More: Story = {
  name: 'More is on its way',
  render: () => <Calls rowCount={6} hasMore loadingMore height={400} />,
};
export const MoreFailed: Story = {
  name: 'More couldn’t be loaded',
  render: () => <Calls rowCount={6} hasMore moreFailed height={400} />,
};
export const NothingThere: Story = {
  name: 'Empty',
  render: () => (
    <Calls
      rowCount={0}
      state={
        <Empty title="No call fits these filters" size="panel">
          Fewer filters show more.
        </Empty>
      }
    />
  ),
};
export const Broken: Story = {
  name: 'Failed',
  render: () => (
    <Calls
      rowCount={0}
      state={<Failed title="The calls couldn’t be loaded" size="panel" onRetry={() => {}} />}
    />
  ),
};
export const Narrow: Story = {
  name: 'On a phone',
  tags: ['phone'],
  render: () => (
    <Calls
      renderNarrow={(call) => (
        <>
          <div style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
            {call.caller ?? 'Unknown caller'}
          </div>
          <div>
            <RelativeTime value={call.startedAt} now={NOW} /> · {call.agent}
          </div>
        </>
      )}
    />
  ),
};
