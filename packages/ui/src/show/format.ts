/**
 * Formatters. Every function is given the language and the time zone: nothing depends on the machine it runs on.
 * `Intl` objects are costly to make and cheap to keep, so each combination is made once.
 */
const made = new Map<string, unknown>();

function once<T>(key: string, make: () => T): T {
  let found = made.get(key) as T | undefined;
  if (found === undefined) {
    found = make();
    made.set(key, found);
  }
  return found;
}

export type Instant = Date | string | number;

/** The instant in ms since 1970, or null when it is none. */
export function toMillis(instant: Instant | null | undefined): number | null {
  if (instant === null || instant === undefined || instant === '') return null;
  const millis = instant instanceof Date ? instant.getTime() : new Date(instant).getTime();
  return Number.isNaN(millis) ? null : millis;
}

export type In = Readonly<{ timeZone: string; locale?: string | undefined }>;

function dateTime(inWhere: In, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = inWhere.locale ?? 'en';
  const key = `d|${locale}|${inWhere.timeZone}|${JSON.stringify(options)}`;
  return once(key, () => new Intl.DateTimeFormat(locale, { ...options, timeZone: inWhere.timeZone }));
}

const MISSING = '–';

function show(instant: Instant | null | undefined, inWhere: In, options: Intl.DateTimeFormatOptions): string {
  const millis = toMillis(instant);
  return millis === null ? MISSING : dateTime(inWhere, options).format(millis);
}

/** `3 Mar 2026`, in the order of the language. */
export const formatDate = (instant: Instant | null | undefined, inWhere: In): string =>
  show(instant, inWhere, { day: 'numeric', month: 'short', year: 'numeric' });

