import { expect, test } from 'vitest';
import { moodPoints, moodWords } from './mood-line.ts';

const course = (...values: number[]) =>
  values.map((value, i) => ({ fromMs: i * 10_000, toMs: (i + 1) * 10_000, value }));

test.each([
  [course(0, 0, 10), 'Stayed neutral.'],
  [course(0, 10, 60), 'Began neutral, ended positive.'],
  [course(40, -70, 50), 'Stayed positive; lowest around 0:10.'],
  [course(30, 0, -40, -80), 'Began positive, ended negative; lowest around 0:30.'],
  [[], ''],
])('%j is told in words', (moods, words) => {
  expect(moodWords(moods)).toBe(words);
});

test('each stretch stands at its middle, the best above', () => {
  const points = moodPoints(course(100, -100), 20_000);
  expect(points.map(({ x }) => x)).toEqual([250, 750]);
  expect(points[0]!.y).toBeLessThan(points[1]!.y);
});
