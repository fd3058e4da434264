import { dayIn } from '@foyer/ui';

/** A day without a time: `2026-03-14`. */
export type Day = string;

export type DayRange = Readonly<{ from: Day; to: Day }>;

export const PRESETS = ['today', 'yesterday', 'last_7_days', 'last_30_days', 'this_month'] as const;
export type Preset = (typeof PRESETS)[number];

/** `count` days after (or, negative, before) a day; by the calendar, so that clock changes don't matter. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The days of a preset, both inclusive, as they are in the client's time zone now. */
export function rangeOf(preset: Preset, timeZone: string, now: Date): DayRange {
  const today = dayIn(now, timeZone);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last_7_days':
      return { from: addDays(today, -6), to: today };
    case 'last_30_days':
      return { from: addDays(today, -29), to: today };
    case 'this_month':
      return { from: `${today.slice(0, 8)}01`, to: today };
  }
}

/** The preset whose days these are now, if one's are. */
export function presetOf(
  range: Readonly<{ from?: Day | undefined; to?: Day | undefined }>,
  timeZone: string,
  now: Date,
): Preset | undefined {
  return PRESETS.find((preset) => {
    const days = rangeOf(preset, timeZone, now);
    return days.from === range.from && days.to === range.to;
  });
}