/** `14:05`. */
export const formatTime = (instant: Instant | null | undefined, inWhere: In): string =>
  show(instant, inWhere, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `3 Mar 2026, 14:05`. */
export const formatDateTime = (instant: Instant | null | undefined, inWhere: In): string =>
  show(instant, inWhere, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** The whole truth of an instant, for a tooltip or a copy: `Tue 3 Mar 2026, 14:05:09 GMT+1`. */
export const formatInstant = (instant: Instant | null | undefined, inWhere: In): string =>
  show(instant, inWhere, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });

/** The calendar day of an instant in a zone as `YYYY-MM-DD`. */
export function dayIn(instant: Instant, timeZone: string): string {
  const parts = dateTime(
    { timeZone, locale: 'en-CA' },
    { year: 'numeric', month: '2-digit', day: '2-digit' },
  );
  return parts.format(toMillis(instant) ?? 0);
}

/** An instant with daylight saving on in the north: at others, some zones' generic names turn out as standard ones. */
const SUMMER = Date.UTC(2025, 6, 1);

/** The zone's name for people: `Central European Time (Berlin)`; what is given when the zone is unknown. */
export function formatZone(timeZone: string, locale = 'en'): string {
  return once(`z|${locale}|${timeZone}`, () => {
    try {
      const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(
        SUMMER,
      );
      const long = parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
      if (long.startsWith('GMT')) return timeZone;
      const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ');
      return city && timeZone.includes('/') && !long.includes(city) ? `${long} (${city})` : long;
    } catch {
      return timeZone;
    }
  });
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago, as a person would say it: `just now`, `4 min ago`, `3 h ago`, `yesterday 14:05`, `Mon 14:05`,
 * then the date (with the year only when it isn't this one). Days are days of the zone, not 24 hours.
 */
export function formatRelative(instant: Instant | null | undefined, now: Instant, inWhere: In): string {
  const at = toMillis(instant);
  const today = toMillis(now);
  if (at === null || today === null) return MISSING;
  const locale = inWhere.locale ?? 'en';
  const gone = today - at;
  const relative = once(
    `r|${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' }),
  );
  const days = Math.round(
    (Date.parse(dayIn(today, inWhere.timeZone)) - Date.parse(dayIn(at, inWhere.timeZone))) / DAY,
  );
  if (Math.abs(gone) < 45_000) return relative.format(0, 'second');
  const minutes = Math.round(gone / MINUTE);
  if (Math.abs(minutes) < 60) return relative.format(-minutes, 'minute');
  if (days === 0) return relative.format(-Math.round(gone / HOUR), 'hour');
  if (days === 1) return `${relative.format(-1, 'day')} ${formatTime(at, inWhere)}`;
  if (days > 1 && days < 7)
    return show(at, inWhere, { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const year = (when: number) => dayIn(when, inWhere.timeZone).slice(0, 4);
  return year(at) === year(today)
    ? show(at, inWhere, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })
    : formatDate(at, inWhere);
}

/** Plain and grouped: `12,480`. */
export function formatNumber(value: number | null | undefined, locale = 'en'): string {
  if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
  return once(`n|${locale}`, () => new Intl.NumberFormat(locale)).format(value);
}

/** Country calling codes have one, two or three digits; these are the ones with fewer than three. */
const CALLING_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** How the digits after the calling code are grouped, by their count. */
const PHONE_GROUPS: Readonly<Record<number, RegExp>> = {
  6: /(\d{3})(\d{3})/,
  7: /(\d{3})(\d{4})/,
  8: /(\d{4})(\d{4})/,
  9: /(\d{3})(\d{3})(\d{3})/,
  10: /(\d{3})(\d{3})(\d{4})/,
  11: /(\d{3})(\d{4})(\d{4})/,
  12: /(\d{4})(\d{4})(\d{4})/,
};

/**
 * A phone number (E.164) in groups that can be read aloud: `+1 212 555 0110`. The groups are by length, not by each
 * country's area codes: those tables are large and change. Anything else stays as it is.
 */
export function formatPhone(number: string): string {
  const digits = /^\+([1-9]\d{6,14})$/.exec(number)?.[1];
  if (!digits) return number;
  const code = CALLING_CODE.exec(digits)?.[0] ?? '';
  const rest = digits.slice(code.length);
  const groups = PHONE_GROUPS[rest.length]?.exec(rest)?.slice(1) ?? [rest];
  return `+${[code, ...groups].join(' ')}`;
}

/** A share of one: `0.873` → `87.3%`. */
export function formatPercent(share: number | null | undefined, locale = 'en', digits = 1): string {
  if (share === null || share === undefined || Number.isNaN(share)) return MISSING;
  const options = { style: 'percent', maximumFractionDigits: digits } as const;
  return once(`p|${locale}|${digits}`, () => new Intl.NumberFormat(locale, options)).format(share);
}

/** Length of speech: `0 s`, `48 s`, `4 m 05 s`, `1 h 02 m`. The parts don't jump: seconds and minutes have two digits. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) return MISSING;
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} m`;
}

/** A position on a clock: `0:48`, `4:05`, `1:02:09`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/**
 * Money from integer minor units (cents), exactly: `formatMoney(12345, 'EUR')` → `€123.45`. How many minor units
 * make one is the currency's (JPY none, KWD three). A bigint keeps sums beyond 2^53 exact.
 */
export function formatMoney(
  minor: number | bigint | null | undefined,
  currency: string,
  locale = 'en',
): string {
  if (minor === null || minor === undefined || Number.isNaN(minor)) return MISSING;
  const format = once(
    `m|${locale}|${currency}`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency }),
  );
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const units = typeof minor === 'bigint' ? minor : BigInt(Math.round(minor));
  const negative = units < 0n;
  const text = (negative ? -units : units).toString().padStart(digits + 1, '0');
  const cut = text.length - digits;
  const decimal = `${negative ? '-' : ''}${text.slice(0, cut)}${digits > 0 ? `.${text.slice(cut)}` : ''}`;
  // A decimal string is formatted without going through a float.
  return format.format(decimal as Intl.StringNumericLiteral);
}

/**
 * A count with its word, by the language's plural rules: `formatCount(1, { one: 'call', other: 'calls' })` → `1 call`.
 */
export function formatCount(
  count: number,
  words: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>,
  locale = 'en',
): string {
  const rule = once(`c|${locale}`, () => new Intl.PluralRules(locale)).select(count);
  return `${formatNumber(count, locale)} ${words[rule] ?? words.other}`;
}

/** `a, b and c`. */
export const formatList = (items: readonly string[], locale = 'en'): string =>
  once(`l|${locale}`, () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(items);

/** Up to two initials of a name, for an avatar; `?` for none. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0] ?? '',
  );
  return letters.join('').toUpperCase() || '?';
}
