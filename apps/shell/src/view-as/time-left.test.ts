import { expect, it } from 'vitest';
import { timeLeft } from './time-left.ts';

it.each([
  [3_600_000, '60 min'],
  [3_599_000, '59 min'],
  [300_000, '5 min'],
  [299_000, '4:59'],
  [60_500, '1:01'],
  [1, '0:01'],
  [0, '0:00'],
])('whoever views for another %i ms reads %s', (ms, words) => {
  expect(timeLeft(ms)).toBe(words);
});
