import { expect, test } from 'vitest';
import { zonedTime } from './zoned-time.ts';

test.each([
  ['Europe/London', '2026-07-01T11:30:15.900Z', '2026-07-01T12:30:15+01:00'],
  ['Europe/London', '2026-12-01T11:30:15.000Z', '2026-12-01T11:30:15+00:00'],
  // The hour that comes twice.
  ['Europe/Berlin', '2026-10-25T00:59:59.999Z', '2026-10-25T02:59:59+02:00'],
  ['Europe/Berlin', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00+01:00'],
  ['America/New_York', '2026-01-01T03:00:00.000Z', '2025-12-31T22:00:00-05:00'],
  ['America/St_Johns', '2026-01-01T03:00:00.000Z', '2025-12-31T23:30:00-03:30'],
  ['Asia/Kathmandu', '2026-01-01T00:00:00.000Z', '2026-01-01T05:45:00+05:45'],
  ['UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00+00:00'],
])('in %s %s is %s', (zone, instant, written) => {
  const write = zonedTime(zone);
  expect(write(new Date(instant))).toBe(written);
  expect(write(new Date(instant))).toBe(written);
  expect(new Date(written).getTime()).toBe(Math.floor(Date.parse(instant) / 1000) * 1000);
});
