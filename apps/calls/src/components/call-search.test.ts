import { expect, test } from 'vitest';
import {
  DEFAULT_SORT,
  isFiltered,
  orderOf,
  queryOf,
  readSearch,
  sortOf,
  withFilter,
  withoutFilters,
  writeSearch,
} from './call-search.ts';

const all = { details: true, cost: true };
const read = (text: string, scope = all) => readSearch(new URLSearchParams(text), scope);

test('an empty address is the whole list, newest first', () => {
  expect(read('')).toEqual({ search: { sort: '-started_at' }, unknown: [], closed: [] });
});

test('what an address says comes back from it unchanged', () => {
  const text =
    'from=2026-03-01&to=2026-03-31&status=completed,missed&direction=inbound&sentiment=negative&outcome=booked&text=refund&sort=-duration';
  const { search } = read(text);
  expect(search).toEqual({
    from: '2026-03-01',
    to: '2026-03-31',
    status: ['completed', 'missed'],
    direction: 'inbound',
    sentiment: ['negative'],
    outcome: ['booked'],
    text: 'refund',
    sort: '-duration',
  });
  expect(read(writeSearch(new URLSearchParams(), search).toString()).search).toEqual(search);
});

test('garbage is left out and named, the rest of the address stands', () => {
  const { search, unknown } = read(
    'from=tomorrow&status=completed,exploded&agent=1%27%20or%201=1&direction=inbound&sort=caller&text=x',
  );
  expect(search).toEqual({ status: ['completed'], direction: 'inbound', sort: DEFAULT_SORT });
  expect(unknown.toSorted()).toEqual(['agent', 'from', 'sort', 'status', 'text']);
});

test('a range that ends before it starts is no range', () => {
  expect(read('from=2026-03-31&to=2026-03-01')).toMatchObject({
    search: { sort: DEFAULT_SORT },
    unknown: ['from', 'to'],
  });
});

test('without call details the filters over them are closed, not unknown', () => {
  const { search, unknown, closed } = read('sentiment=negative&text=refund&status=missed', {
    details: false,
    cost: false,
  });
  expect(search).toEqual({ status: ['missed'], sort: DEFAULT_SORT });
  expect(closed).toEqual(['sentiment', 'text']);
  expect(unknown).toEqual([]);
});

test('who may not see costs cannot sort by them', () => {
  expect(read('sort=-cost', { details: true, cost: false })).toMatchObject({
    search: { sort: DEFAULT_SORT },
    closed: ['sort'],
  });
});

test('parameters of others stay in the address', () => {
  const written = writeSearch(new URLSearchParams('theme=dark&status=missed'), {
    direction: 'outbound',
    sort: DEFAULT_SORT,
  });
  expect(written.toString()).toBe('theme=dark&direction=outbound');
});

test('clearing keeps the order and the chosen project', () => {
  const { search } = read(
    'project=0b0cbb24-37a1-4b5c-9a63-0d6a3ad1a6a1&status=missed&text=refund&sort=duration',
  );
  expect(isFiltered(search)).toBe(true);
  expect(isFiltered(withoutFilters(search))).toBe(false);
  expect(withoutFilters(search)).toEqual({
    project: '0b0cbb24-37a1-4b5c-9a63-0d6a3ad1a6a1',
    sort: 'duration',
  });
});

test('a filter without values is no filter', () => {
  const { search } = read('status=missed');
  expect(withFilter(search, 'status', [])).toEqual({ sort: DEFAULT_SORT });
  expect(withFilter(search, 'direction', 'inbound')).toMatchObject({ direction: 'inbound' });
});

test('a list travels as the server reads it', () => {
  expect(queryOf(read('status=missed,failed').search)).toEqual({ status: 'missed,failed' });
});

test('the order is what the head of the table shows', () => {
  expect(orderOf('-duration')).toEqual({ column: 'duration', direction: 'desc' });
  expect(sortOf({ column: 'duration', direction: 'asc' })).toBe('duration');
  expect(sortOf({ column: 'caller', direction: 'asc' })).toBe(DEFAULT_SORT);
});
