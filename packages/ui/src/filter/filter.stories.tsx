import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { screen } from 'storybook/test';
import { SearchField } from '../controls/search-field.tsx';
import { StatusBadge } from '../show/status-badge.tsx';
import type { DateRange } from './date-range.ts';
import { DateRangeFilter } from './date-range-filter.tsx';
import { FilterBar, FilterChip } from './filter-bar.tsx';
import { OptionFilter, type FilterOption } from './option-filter.tsx';

export default { title: 'Filters' } satisfies Meta;
type Story = StoryObj;

const STATUSES: readonly FilterOption<string>[] = [
  {
    value: 'completed',
    label: 'Completed',
    mark: <StatusBadge tone="positive">{''}</StatusBadge>,
    hint: '1,204',
  },
  { value: 'transferred', label: 'Transferred', hint: '96' },
  { value: 'missed', label: 'Missed', hint: '41' },
];
const AGENTS: readonly FilterOption<string>[] = [
  'After hours',
  'Emergencies',
  'Front desk',
  'Insurance questions',
  'New patients',
  'Recall list',
  'Reminders',
  'Spanish line',
  'Tomorrow’s list',
].map((label) => ({ value: label, label }));

function Bar({ on }: { on: boolean }) {
  const [range, setRange] = useState<DateRange>(on ? { from: '2026-03-12', to: '2026-03-18' } : {});
  const [statuses, setStatuses] = useState<string[]>(on ? ['missed', 'transferred'] : []);
  const [agents, setAgents] = useState<string[]>([]);
  const [direction, setDirection] = useState<string[]>(on ? ['inbound'] : []);
  return (
    <FilterBar
      label="Filter the calls"
      active={on ? 3 : 0}
      onClear={() => {
        setRange({});
        setStatuses([]);
        setAgents([]);
        setDirection([]);
      }}
      end={<span>{on ? '137 calls' : '1,341 calls'}</span>}
    >
      <SearchField label="Search the calls" value="" onChange={() => {}} />
      <DateRangeFilter label="Date" value={range} onChange={setRange} today="2026-03-18" />
      <OptionFilter label="Status" options={STATUSES} selected={statuses} onChange={setStatuses} />
      <OptionFilter label="Agent" options={AGENTS} selected={agents} onChange={setAgents} />
      <OptionFilter
        label="Direction"
        single
        options={[
          { value: 'inbound', label: 'Inbound' },
          { value: 'outbound', label: 'Outbound' },
        ]}
        selected={direction}
        onChange={setDirection}
      />
      <OptionFilter label="Sentiment" options={STATUSES} selected={[]} onChange={() => {}} disabled />
      <FilterChip label="Length" value={on ? 'over 5 minutes' : undefined}>
        {() => 'A pane of the page’s own.'}
      </FilterChip>
    </FilterBar>
  );
}

export const Off: Story = { name: 'Nothing is filtered', render: () => <Bar on={false} /> };
export const On: Story = { name: 'What is on is said', render: () => <Bar on /> };

export const Options: Story = {
  name: 'A long list, open',
  tags: ['floating'],
  render: () => <Bar on={false} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Agent' }));
    await screen.findByRole('dialog', { name: 'Agent' });
  },
};

export const Days: Story = {
  name: 'Days, open',
  tags: ['floating'],
  render: () => <Bar on />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Date/ }));
    await screen.findByRole('dialog', { name: 'Date' });
  },
};
