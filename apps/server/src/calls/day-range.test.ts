import { describe, expect, test } from 'vitest';
import { addDays, dayAt, dayRange, startOfDay } from './day-range.ts';

describe('a day in the time zone of the client', () => {
  test.each([
    ['2026-01-15', 'America/New_York', '2026-01-15T05:00:00.000Z'],
    ['2026-07-15', 'America/New_York', '2026-07-15T04:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-04', 'Australia/Sydney', '2026-10-03T14:00:00.000Z'],
    ['2026-10-05', 'Australia/Sydney', '2026-10-04T13:00:00.000Z'],
    ['2026-06-01', 'Asia/Kathmandu', '2026-05-31T18:15:00.000Z'],
    ['2026-06-01', 'UTC', '2026-06-01T00:00:00.000Z'],
  ])('%s in %s starts at %s', (day, zone, start) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
  });

  test('starts when the clocks jump where there is no midnight', () => {
    // Cairo, 2024-04-26: from 23:59:59 to 01:00.
    expect(startOfDay('2024-04-26', 'Africa/Cairo').toISOString()).toBe('2024-04-25T22:00:00.000Z');
    // Sao Paulo, 2018-11-04.
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  test('starts at the first of two midnights', () => {
    // Havana, 2025-11-02: at 01:00 the clocks go back to 00:00.
    expect(startOfDay('2025-11-02', 'America/Havana').toISOString()).toBe('2025-11-02T04:00:00.000Z');
  });

  test('is 23 hours long in spring and 25 in autumn', () => {
    const hours = (day: string) => {
      const { from, before } = dayRange(day, day, 'Europe/London');
      return ((before?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 3_600_000;
    };
    expect([hours('2026-03-29'), hours('2026-06-10'), hours('2026-10-25')]).toEqual([23, 24, 25]);
  });

  test('includes both ends, and is open where no end is given', () => {
    expect(dayRange('2026-02-27', '2026-03-01', 'UTC')).toEqual({
      from: new Date('2026-02-27T00:00:00Z'),
      before: new Date('2026-03-02T00:00:00Z'),
    });
    expect(dayRange(undefined, undefined, 'UTC')).toEqual({ from: null, before: null });
  });

  test('is the one that clocks show there at an instant', () => {
    const instant = new Date('2026-06-01T03:30:00Z');
    expect(dayAt(instant, 'America/New_York')).toBe('2026-05-31');
    expect(dayAt(instant, 'Australia/Sydney')).toBe('2026-06-01');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });
});
