import { expect, it } from 'vitest';
import { moved, shownFirst } from './column-order.ts';

it.each([
  [0, 2, 'bcad'],
  [3, 0, 'dabc'],
  [1, 1, 'abcd'],
  [0, -1, 'abcd'],
  [3, 4, 'abcd'],
])('what stands at %i goes to %i: %s', (from, to, order) => {
  expect(moved(['a', 'b', 'c', 'd'], from, to).join('')).toBe(order);
});

it('what is shown comes first, in its own order; what isn’t there any more is left out', () => {
  expect(shownFirst(['c', 'x', 'a'], ['a', 'b', 'c', 'd'])).toEqual(['c', 'a', 'b', 'd']);
});
