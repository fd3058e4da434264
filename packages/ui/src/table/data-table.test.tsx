// @vitest-environment jsdom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { ThemeRoot } from '../theme/theme-root.tsx';
import type { Column, Sort } from './columns.ts';
import { DataTable, type DataTableProps } from './data-table.tsx';

type Call = { id: string; caller: string; seconds: number };

const callers = ['Maria', 'Tom', 'Aylin', 'Wei'];
const call = (index: number): Call => ({
  id: `c${index}`,
  caller: `${callers[index % 4]} ${index}`,
  seconds: index,
});

const columns: Column<Call>[] = [
  { id: 'caller', header: 'Caller', main: true, sortable: true, cell: (row) => row.caller },
  { id: 'seconds', header: 'Duration', numeric: true, sortable: true, cell: (row) => `${row.seconds} s` },
];

const inRoot = (children: ReactNode) => <ThemeRoot mode="light">{children}</ThemeRoot>;

function table(props: Partial<DataTableProps<Call>> = {}) {
  return (
    <DataTable
      label="Calls"
      columns={columns}
      rowCount={100_000}
      getRow={call}
      getRowId={(row) => row.id}
      {...props}
    />
  );
}

const grid = () => screen.getByRole('grid', { name: 'Calls' });
const focusedRow = () => document.activeElement?.getAttribute('aria-rowindex');

function scrollTo(top: number) {
  grid().scrollTop = top;
  fireEvent.scroll(grid());
}

describe('a list of a hundred thousand calls', () => {
  it('draws only the rows near those in sight, and says how many there are', () => {
    render(inRoot(table()));
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
    expect(grid()).toHaveProperty('ariaRowCount', '100001');
    expect(screen.getByText('Maria 0')).toBeTruthy();
  });

  it('shows the rows at the place that was scrolled to, and lets the others go', () => {
    render(inRoot(table()));
    scrollTo(36 * 50_000);
    expect(screen.getByText('Maria 50000')).toBeTruthy();
    expect(screen.queryByText('Tom 1')).toBeNull();
    expect(screen.getAllByRole('row').length).toBeLessThan(45);
    expect(screen.getByText('Maria 50000').closest('[role=row]')?.getAttribute('aria-rowindex')).toBe(
      '50002',
    );
  });

  it('asks only for rows that it draws, and tells which those are', () => {
    const asked = new Set<number>();
    const onRangeChange = vi.fn<(start: number, end: number) => void>();
    const getRow = (index: number) => (asked.add(index), call(index));
    render(inRoot(table({ getRow, onRangeChange })));
    scrollTo(36 * 70_000);
    expect(asked.size).toBeLessThan(80);
    const [start, end] = onRangeChange.mock.lastCall ?? [0, 0];
    expect(start).toBeLessThanOrEqual(70_000);
    expect(end).toBeGreaterThan(70_010);
    expect(end - start).toBeLessThan(45);
  });

  it('keeps a place for a row that is not in memory', () => {
    render(inRoot(table({ getRow: (index) => (index === 1 ? undefined : call(index)) })));
    const row = screen.getAllByRole('row')[2]!;
    expect(row.getAttribute('aria-busy')).toBe('true');
    expect(row.textContent).toBe('');
    expect(screen.getByText('Aylin 2')).toBeTruthy();
  });
});

