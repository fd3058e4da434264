import { offsetAt } from '../calls/day-range.ts';

/** Clocks change at full quarters of an hour. */
const QUARTER = 15 * 60_000;
/** Offsets that are remembered: of a year, some 35,000. */
const MOST = 50_000;

/** Writes instants as clocks of a zone show them: ISO 8601 to the second, with the offset, e.g. `2026-11-23T09:00:00+01:00`. */
export function zonedTime(timeZone: string): (instant: Date) => string {
  const offsets = new Map<number, number>();
  const offsetOf = (instant: number): number => {
    const quarter = Math.floor(instant / QUARTER);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    if (offsets.size >= MOST) offsets.clear();
    const offset = offsetAt(quarter * QUARTER, timeZone);
    offsets.set(quarter, offset);
    return offset;
  };
  return (instant) => {
    const offset = offsetOf(instant.getTime());
    const minutes = Math.abs(Math.round(offset / 60_000));
    const two = (value: number): string => String(value).padStart(2, '0');
    const clock = new Date(instant.getTime() + offset).toISOString().slice(0, 19);
    return `${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
}
