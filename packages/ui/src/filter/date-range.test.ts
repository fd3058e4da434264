import { expect, it } from 'vitest';
import { datePresets, describeRange } from './date-range.ts';

const today = '2026-03-01';
const range = (id: string) => datePresets(today).find((preset) => preset.id === id)?.range;

it('counts today among the last days, across the end of a month', () => {
  expect(range('today')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  expect(range('yesterday')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  expect(range('7')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  expect(range('30')).toEqual({ from: '2026-01-31', to: '2026-03-01' });
  expect(range('month')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
});

it('says a range as a person would', () => {
  expect(describeRange({}, today)).toBeUndefined();
  expect(describeRange({ from: '2026-02-23', to: today }, today)).toBe('Last 7 days');
  expect(describeRange({ from: '2026-01-05', to: '2026-01-09' }, today, 'en-GB')).toBe(
    '5 Jan 2026 – 9 Jan 2026',
  );
  expect(describeRange({ from: '2026-01-05', to: '2026-01-05' }, today, 'en-GB')).toBe('5 Jan 2026');
  expect(describeRange({ from: '2026-01-05' }, today, 'en-GB')).toBe('since 5 Jan 2026');
  expect(describeRange({ to: '2026-01-05' }, today, 'en-GB')).toBe('until 5 Jan 2026');
});
