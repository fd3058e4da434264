import { expect, it } from 'vitest';
import { describeLength, readLength } from './call-length.ts';

it.each([
  [undefined, undefined, ''],
  [undefined, 30, 'up to 30 s'],
  [30, 60, '30 s to 1 min'],
  [60, 300, '1 to 5 min'],
  [5, 45, '5 to 45 s'],
  [0, 60, '0 s to 1 min'],
  [90, 300, '1 min 30 s to 5 min'],
  [900, undefined, '15 min or longer'],
  [60, 60, '1 min'],
])('from %s to %s seconds is “%s”', (min, max, words) => {
  expect(describeLength({ min, max })).toBe(words);
});

it.each([
  ['', undefined],
  ['   ', undefined],
  ['90', 90],
  ['90 s', 90],
  ['1:30', 90],
  ['1.5 min', 90],
  ['1,5 min', 90],
  ['1 m 30', 90],
  ['2min 5s', 125],
  ['1:75', null],
  ['soon', null],
  ['-5', null],
  ['86400', 86_400],
  ['86401', null],
])('“%s” is a length of %s seconds', (typed, seconds) => {
  expect(readLength(typed)).toBe(seconds);
});
