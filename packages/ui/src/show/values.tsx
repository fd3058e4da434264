import { useLocale } from '../theme/locale.tsx';
import {
  formatDuration,
  formatInstant,
  formatMoney,
  formatRelative,
  toMillis,
  type Instant,
} from './format.ts';
import { useNow } from './now.ts';

export type EmptyValueProps = { /** What a screen reader says; default "none". */ label?: string };

/** A value that isn't there: a dash, read out as a word. Never for a value that is hidden (see `DenialNote`). */
export function EmptyValue({ label = 'none' }: EmptyValueProps) {
  return (
    <span className="fy-quiet">
      <span aria-hidden="true">–</span>
      <span className="fy-hidden">{label}</span>
    </span>
  );
}

export type RelativeTimeProps = {
  value: Instant | null | undefined;
  /** IANA zone; default: the one of `ThemeRoot`. */
  timeZone?: string;
  /** The clock, for tests and recorded moments. */
  now?: Instant;
};

/** "4 min ago", with the absolute time and its zone on hover; renews itself. */
export function RelativeTime({ value, timeZone, now }: RelativeTimeProps) {
  const where = useLocale();
  const clock = useNow();
  const at = toMillis(value);
  if (at === null) return <EmptyValue />;
  const inWhere = { locale: where.locale, timeZone: timeZone ?? where.timeZone };
  return (
    <time
      className="fy-figures"
      dir="auto"
      dateTime={new Date(at).toISOString()}
      title={formatInstant(at, inWhere)}
    >
      {formatRelative(at, now ?? clock, inWhere)}
    </time>
  );
}

export type DurationProps = { seconds: number | null | undefined };

/** `4 m 05 s`. */
export function Duration({ seconds }: DurationProps) {
  if (seconds === null || seconds === undefined) return <EmptyValue />;
  return (
    <time className="fy-figures" dir="auto" dateTime={`PT${Math.max(0, Math.round(seconds))}S`}>
      {formatDuration(seconds)}
    </time>
  );
}

export type MoneyProps = {
  /** Integer minor units (cents). */
  minor: number | bigint | null | undefined;
  /** ISO 4217. */
  currency: string;
};

/** An amount from integer minor units. */
export function Money({ minor, currency }: MoneyProps) {
  const { locale } = useLocale();
  if (minor === null || minor === undefined) return <EmptyValue />;
  return (
    <span className="fy-figures" dir="auto">
      {formatMoney(minor, currency, locale)}
    </span>
  );
}
