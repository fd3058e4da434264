/** Speeds of playback, slowest first. */
export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** How far the arrow keys and the skip buttons go. */
export const SKIP_MS = 5000;

/** The next speed up (+1) or down (-1); stays at the ends. */
export function stepRate(rate: number, direction: 1 | -1): number {
  if (direction === 1) return RATES.find((one) => one > rate) ?? RATES.at(-1) ?? rate;
  return RATES.findLast((one) => one < rate) ?? RATES[0];
}

export function clampTime(ms: number, durationMs: number): number {
  return Math.min(Math.max(ms, 0), Math.max(durationMs, 0));
}

/** A length of time in words, for those who hear it: `1 minute 7 seconds`. */
export function spokenTime(ms: number, locale = 'en'): string {
  const seconds = Math.floor(Math.max(ms, 0) / 1000);
  const unit = (value: number, name: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const named = parts.filter(([value]) => value > 0).map(([value, name]) => unit(value, name));
  return named.length > 0 ? named.join(' ') : unit(0, 'second');
}

/** The place that `?t=` names, in milliseconds: seconds (`83`, `83.5`) or a clock (`1:23`); undefined when it is neither. */
export function readTime(text: string | null): number | undefined {
  if (text === null) return undefined;
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,6}(?:\.\d{1,3})?)$/.exec(text.trim());
  if (!match) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

/** What `?t=` says for a place: whole seconds. */
export function writeTime(ms: number): string {
  return String(Math.floor(Math.max(ms, 0) / 1000));
}

type Timed = Readonly<{ startMs: number; endMs: number }>;

/**
 * The segment that is being said at a time: the last one that has begun. In a pause it stays the one before,
 * so that the mark doesn't flicker; -1 before the first.
 */
export function segmentAt(segments: readonly Timed[], ms: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.startMs ?? Number.POSITIVE_INFINITY) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether a short-lived link has run out, or will within the next seconds. */
export function isExpired(expiresAt: string, now: number): boolean {
  return Date.parse(expiresAt) - now < 3000;
}
