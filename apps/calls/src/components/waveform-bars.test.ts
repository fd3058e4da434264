import { expect, test } from 'vitest';
import { barsOf, pathOfBars } from './waveform-bars.ts';

test('a loud moment is seen however few bars there are', () => {
  const peaks = Array<number>(1000).fill(3);
  peaks[421] = 98;
  expect(Math.max(...barsOf(peaks, 40))).toBe(98);
  expect(barsOf(peaks, 40)).toHaveLength(40);
});

test('few steps are stretched over the bars', () => {
  expect(barsOf([10, 90], 4)).toEqual([10, 10, 90, 90]);
  expect(barsOf([], 3)).toEqual([0, 0, 0]);
});

test('the agent stands above the middle, the caller below', () => {
  expect(pathOfBars([100], 'up')).toBe('M0.18 2.0h.64v47.0h-.64z');
  expect(pathOfBars([100], 'down')).toBe('M0.18 51.0h.64v47.0h-.64z');
});
