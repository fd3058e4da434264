import type { CallListItem } from '@foyer/contract';
import { expect, test } from 'vitest';
import { freshCalls, settled } from './fresh-calls.ts';

const call = (id: string, status: CallListItem['status'] = 'completed'): CallListItem => ({
  id,
  startedAt: '2026-05-04T10:00:00.000Z',
  agent: { id: 'a', label: 'Ada' },
  direction: 'inbound',
  durationMs: 1_000,
  status,
});
const calls = (...ids: string[]) => ids.map((id) => call(id));

test.each([
  ['nothing new', ['c', 'b', 'a'], ['c', 'b', 'a'], false, { count: 0, atLeast: false }],
  ['two new', ['e', 'd', 'c', 'b'], ['c', 'b', 'a'], false, { count: 2, atLeast: false }],
  [
    'one that was over later than it began',
    ['c', 'x', 'b'],
    ['c', 'b', 'a'],
    false,
    { count: 1, atLeast: false },
  ],
  ['the next page moves up', ['c', 'b', 'z'], ['c', 'b', 'a'], false, { count: 0, atLeast: false }],
  ['an old one at the end of all', ['c', 'b', 'z'], ['c', 'b'], true, { count: 1, atLeast: false }],
  ['more than were looked at', ['g', 'f', 'e'], ['c', 'b', 'a'], false, { count: 3, atLeast: true }],
  ['the first of all', ['a'], [], true, { count: 1, atLeast: false }],
  ['none at all', [], [], true, { count: 0, atLeast: false }],
  ['the newest is gone', ['b', 'a'], ['c', 'b', 'a'], true, { count: 0, atLeast: false }],
])('%s', (_, head, shown, whole, expected) => {
  expect(freshCalls(calls(...head), calls(...shown), whole)).toEqual(expected);
});

test('calls settle where they are: none moves, comes or goes, and what is as it was stays the same object', () => {
  const page = { items: [call('c', 'in_progress'), call('b'), call('a')], nextCursor: 'x' };
  const now = new Map([call('d'), call('c'), call('b')].map((one) => [one.id, one]));
  const after = settled(page, now);
  expect(after.items.map(({ id, status }) => [id, status])).toEqual([
    ['c', 'completed'],
    ['b', 'completed'],
    ['a', 'completed'],
  ]);
  expect(after.items[1]).toBe(page.items[1]);
  expect(settled(after, now)).toBe(after);
});