describe('by keyboard', () => {
  it('a person walks down with j and up with k, and Enter opens the call', async () => {
    const onOpen = vi.fn<(row: Call) => void>();
    render(inRoot(table({ onOpen })));
    await userEvent.tab(); // Caller's sort button can't be pressed here: the first stop is the first row
    expect(focusedRow()).toBe('2');
    await userEvent.keyboard('jjk{ArrowDown}');
    expect(focusedRow()).toBe('4');
    await userEvent.keyboard('{Enter}');
    expect(onOpen.mock.lastCall?.[0]).toEqual(call(2));
  });

  it('Home, End and the Page keys go far, and the focus goes along', async () => {
    render(inRoot(table()));
    await userEvent.tab();
    await userEvent.keyboard('{End}');
    expect(focusedRow()).toBe('100001');
    expect(document.activeElement?.textContent).toContain('99999');
    await userEvent.keyboard('{PageUp}');
    expect(Number(focusedRow())).toBeLessThan(100_000);
    await userEvent.keyboard('{Home}');
    expect(focusedRow()).toBe('2');
    await userEvent.keyboard('k');
    expect(focusedRow()).toBe('2');
  });

  it('the focus stays on its row when that is scrolled out of sight', async () => {
    render(inRoot(table()));
    await userEvent.tab();
    await userEvent.keyboard('j');
    scrollTo(36 * 90_000);
    expect(focusedRow()).toBe('3');
    await userEvent.keyboard('j');
    expect(focusedRow()).toBe('4');
  });

  it('a row that keeps the focus far away doesn’t stretch a list that is longer than a browser can hold', async () => {
    render(inRoot(table({ rowCount: 3_000_000 })));
    await userEvent.tab();
    await userEvent.keyboard('{End}');
    expect(focusedRow()).toBe('3000001');
    scrollTo(0);
    const place = (document.activeElement as HTMLElement).style.transform;
    expect(Number(/translateY\((.*)px\)/.exec(place)?.[1])).toBeLessThan(36 * 60);
  });

  it('j takes hold of the list from the page, but not from a field', async () => {
    const page = (
      <>
        <input aria-label="Search" />
        {table({ pageKeys: true })}
      </>
    );
    render(inRoot(page));
    await userEvent.type(screen.getByRole('textbox', { name: 'Search' }), 'jk');
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
    act(() => (document.activeElement as HTMLElement).blur());
    await userEvent.keyboard('j');
    expect(focusedRow()).toBe('2');
  });

  it('one row is a stop of the Tab key, not a hundred thousand', () => {
    render(inRoot(table()));
    expect(screen.getAllByRole('row').filter((row) => row.tabIndex === 0 && row.dataset.index)).toHaveLength(
      1,
    );
  });
});

describe('sorting', () => {
  function Sorted() {
    const [sort, setSort] = useState<Sort>({ column: 'caller', direction: 'asc' });
    return table({ sort, onSortChange: setSort });
  }

  it('is a button in the header that says what holds', async () => {
    render(inRoot(<Sorted />));
    const header = (name: string) => screen.getByRole('columnheader', { name });
    expect(header('Caller').getAttribute('aria-sort')).toBe('ascending');
    expect(header('Duration').getAttribute('aria-sort')).toBe('none');
    await userEvent.click(within(header('Duration')).getByRole('button'));
    expect(header('Duration').getAttribute('aria-sort')).toBe('descending');
    expect(header('Caller').getAttribute('aria-sort')).toBe('none');
    await userEvent.click(within(header('Duration')).getByRole('button'));
    expect(header('Duration').getAttribute('aria-sort')).toBe('ascending');
  });

  it('opens the row that has the focus, also where the rows have just become others', () => {
    const opened: number[] = [];
    const props = { onOpen: (_: Call, index: number) => void opened.push(index), pageKeys: true };
    const { rerender } = render(inRoot(table({ ...props, resetKey: 'a' })));
    for (let i = 0; i < 3; i++) fireEvent.keyDown(document.activeElement ?? document.body, { key: 'j' });
    const row = focusedRow();
    rerender(inRoot(table({ ...props, resetKey: 'b' })));
    expect(focusedRow()).toBe(row);
    fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
    expect(opened).toEqual([Number(row) - 2]);
  });

  it('starts over at the top when what is listed changes', async () => {
    const { rerender } = render(inRoot(table({ resetKey: 'a' })));
    await userEvent.tab();
    await userEvent.keyboard('{End}');
    scrollTo(36 * 90_000);
    rerender(inRoot(table({ resetKey: 'b' })));
    expect(grid().scrollTop).toBe(0);
    expect(screen.getAllByRole('row').find((row) => row.tabIndex === 0)?.dataset.index).toBe('0');
  });
});

