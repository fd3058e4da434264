import type { OwnUnlock, UnlockScope } from '@foyer/contract/pii-unlocks';
import { formatCount, formatNumber } from '@foyer/ui';

const MINUTE = 60_000;

/** What part of the call it is, within a sentence. */
export const PART_WORDS: Readonly<Record<UnlockScope, string>> = {
  summary: 'summary',
  transcript: 'transcript',
};

/** `23 h 12 min`, `12 min`, `less than a minute`: never more than there is. */
export function timeLeft(ms: number, locale = 'en'): string {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 1) return 'less than a minute';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const shown = [
    ...(hours > 0 ? [`${formatNumber(hours, locale)} h`] : []),
    ...(rest > 0 || hours === 0 ? [`${formatNumber(rest, locale)} min`] : []),
  ];
  return shown.join(' ');
}

/** `1 detail is masked`, `3 details are masked`. */
export const masksWords = (count: number, locale = 'en'): string =>
  formatCount(count, { one: 'detail is masked', other: 'details are masked' }, locale);

/** Why an unlock is over. */
export const ENDED_WORDS: Readonly<Record<NonNullable<OwnUnlock['endedBecause']>, string>> = {
  time: 'The 24 hours of your unlock are over.',
  person: 'You ended your request.',
  right: 'Your unlock ended, because a right that it needs was changed.',
};
