import { expect, test } from 'vitest';
import { columnsOfList, exportColumns, remainingWords, sizeWords } from './export-words.ts';

test.each([
  [null, 'working out how long it takes'],
  [Number.POSITIVE_INFINITY, 'working out how long it takes'],
  [0, 'a few seconds left'],
  [4.9, 'a few seconds left'],
  [5, 'about 5 seconds left'],
  [41, 'about 45 seconds left'],
  [90, 'about 2 minutes left'],
  [3_000, 'about 50 minutes left'],
])('%s seconds are %s', (seconds, words) => {
  expect(remainingWords(seconds)).toBe(words);
});

test.each([
  [512, '0.5 kB'],
  [34_000, '34 kB'],
  [2_340_000, '2.3 MB'],
  [112_000_000, '112 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

const OF_ALL = ['started_at', 'agent', 'direction', 'status', 'duration', 'id'];

test.each([
  ['nothing beyond the list', { details: false, caller: false, cost: false }, OF_ALL],
  // Whoever may not see details has no callers either, whatever stands beside it.
  ['callers without details', { details: false, caller: true, cost: false }, OF_ALL],
  [
    'costs alone',
    { details: false, caller: false, cost: true },
    ['started_at', 'agent', 'direction', 'status', 'duration', 'cost', 'id'],
  ],
  [
    'details, redacted',
    { details: true, caller: false, cost: false },
    [
      'started_at',
      'agent',
      'project',
      'direction',
      'status',
      'outcome',
      'sentiment',
      'tags',
      'duration',
      'id',
    ],
  ],
  [
    'everything',
    { details: true, caller: true, cost: true },
    [
      'started_at',
      'caller_name',
      'caller_number',
      'agent',
      'project',
      'direction',
      'status',
      'outcome',
      'sentiment',
      'tags',
      'duration',
      'cost',
      'id',
    ],
  ],
])('with %s these columns are offered', (_, access, columns) => {
  expect(exportColumns(access)).toEqual(columns);
  expect(columnsOfList(exportColumns(access))).toEqual(
    columns.filter((name) => name !== 'tags' && name !== 'id'),
  );
});
