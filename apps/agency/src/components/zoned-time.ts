import { dayIn, formatTime } from '@foyer/ui';

/** An instant as a field of date and time shows it in a zone: `2026-11-27T18:00`. */
export const localIn = (instant: number, timeZone: string): string =>
  `${dayIn(instant, timeZone)}T${formatTime(instant, { timeZone, locale: 'en-GB' }).slice(0, 5)}`;

/**
 * The instant at which clocks in a zone show `2026-11-27T18:00`, or null for what isn't a time. In the hour that a change of clocks
 * skips or repeats, it is one of the instants beside it.
 */
export function instantOf(local: string, timeZone: string): number | null {
  // An engine reads almost anything as some date.
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  // What the zone shows at a guess tells how far the guess is off; the second round is for a change of clocks in between.
  const off = (guess: number) => Date.parse(`${localIn(guess, timeZone)}:00Z`) - guess;
  const first = asUtc - off(asUtc);
  return asUtc - off(first);
}

/** The next Friday, 18:00 in the zone, that lies ahead; and the same for any weekday (0 is Sunday). */
export function nextWeekday(now: number, timeZone: string, weekday: number, time = '18:00'): number {
  for (let days = 0; days <= 8; days += 1) {
    const day = dayIn(now + days * 86_400_000, timeZone);
    const at = instantOf(`${day}T${time}`, timeZone);
    if (at !== null && at > now && new Date(`${day}T00:00:00Z`).getUTCDay() === weekday) return at;
  }
  return now + 7 * 86_400_000;
}
