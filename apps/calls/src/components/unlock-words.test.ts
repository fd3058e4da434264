import { expect, test } from 'vitest';
import { countMasks, masked } from './unlock-parts.ts';
import { masksWords, timeLeft } from './unlock-words.ts';

test.each([
  [86_400_000, '24 h'],
  [86_399_999, '23 h 59 min'],
  [83_520_000, '23 h 12 min'],
  [3_600_000, '1 h'],
  [3_599_999, '59 min'],
  [60_000, '1 min'],
  [59_999, 'less than a minute'],
  [0, 'less than a minute'],
])('%i ms are left as %s', (ms, words) => {
  expect(timeLeft(ms)).toBe(words);
});

test('what is masked is counted in words', () => {
  expect([masksWords(1), masksWords(3)]).toEqual(['1 detail is masked', '3 details are masked']);
});

test('masking again leaves no unlocked word', () => {
  const parts = [
    { text: 'Card ' },
    { unlocked: 'card_number' as const, text: '4929' },
    { text: ', born ' },
    { masked: 'date_of_birth' as const },
  ];
  expect(countMasks(parts)).toEqual({ all: 2, unlocked: 1 });
  expect(masked(parts)).toEqual([
    { text: 'Card ' },
    { masked: 'card_number' },
    { text: ', born ' },
    { masked: 'date_of_birth' },
  ]);
  expect(countMasks(masked(parts))).toEqual({ all: 2, unlocked: 0 });
});
