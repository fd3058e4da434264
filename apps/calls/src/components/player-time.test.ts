import { expect, test } from 'vitest';
import { clampTime, isExpired, readTime, segmentAt, spokenTime, stepRate, writeTime } from './player-time.ts';

test('time is spoken with the right plurals', () => {
  expect(spokenTime(0)).toBe('0 seconds');
  expect(spokenTime(1000)).toBe('1 second');
  expect(spokenTime(67_000)).toBe('1 minute 7 seconds');
  expect(spokenTime(7_261_000)).toBe('2 hours 1 minute 1 second');
});

test('a link at a time is read in seconds or as a clock, and nothing else', () => {
  expect(readTime('83')).toBe(83_000);
  expect(readTime('83.5')).toBe(83_500);
  expect(readTime('1:23')).toBe(83_000);
  expect(readTime('1:02:03')).toBe(3_723_000);
  expect(['', 'abc', '-3', '1e9', '1:2:3:4', '99999999'].map(readTime)).toEqual(Array(6).fill(undefined));
  expect(readTime(null)).toBeUndefined();
});

test('a copied link leads back to the same second', () => {
  expect(readTime(writeTime(83_900))).toBe(83_000);
});

const segments = [
  { startMs: 500, endMs: 2000 },
  { startMs: 2500, endMs: 4000 },
  { startMs: 4000, endMs: 9000 },
];

test('the words being said are marked, and stay marked in a pause', () => {
  expect([0, 499, 500, 1999, 2200, 2500, 4000, 60_000].map((ms) => segmentAt(segments, ms))).toEqual([
    -1, -1, 0, 0, 0, 1, 2, 2,
  ]);
  expect(segmentAt([], 100)).toBe(-1);
});

test('speed goes step by step from half to three times', () => {
  expect(stepRate(1, 1)).toBe(1.25);
  expect(stepRate(1, -1)).toBe(0.75);
  expect(stepRate(3, 1)).toBe(3);
  expect(stepRate(0.5, -1)).toBe(0.5);
});

test('seeking stops at the ends', () => {
  expect(clampTime(-5000, 60_000)).toBe(0);
  expect(clampTime(61_000, 60_000)).toBe(60_000);
});

test('a link that is about to run out counts as run out', () => {
  const now = Date.parse('2026-03-14T12:00:00.000Z');
  expect(isExpired('2026-03-14T12:00:10.000Z', now)).toBe(false);
  expect(isExpired('2026-03-14T12:00:02.000Z', now)).toBe(true);
  expect(isExpired('2026-03-14T11:00:00.000Z', now)).toBe(true);
});
