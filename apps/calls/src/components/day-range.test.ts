import { expect, test } from 'vitest';
import { addDays, presetOf, rangeOf } from './day-range.ts';

const lateInLondon = new Date('2026-03-14T23:30:00Z');

test('today is the day of the client, not of the browser', () => {
  expect(rangeOf('today', 'Asia/Tokyo', lateInLondon).from).toBe('2026-03-15');
  expect(rangeOf('today', 'America/Los_Angeles', lateInLondon).from).toBe('2026-03-14');
});

test('presets are whole days, both ends included', () => {
  expect(rangeOf('today', 'Europe/London', lateInLondon)).toEqual({ from: '2026-03-14', to: '2026-03-14' });
  expect(rangeOf('yesterday', 'Asia/Tokyo', lateInLondon)).toEqual({ from: '2026-03-14', to: '2026-03-14' });
  expect(rangeOf('last_7_days', 'Europe/London', lateInLondon)).toEqual({
    from: '2026-03-08',
    to: '2026-03-14',
  });
  expect(rangeOf('last_30_days', 'Europe/London', lateInLondon)).toEqual({
    from: '2026-02-13',
    to: '2026-03-14',
  });
  expect(rangeOf('this_month', 'Europe/London', lateInLondon)).toEqual({
    from: '2026-03-01',
    to: '2026-03-14',
  });
});

test('a day that the clocks skip an hour in is one day', () => {
  expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('a range that is a preset today is called by its name', () => {
  expect(presetOf({ from: '2026-03-08', to: '2026-03-14' }, 'Europe/London', lateInLondon)).toBe(
    'last_7_days',
  );
  expect(presetOf({ from: '2026-03-07', to: '2026-03-14' }, 'Europe/London', lateInLondon)).toBeUndefined();
  expect(presetOf({ from: '2026-03-14' }, 'Europe/London', lateInLondon)).toBeUndefined();
});
