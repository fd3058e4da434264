// @vitest-environment jsdom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { SearchField } from '../controls/search-field.tsx';
import { preloadPopups } from '../popups/load-popups.tsx';
import { ThemeRoot } from '../theme/theme-root.tsx';
import type { DateRange } from './date-range.ts';
import { DateRangeFilter } from './date-range-filter.tsx';
import { FilterBar } from './filter-bar.tsx';
import { OptionFilter } from './option-filter.tsx';

beforeAll(preloadPopups);

const show = (children: ReactNode) =>
  render(
    <ThemeRoot mode="light" timeZone="Europe/Berlin">
      {children}
    </ThemeRoot>,
  );

const statuses = [
  { value: 'completed', label: 'Completed' },
  { value: 'missed', label: 'Missed' },
  { value: 'failed', label: 'Failed' },
];

function Statuses({ start = [] as string[] }) {
  const [selected, setSelected] = useState<string[]>(start);
  return (
    <FilterBar label="Filter the calls" active={selected.length} onClear={() => setSelected([])}>
      <OptionFilter label="Status" options={statuses} selected={selected} onChange={setSelected} />
    </FilterBar>
  );
}

describe('a filter by options', () => {
  it('says what is on as it is ticked, and clears with one click', async () => {
    show(<Statuses />);
    await userEvent.click(screen.getByRole('button', { name: 'Status' }));
    const pane = await screen.findByRole('dialog', { name: 'Status' });
    await userEvent.click(within(pane).getByRole('checkbox', { name: 'Missed' }));
    await userEvent.click(within(pane).getByRole('checkbox', { name: 'Failed' }));
    await userEvent.keyboard('{Escape}');
    expect(await screen.findByRole('button', { name: 'Status: Missed and Failed' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Clear Status' }));
    expect(screen.getByRole('button', { name: 'Status' })).toBeTruthy();
  });

  it('is opened and ticked with the keyboard alone', async () => {
    show(<Statuses />);
    screen.getByRole('button', { name: 'Status' }).focus();
    await userEvent.keyboard('{Enter}');
    const first = within(await screen.findByRole('dialog', { name: 'Status' })).getByRole('checkbox', {
      name: 'Completed',
    });
    expect(document.activeElement).toBe(first);
    await userEvent.keyboard(' {Escape}');
    expect(await screen.findByRole('button', { name: 'Status: Completed' })).toBeTruthy();
  });

  it('"Clear all" stands only while something is on', async () => {
    show(<Statuses start={['missed']} />);
    await userEvent.click(screen.getByRole('button', { name: 'Clear all' }));
    expect(screen.queryByRole('button', { name: 'Clear all' })).toBeNull();
  });

  it('a long set can be searched', async () => {
    const agents = Array.from({ length: 30 }, (_, index) => ({
      value: `a${index}`,
      label: `Agent ${index}`,
    }));
    show(<OptionFilter label="Agent" options={agents} selected={[]} onChange={() => {}} />);
    await userEvent.click(screen.getByRole('button', { name: 'Agent' }));
    await userEvent.type(await screen.findByRole('searchbox', { name: 'Find agent' }), '17');
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(screen.getByText('Nothing fits.')).toBeTruthy();
  });
});

describe('a filter by days', () => {
  function Dates({ onChange }: { onChange: (range: DateRange) => void }) {
    const [range, setRange] = useState<DateRange>({});
    const change = (next: DateRange) => {
      setRange(next);
      onChange(next);
    };
    return <DateRangeFilter label="Date" value={range} onChange={change} today="2026-03-12" />;
  }

  it('offers the usual ranges and says in whose zone the days are', async () => {
    const onChange = vi.fn<(range: DateRange) => void>();
    show(<Dates onChange={onChange} />);
    await userEvent.click(screen.getByRole('button', { name: 'Date' }));
    expect(await screen.findByText('Days in Central European Time (Berlin).')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Last 7 days' }));
    expect(onChange).toHaveBeenCalledWith({ from: '2026-03-06', to: '2026-03-12' });
    expect(await screen.findByRole('button', { name: 'Date: Last 7 days' })).toBeTruthy();
  });

  it('takes two dates, and says when they are the wrong way round', async () => {
    const onChange = vi.fn<(range: DateRange) => void>();
    show(<Dates onChange={onChange} />);
    await userEvent.click(screen.getByRole('button', { name: 'Date' }));
    fireEvent.change(await screen.findByLabelText('From'), { target: { value: '2026-03-05' } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-03-01' } });
    expect(screen.getByText('The first day comes after the last.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Show these days' })).toHaveProperty('disabled', true);
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-03-07' } });
    await userEvent.click(screen.getByRole('button', { name: 'Show these days' }));
    expect(onChange).toHaveBeenCalledWith({ from: '2026-03-05', to: '2026-03-07' });
  });
});

describe('searching', () => {
  it('waits for a pause, asks at once on Enter, and Escape clears', () => {
    vi.useFakeTimers();
    const onChange = vi.fn<(text: string) => void>();
    function Search() {
      const [text, setText] = useState('');
      return (
        <SearchField
          label="Search calls"
          value={text}
          onChange={(next) => {
            setText(next);
            onChange(next);
          }}
        />
      );
    }
    show(<Search />);
    const box = screen.getByRole('searchbox', { name: 'Search calls' });
    fireEvent.change(box, { target: { value: 'inv' } });
    fireEvent.change(box, { target: { value: 'invoice' } });
    act(() => void vi.advanceTimersByTime(249));
    expect(onChange).not.toHaveBeenCalled();
    act(() => void vi.advanceTimersByTime(1));
    expect(onChange.mock.calls).toEqual([['invoice']]);
    fireEvent.change(box, { target: { value: 'invoices' } });
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(onChange.mock.lastCall).toEqual(['invoices']);
    fireEvent.keyDown(box, { key: 'Escape' });
    expect(onChange.mock.lastCall).toEqual(['']);
    act(() => void vi.advanceTimersByTime(1000));
    expect(onChange).toHaveBeenCalledTimes(3);
  });

  it('is reached by its key from the page', async () => {
    show(<SearchField label="Search calls" value="" onChange={() => {}} shortcut="/" />);
    await userEvent.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    expect(screen.getByRole('searchbox')).toHaveProperty('value', '');
  });

  it('follows the address when that changes by other means', () => {
    const { rerender } = show(<SearchField label="Search calls" value="old" onChange={() => {}} />);
    rerender(
      <ThemeRoot mode="light">
        <SearchField label="Search calls" value="" onChange={() => {}} />
      </ThemeRoot>,
    );
    expect(screen.getByRole('searchbox')).toHaveProperty('value', '');
  });
});