describe('endless loading', () => {
  it('asks for more once as the end comes near, not with every step', () => {
    const onEndReached = vi.fn<() => void>();
    const props = { rowCount: 200, hasMore: true, onEndReached };
    const { rerender } = render(inRoot(table(props)));
    expect(onEndReached).not.toHaveBeenCalled();
    scrollTo(36 * 175);
    scrollTo(36 * 177);
    scrollTo(36 * 180);
    expect(onEndReached).toHaveBeenCalledTimes(1);
    rerender(inRoot(table({ ...props, loadingMore: true })));
    rerender(inRoot(table({ ...props, rowCount: 400 })));
    expect(onEndReached).toHaveBeenCalledTimes(1);
    scrollTo(36 * 380);
    expect(onEndReached).toHaveBeenCalledTimes(2);
  });

  it('shows skeletons for what comes, and says that the number is not known', () => {
    render(inRoot(table({ rowCount: 3, hasMore: true, loadingMore: true })));
    expect(screen.getAllByRole('row').filter((row) => row.getAttribute('aria-busy') === 'true')).toHaveLength(
      3,
    );
    expect(grid().getAttribute('aria-rowcount')).toBe('-1');
  });

  it('offers to try again where more could not be loaded, and keeps what is there', async () => {
    const onEndReached = vi.fn<() => void>();
    render(inRoot(table({ rowCount: 3, hasMore: true, moreFailed: true, onEndReached })));
    expect(screen.getByRole('alert').textContent).toContain('More couldn’t be loaded');
    expect(screen.getByText('Aylin 2')).toBeTruthy();
    expect(onEndReached).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onEndReached).toHaveBeenCalledTimes(1);
  });

  it('asks by itself where the first rows do not fill the view', () => {
    const onEndReached = vi.fn<() => void>();
    render(inRoot(table({ rowCount: 2, hasMore: true, onEndReached })));
    expect(onEndReached).toHaveBeenCalledTimes(1);
  });
});

describe('a row', () => {
  it('opens on a click, and its main cell is a link for a tab of its own', async () => {
    const onOpen = vi.fn<(row: Call) => void>();
    render(inRoot(table({ onOpen, rowHref: (row) => `#${row.id}`, selectedId: 'c1' })));
    expect(screen.getByRole('link', { name: 'Tom 1' }).getAttribute('href')).toBe('#c1');
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('Tom 1');
    await userEvent.click(screen.getByText('2 s'));
    expect(onOpen.mock.lastCall?.[0].id).toBe('c2');
    await userEvent.click(screen.getByRole('link', { name: 'Wei 3' }));
    expect(onOpen).toHaveBeenCalledTimes(1); // the link went by itself
  });

  it('shows its whole value on hover', () => {
    render(inRoot(table()));
    expect(screen.getByText('Maria 0').getAttribute('title')).toBe('Maria 0');
  });
});

describe('without rows', () => {
  it('keeps its header over skeletons while the first rows come', () => {
    render(inRoot(table({ rowCount: 0, loading: true })));
    expect(screen.getByRole('columnheader', { name: 'Caller' })).toBeTruthy();
    expect(grid().getAttribute('aria-busy')).toBe('true');
    expect(screen.getAllByRole('row').length).toBeGreaterThan(10);
  });

  it('shows the state that the page gives', () => {
    render(inRoot(table({ rowCount: 0, state: <p>No calls fit these filters</p> })));
    expect(screen.getByText('No calls fit these filters')).toBeTruthy();
  });

  it('is never blank', () => {
    render(inRoot(table({ rowCount: 0 })));
    expect(screen.getByRole('heading', { name: 'Nothing here' })).toBeTruthy();
  });
});

describe('on a phone', () => {
  it('shows two-line rows and keeps sorting in reach', async () => {
    const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(390);
    const onSortChange = vi.fn<(sort: Sort) => void>();
    render(
      inRoot(
        table({
          onSortChange,
          sort: { column: 'caller', direction: 'asc' },
          renderNarrow: (row) => (
            <>
              <div>{row.caller}</div>
              <div>lasted {row.seconds}</div>
            </>
          ),
        }),
      ),
    );
    expect(screen.getByText('lasted 1')).toBeTruthy();
    expect(screen.queryByRole('columnheader')).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'Duration ↓');
    expect(onSortChange).toHaveBeenCalledWith({ column: 'seconds', direction: 'desc' });
    width.mockRestore();
  });
});
