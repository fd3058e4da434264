/** A day as `YYYY-MM-DD`. */
export type Day = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Milliseconds by which clocks of the zone are ahead of UTC at an instant. */
export function offsetAt(instant: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The day that it is in a zone at an instant. */
export function dayAt(instant: Date, timeZone: string): Day {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), timeZone)).toISOString().slice(0, 10);
}

/** The day that many days later. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first instant of a day in a zone: midnight, or the first moment after it where clocks jump over midnight. */
export function startOfDay(day: Day, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const candidates = [offsetAt(wall - 86_400_000, timeZone), offsetAt(wall + 86_400_000, timeZone)]
    .map((offset) => wall - offset)
    .toSorted((a, b) => a - b);
  const [early = wall, late = wall] = candidates;
  // Where midnight comes twice the first counts; where it doesn't come, the day starts when the clocks jump.
  if (offsetAt(early, timeZone) === wall - early) return new Date(early);
  if (offsetAt(late, timeZone) === wall - late) return new Date(late);
  return jumpBetween(early, late, timeZone);
}

/** The instant between two at which the zone's clocks change, by halving. */
function jumpBetween(before: number, after: number, timeZone: string): Date {
  const offset = offsetAt(before, timeZone);
  let low = before;
  let high = after;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(middle, timeZone) === offset) low = middle;
    else high = middle;
  }
  return new Date(high);
}

/** The instants of the days from `from` to `to`, both included: from the first's start up to the start of the day after the last. */
export function dayRange(
  from: Day | undefined,
  to: Day | undefined,
  timeZone: string,
): { readonly from: Date | null; readonly before: Date | null } {
  return {
    from: from === undefined ? null : startOfDay(from, timeZone),
    before: to === undefined ? null : startOfDay(addDays(to, 1), timeZone),
  };
}
