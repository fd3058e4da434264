import type { CallSearch } from './call-search.ts';
import { withFilter } from './call-search.ts';

/** How long calls are, in whole seconds, both inclusive. */
export type Length = Readonly<{ min: number | undefined; max: number | undefined }>;

export const LENGTH_PRESETS: readonly Readonly<{ label: string; length: Length }>[] = [
  { label: 'Up to 30 s', length: { min: undefined, max: 30 } },
  { label: '30 s to 1 min', length: { min: 30, max: 60 } },
  { label: '1 to 5 min', length: { min: 60, max: 300 } },
  { label: '5 to 15 min', length: { min: 300, max: 900 } },
  { label: '15 min or longer', length: { min: 900, max: undefined } },
];

/** The longest that can be asked for: a day. */
export const LONGEST_SECONDS = 86_400;

export const lengthOf = ({ minDuration, maxDuration }: CallSearch): Length => ({
  min: minDuration,
  max: maxDuration,
});

export const withLength = (search: CallSearch, { min, max }: Length): CallSearch =>
  withFilter(withFilter(search, 'minDuration', min), 'maxDuration', max);

/** `1 to 5 min`, `30 s to 1 min`, `5 min or longer`, `up to 45 s`; '' where nothing is asked for. */
export function describeLength({ min, max }: Length): string {
  if (min === undefined && max === undefined) return '';
  if (min === undefined) return `up to ${amount(max ?? 0)}`;
  if (max === undefined) return `${amount(min)} or longer`;
  if (min === max) return amount(min);
  const inMinutes = min > 0 && min % 60 === 0 && max % 60 === 0;
  if (inMinutes) return `${min / 60} to ${amount(max)}`;
  return min < 60 && max < 60 ? `${min} to ${amount(max)}` : `${amount(min)} to ${amount(max)}`;
}

function amount(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${seconds} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/**
 * Seconds of what somebody typed: `90`, `90 s`, `1:30`, `1.5 min`, `1 m 30`. A bare number is seconds. Undefined for nothing, null for what
 * isn't a length up to a day.
 */
export function readLength(typed: string): number | null | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return undefined;
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(text);
  const words =
    /^(?:(\d{1,4}(?:[.,]\d+)?)\s*(?:m|min|mins|minutes?))?\s*(?:(\d{1,5})\s*(?:s|sec|secs|seconds?)?)?$/.exec(
      text,
    );
  const seconds = clock
    ? Number(clock[1]) * 60 + Number(clock[2])
    : words
      ? Math.round(Number((words[1] ?? '0').replace(',', '.')) * 60) + Number(words[2] ?? 0)
      : null;
  return seconds !== null && seconds <= LONGEST_SECONDS ? seconds : null;
}
