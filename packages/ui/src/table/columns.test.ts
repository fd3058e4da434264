import { expect, it } from 'vitest';
import { leastWidth, nextSort, shownColumns, tracksOf, type Column } from './columns.ts';

const columns: Column<{ id: string }>[] = [
  { id: 'time', header: 'Time', minWidth: 128, grow: 0, cell: () => '', firstSort: 'desc' },
  { id: 'caller', header: 'Caller', grow: 2, cell: () => '' },
  { id: 'cost', header: 'Cost', numeric: true, hideBelow: 800, cell: () => '' },
];

it('gives header and rows the same tracks', () => {
  expect(tracksOf(columns)).toBe('128px minmax(96px, 2fr) minmax(96px, 1fr)');
  expect(leastWidth(columns)).toBe(320);
});

it('leaves out what a narrow table has no room for', () => {
  expect(shownColumns(columns, 799).map(({ id }) => id)).toEqual(['time', 'caller']);
  expect(shownColumns(columns, 800)).toBe(columns);
  expect(shownColumns(columns, 0)).toBe(columns);
});

it('sorts figures from the largest and words from A first, then turns round', () => {
  const [time, caller, cost] = columns as [
    Column<{ id: string }>,
    Column<{ id: string }>,
    Column<{ id: string }>,
  ];
  expect(nextSort(caller, undefined)).toEqual({ column: 'caller', direction: 'asc' });
  expect(nextSort(cost, undefined)).toEqual({ column: 'cost', direction: 'desc' });
  expect(nextSort(time, { column: 'caller', direction: 'asc' })).toEqual({
    column: 'time',
    direction: 'desc',
  });
  expect(nextSort(time, { column: 'time', direction: 'desc' })).toEqual({ column: 'time', direction: 'asc' });
});
