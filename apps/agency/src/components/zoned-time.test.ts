import { expect, test } from 'vitest';
import { instantOf, localIn, nextWeekday } from './zoned-time.ts';

const BERLIN = 'Europe/Berlin';
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

test.each([
  ['2026-11-27T18:00', BERLIN, '2026-11-27T17:00:00.000Z'],
  ['2026-07-03T18:00', BERLIN, '2026-07-03T16:00:00.000Z'],
  ['2026-07-03T00:30', 'America/New_York', '2026-07-03T04:30:00.000Z'],
  ['2026-07-03T18:00', 'Asia/Kolkata', '2026-07-03T12:30:00.000Z'],
  // The night in which clocks go forward, and the morning after.
  ['2026-03-29T01:30', BERLIN, '2026-03-29T00:30:00.000Z'],
  ['2026-03-29T03:30', BERLIN, '2026-03-29T01:30:00.000Z'],
])('%s in %s is %s, and is shown so again', (local, zone, instant) => {
  expect(iso(instantOf(local, zone))).toBe(instant);
  expect(localIn(Date.parse(instant), zone)).toBe(local);
});

test('what isn’t a time is none', () => {
  expect(instantOf('', BERLIN)).toBeNull();
  expect(instantOf('tomorrow', BERLIN)).toBeNull();
});

test('Friday at six is today’s until it is past, then next week’s', () => {
  const friday = Date.parse('2026-11-27T16:59:00Z');
  expect(iso(nextWeekday(friday, BERLIN, 5))).toBe('2026-11-27T17:00:00.000Z');
  expect(iso(nextWeekday(friday + 60_000, BERLIN, 5))).toBe('2026-12-04T17:00:00.000Z');
  expect(iso(nextWeekday(Date.parse('2026-11-23T09:00:00Z'), BERLIN, 5))).toBe('2026-11-27T17:00:00.000Z');
});
