import { allows, searchAllowed } from '@foyer/access';
import type { Span } from '../db/schema.ts';
import { digitRuns, placeOf } from '../ingest/spans/digit-runs.ts';
import { knownNames, placesOfNames } from '../ingest/spans/names.ts';
import type { KnownCaller } from '../ingest/spans/span-detector.ts';

/** Digits of a number's end from which on it is told by them. */
const SHORTEST_ENDING = 4;

/** Where a text has the name or the number of the call's caller, as both are known now: a platform may tell them after the text was written. */
export function callerSpans(text: string, { name, number }: KnownCaller): Span[] {
  const digits = (number ?? '').replaceAll(/\D/g, '');
  return [
    ...placesOfNames(text, new Set(knownNames(name))).map((place) => ({
      kind: 'caller_name' as const,
      ...place,
    })),
    ...digitRuns(text)
      .filter((run) => run.digits.length >= SHORTEST_ENDING && sharesEnding(digits, run.digits))
      .map((run) => ({ kind: 'phone_number' as const, ...placeOf(run) })),
  ];
}

/** Every number in a text that is long enough to be the end of somebody's. */
export const numberSpans = (text: string): Span[] =>
  digitRuns(text)
    .filter((run) => run.digits.length >= SHORTEST_ENDING)
    .map((run) => ({ kind: 'phone_number' as const, ...placeOf(run) }));

const sharesEnding = (number: string, told: string): boolean =>
  number !== '' && (number.endsWith(told) || told.endsWith(number.slice(-7)));

/** Whether a short text, such as a tag, could be a phone number, an e-mail address or a date of birth, whoever's. In doubt: yes. */
export const looksLikeCallers = (text: string): boolean => !allows(searchAllowed(undefined, text));

/** Whether a short text could tell of the caller of a call. */
export const tellsOf = (text: string, caller: KnownCaller): boolean =>
  looksLikeCallers(text) || callerSpans(text, caller).length > 0;
