import { addDays, dayAt, startOfDay } from '../calls/day-range.ts';
import type { Business } from './audio/conversations.ts';
import type { Chance } from './random.ts';

/** Calls by hour of the day, from midnight, against the others'. */
const OFFICE = [0, 0, 0, 0, 0, 0.1, 0.4, 2, 7, 10, 10, 8, 5, 6, 8, 8, 7, 5, 2, 1, 0.6, 0.3, 0.1, 0];
const ALL_DAY = [1, 0.6, 0.4, 0.3, 0.4, 0.8, 2, 4, 6, 7, 7, 6, 5, 5, 6, 7, 8, 8, 7, 6, 5, 4, 3, 2];
const HOURS: Readonly<Record<Business, readonly number[]>> = {
  dental: OFFICE,
  lettings: OFFICE,
  garage: OFFICE,
  veterinary: OFFICE,
  hotel: ALL_DAY,
  heating: ALL_DAY,
};

/** Calls by weekday, from Sunday, against the others'. */
const WEEK: Readonly<Record<Business, readonly number[]>> = {
  dental: [0.05, 1.3, 1.1, 1, 1, 0.9, 0.2],
  lettings: [0.15, 1.2, 1, 1, 1, 1, 0.7],
  garage: [0.03, 1.3, 1, 1, 1, 1.1, 0.4],
  veterinary: [0.3, 1.2, 1, 1, 1, 1, 0.8],
  hotel: [0.9, 0.8, 0.8, 0.9, 1, 1.2, 1.1],
  heating: [0.5, 1.2, 1, 1, 1, 1, 0.6],
};

/**
 * Starts of `count` calls over the `days` days up to `now`, newest first, as full as the business's hours and weekdays are in its own
 * time zone. The last minutes before `now` are left to calls that are still going on.
 */
export function callTimes(
  by: Chance,
  business: Business,
  timeZone: string,
  now: Date,
  days: number,
  count: number,
): Date[] {
  const today = dayAt(now, timeZone);
  const midnights = Array.from({ length: days }, (_, back) => {
    const day = addDays(today, -back);
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
    // A slow growth, so that the periods compare.
    return {
      start: startOfDay(day, timeZone).getTime(),
      weight: (WEEK[business][weekday] ?? 1) * (1 - (0.35 * back) / days),
    };
  });
  const byDay = Object.fromEntries(midnights.map(({ weight }, i) => [String(i), weight]));
  const byHour = Object.fromEntries(HOURS[business].map((weight, hour) => [String(hour), weight]));
  const latest = now.getTime() - 15 * 60_000;
  const times: number[] = [];
  while (times.length < count) {
    const day = midnights[Number(by.weighted(byDay))];
    const at = (day?.start ?? 0) + Number(by.weighted(byHour)) * 3_600_000 + by.between(0, 3_599_999);
    if (at < latest) times.push(at);
  }
  return times.toSorted((a, b) => b - a).map((at) => new Date(at));
}
