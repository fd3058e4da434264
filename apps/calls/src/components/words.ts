import { formatCount, formatNumber } from '@foyer/ui';
import type { CallEvent } from '@foyer/contract/call-notes';
import type { CallDirection, CallOutcome, CallSentiment, CallStatus, MaskedText } from '@foyer/contract';

// What the pages call things. Each is a whole phrase, so that it can be translated as one.

export const STATUS_WORDS: Readonly<Record<CallStatus, string>> = {
  in_progress: 'In progress',
  completed: 'Completed',
  missed: 'Missed',
  voicemail: 'Voicemail',
  transferred: 'Transferred',
  failed: 'Failed',
};

export const DIRECTION_WORDS: Readonly<Record<CallDirection, string>> = {
  inbound: 'Inbound',
  outbound: 'Outbound',
};

export const SENTIMENT_WORDS: Readonly<Record<CallSentiment, string>> = {
  positive: 'Positive',
  neutral: 'Neutral',
  negative: 'Negative',
};

export const OUTCOME_WORDS: Readonly<Record<CallOutcome, string>> = {
  booked: 'Booked',
  rescheduled: 'Rescheduled',
  cancelled: 'Cancelled',
  answered: 'Question answered',
  message_taken: 'Message taken',
  transferred: 'Handed over',
  not_reached: 'Not reached',
  spam: 'Spam',
};

const END_REASON_WORDS: Readonly<Record<string, string>> = {
  caller_hung_up: 'The caller hung up',
  end_not_told: 'Nobody said how it ended',
  agent_ended: 'The agent ended the call',
  transferred: 'Handed over',
  no_answer: 'Nobody answered',
  voicemail: 'Went to voicemail',
  carrier_error: 'The line failed',
  agent_error: 'The agent failed',
};

/** Why a call ended. Platforms have reasons of their own: one without words here is shown as it came. */
export function endReasonWords(reason: string): string {
  return (
    END_REASON_WORDS[reason] ?? reason.charAt(0).toLocaleUpperCase() + reason.slice(1).replaceAll('_', ' ')
  );
}

type SpanKind = Extract<MaskedText[number], { masked: unknown }>['masked'];

export const MASK_WORDS: Readonly<Record<SpanKind, string>> = {
  card_number: 'card number',
  date_of_birth: 'date of birth',
  address: 'address',
  national_id: 'national ID',
  caller_name: 'caller’s name',
  phone_number: 'phone number',
  email: 'e-mail address',
};

export const SPEAKER_WORDS = { agent: 'Agent', caller: 'Caller' } as const;

/** Parameters of the address as the page calls them. */
export const PARAMETER_WORDS: Readonly<Record<string, string>> = {
  from: 'the start date',
  to: 'the end date',
  status: 'the status',
  direction: 'the direction',
  minDuration: 'the shortest length',
  maxDuration: 'the longest length',
  agent: 'the agent',
  project: 'the project',
  sentiment: 'the sentiment',
  outcome: 'the outcome',
  text: 'the search',
  sort: 'the order',
};

/** How often a search is met in one call. */
export function countOfPlaces(count: number, locale = 'en'): string {
  return formatCount(count, { one: 'place', other: 'places' }, locale);
}

/** `1 new call`, `12 new calls`, `100+ new calls`. */
export function newCalls(count: number, atLeast: boolean, locale = 'en'): string {
  if (atLeast) return `${formatNumber(count, locale)}+ new calls`;
  return formatCount(count, { one: 'new call', other: 'new calls' }, locale);
}

/** `1 call`, `1,234 calls`, `10,000+ calls`. */
export function countOfCalls(count: number, capped = false, locale = 'en'): string {
  if (capped) return `${formatNumber(count, locale)}+ calls`;
  return formatCount(count, { one: 'call', other: 'calls' }, locale);
}

/** A tool as the platform calls it (`book_appointment`, `bookAppointment`) as words. */
export function toolWords(name: string): string {
  const words = name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\-.]+/g, ' ')
    .trim()
    .toLocaleLowerCase();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What happened during a call, as a phrase. */
export function eventWords({ kind, name, outcome, destination }: CallEvent): string {
  switch (kind) {
    case 'tool':
      return name === null ? 'Used a tool' : toolWords(name);
    case 'transfer':
      if (outcome === 'failed')
        return destination ? `Couldn’t hand over to ${destination}` : 'Couldn’t hand over';
      return destination ? `Handed over to ${destination}` : 'Handed over';
    case 'hold':
      return 'The caller was put on hold';
    case 'voicemail':
      return outcome === 'done' ? 'Left a message on the mailbox' : 'Reached a mailbox';
  }
}
