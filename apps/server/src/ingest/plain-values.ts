import { CALL_OUTCOMES, CALL_SENTIMENTS, type CallOutcome, type CallSentiment } from '@foyer/contract';

// What vendors write down in many ways, in ours. Each answers undefined for what it doesn't know: a call isn't refused for one odd value.

/** Characters of a text that is kept: an hour of talk has some 60,000. */
const LONGEST_TEXT = 1_000_000;

/** Text that a database can keep: without the character zero and halves of characters. Undefined for what is empty or no text. */
export function text(value: unknown, longest = LONGEST_TEXT): string | undefined {
  if (typeof value !== 'string') return undefined;
  const plain = value.replaceAll('\0', '').toWellFormed().trim().slice(0, longest).toWellFormed();
  return plain === '' ? undefined : plain;
}

/** An instant from RFC 3339, or from a count since 1970 in seconds or milliseconds. */
export function instant(value: unknown): Date | undefined {
  const ms =
    typeof value === 'number'
      ? value > 100_000_000_000
        ? value
        : value * 1000
      : typeof value === 'string'
        ? Date.parse(value)
        : Number.NaN;
  // Within what a database and a calendar agree on; a count of microseconds is beyond it.
  return ms >= 0 && ms < 32_503_680_000_000 ? new Date(Math.round(ms)) : undefined;
}

/** Milliseconds, from a count of seconds. */
export const seconds = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value * 1000) : undefined;

/** Minor units, from an amount in major ones; undefined for what isn't a price. */
export const minor = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && value < 1_000_000 ? Math.round(value * 100) : undefined;

/** A phone number as E.164 has it, as far as it can be told: digits with the plus that was there. */
export function phone(value: unknown): string | undefined {
  const given = text(value, 60);
  if (!given || !/^\+?[\d\s().-]{4,}$/.test(given)) return undefined;
  const digits = given.replaceAll(/\D/g, '');
  return digits.length >= 4 && digits.length <= 15
    ? `${given.startsWith('+') ? '+' : ''}${digits}`
    : undefined;
}

const word = (value: unknown): string => (text(value, 100) ?? '').toLowerCase().replaceAll(/[\s-]+/g, '_');

export const sentiment = (value: unknown): CallSentiment | undefined =>
  CALL_SENTIMENTS.find((one) => one === word(value));

const OUTCOME_WORDS: Readonly<Record<string, CallOutcome>> = {
  appointment_booked: 'booked',
  scheduled: 'booked',
  canceled: 'cancelled',
  question_answered: 'answered',
  resolved: 'answered',
  voicemail: 'not_reached',
  no_answer: 'not_reached',
  message: 'message_taken',
  handed_over: 'transferred',
};

export const outcome = (value: unknown): CallOutcome | undefined =>
  CALL_OUTCOMES.find((one) => one === word(value)) ?? OUTCOME_WORDS[word(value)];

/** A vendor's reason as a word of ours, or as its own: lower case with underscores. */
export const reasonWord = (value: unknown, known: Readonly<Record<string, string>>): string | undefined => {
  const given = text(value, 120);
  return given === undefined
    ? undefined
    : (known[given] ?? given.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_'));
};

export const tags = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((one) => text(one, 60) ?? []).slice(0, 30) : [];

/** An address that audio can be fetched from. */
export function webAddress(value: unknown): string | undefined {
  const given = text(value, 4_000);
  if (!given || !URL.canParse(given)) return undefined;
  return /^https?:$/.test(new URL(given).protocol) ? given : undefined;
}

/** The value under the first of these names that has one, whatever the case of their letters. */
export function named(record: unknown, ...names: readonly string[]): unknown {
  if (typeof record !== 'object' || record === null) return undefined;
  const plain = new Map(
    Object.entries(record).map(
      ([key, value]) => [key.toLowerCase().replaceAll(/[\s_-]/g, ''), value] as const,
    ),
  );
  for (const name of names) {
    const found = plain.get(name.toLowerCase().replaceAll(/[\s_-]/g, ''));
    if (found !== undefined && found !== null && found !== '') return found;
  }
  return undefined;
}
