import type { Span, SpanKind } from '../../db/schema.ts';
import { BIRTH_CUE, datesIn, isLongOver } from './dates.ts';
import { digitRuns, isCardNumber, placeOf, type DigitRun } from './digit-runs.ts';
import { introducedNames, knownNames, placesOfNames, titledNames } from './names.ts';
import { ID_CUE, isNationalId, lettered, socialSecurity } from './national-ids.ts';
import type { KnownCaller, SpanDetector, Utterance } from './span-detector.ts';

/*
 * Finds what is sensitive by rules, in English words and in the digits of any script. Where it can't be sure it marks: what is marked without need
 * can be unlocked, what isn't marked is read. docs/ingest.md says what it finds and what it doesn't.
 */

const EMAIL = /[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+(?:\s?\.\s?[\p{L}\p{N}-]+)+/gu;
const SPOKEN_EMAIL =
  /[\p{L}\p{N}_+-]+(?:\s?(?:\.|\bdot\b|\bunderscore\b|\bdash\b|\bhyphen\b)\s?[\p{L}\p{N}_+-]+)*\s+(?:at|\[at\]|\(at\))\s+[\p{L}\p{N}-]+(?:\s?(?:\.|\bdot\b)\s?\p{L}[\p{L}\p{N}-]*)+/giu;
const STREET =
  /\b\d{1,5}[a-z]?,?\s+(?:\p{Lu}[\p{L}'’.-]*\s+){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Close|Way|Place|Pl|Boulevard|Blvd|Terrace|Crescent|Square|Gardens|Grove|Hill|Row|Walk)\b|\b\p{Lu}[\p{L}-]*(?:straße|strasse|weg|platz|allee)\s+\d{1,4}[a-z]?\b|\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b/gu;
const PHONE_CUE =
  /\b(?:phone|mobile|cell|callback|call (?:you|me|us) back|reach (?:you|me)|contact|number|digits)\b/i;
const CARD_CUE = /\b(?:card|credit|debit|visa|mastercard|amex|cvv|cvc|security code|expir\w+)\b/i;

/** Digits from which on a number by itself is taken for one to call. */
const SHORTEST_PHONE = 7;
const LONGEST_PHONE = 15;
/** Digits from which on a number is, where the talk is of numbers. */
const SHORTEST_TOLD = 4;

const matches = (text: string, pattern: RegExp, kind: SpanKind): Span[] =>
  Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    kind,
    start: index,
    end: index + found.length,
  }));

/** The card numbers within one run of digits, which may have others before and after them. */
function cardsIn(run: DigitRun): { start: number; end: number }[] {
  const { length } = run.digits;
  for (let size = Math.min(19, length); size >= 13; size -= 1) {
    for (let from = 0; from + size <= length; from += 1)
      if (isCardNumber(run.digits.slice(from, from + size))) return [placeOf(run, from, from + size)];
  }
  return [];
}

interface Said {
  readonly at: number;
  readonly run: DigitRun;
}

/** Most pieces in which somebody tells one card number. */
const MOST_PIECES = 8;

/** A card number that is told in pieces, with "go on" in between. */
function cardsInPieces(runs: readonly Said[]): Said[] {
  for (let from = 0; from < runs.length; from += 1) {
    let digits = '';
    for (let until = from; until < Math.min(runs.length, from + MOST_PIECES); until += 1) {
      digits += runs[until]?.run.digits ?? '';
      if (until > from && isCardNumber(digits)) return runs.slice(from, until + 1);
    }
  }
  return [];
}

function spansOfNumbers(text: string, before: string, number: string): Span[] {
  const spans: Span[] = [];
  const context = `${before} ${text}`;
  for (const run of digitRuns(text)) {
    const { length } = run.digits;
    const whole = placeOf(run);
    const cards = cardsIn(run);
    if (cards.length > 0) {
      spans.push(...cards.map((place) => ({ kind: 'card_number' as const, ...place })));
    } else if (isNationalId(run.digits) || (ID_CUE.test(context) && length >= 6)) {
      spans.push({ kind: 'national_id', ...whole });
    } else if (CARD_CUE.test(context) && (length === 3 || length >= 8) && !run.plus) {
      // What is left of a card: its code, or digits that were heard wrong.
      spans.push({ kind: 'card_number', ...whole });
    } else if (
      (length >= SHORTEST_PHONE && length <= LONGEST_PHONE) ||
      (length >= SHORTEST_TOLD && (run.plus || number.endsWith(run.digits) || PHONE_CUE.test(context)))
    ) {
      spans.push({ kind: 'phone_number', ...whole });
    } else if (length > LONGEST_PHONE) {
      spans.push({ kind: 'national_id', ...whole });
    }
  }
  return spans;
}

function spansOfDates(text: string, before: string, now: Date): Span[] {
  const born = BIRTH_CUE.test(`${before} ${text}`);
  const dates = datesIn(text).filter(({ year }) => born || isLongOver(year, now));
  const spans = dates.map(({ start, end }): Span => ({ kind: 'date_of_birth', start, end }));
  // A birthday in digits that no form knows: "oh four oh five eighty-eight".
  if (born && dates.length === 0)
    for (const run of digitRuns(text))
      if (run.digits.length >= 4 && run.digits.length <= 8)
        spans.push({ kind: 'date_of_birth', ...placeOf(run) });
  return spans;
}

/** What was said right before by somebody else: the question, of which this may be the answer. */
function questionBefore(call: readonly Utterance[], index: number): string {
  const own = call[index]?.speaker;
  if (own === 'summary') return '';
  for (let at = index - 1; at >= Math.max(0, index - 3); at -= 1) {
    const one = call[at];
    if (one && one.speaker !== own && one.speaker !== 'summary') return one.text;
  }
  return '';
}

function detect(call: readonly Utterance[], caller: KnownCaller, now: Date): Span[][] {
  const texts = call.map(({ text }) => text);
  const names = new Set([
    ...knownNames(caller.name),
    ...introducedNames(call.filter(({ speaker }) => speaker === 'caller').map(({ text }) => text)),
    ...titledNames(texts),
  ]);
  const number = (caller.number ?? '').replaceAll(/\D/g, '');
  const spans = call.map(({ text }, index): Span[] => {
    const before = questionBefore(call, index);
    return [
      ...spansOfNumbers(text, before, number),
      ...[...lettered(text), ...socialSecurity(text)].map((place) => ({
        kind: 'national_id' as const,
        ...place,
      })),
      ...spansOfDates(text, before, now),
      ...matches(text, EMAIL, 'email'),
      ...matches(text, SPOKEN_EMAIL, 'email'),
      ...matches(text, STREET, 'address'),
      ...placesOfNames(text, names).map((place) => ({ kind: 'caller_name' as const, ...place })),
    ];
  });
  for (const speaker of ['caller', 'agent'] as const) {
    const said = call.flatMap((one, at) =>
      one.speaker === speaker ? digitRuns(one.text).map((run) => ({ at, run })) : [],
    );
    for (const { at, run } of cardsInPieces(said)) spans[at]?.push({ kind: 'card_number', ...placeOf(run) });
  }
  return spans.map(settled);
}

/** In order, without those that lie within another that is masked for the same readers or more. */
function settled(spans: readonly Span[]): Span[] {
  const inOrder = spans
    .filter((span) => span.end > span.start)
    .toSorted((a, b) => a.start - b.start || b.end - a.end || (a.kind < b.kind ? -1 : 1));
  return inOrder.filter(
    (span, index) =>
      !inOrder.some(
        (other, at) =>
          at !== index &&
          other.start <= span.start &&
          other.end >= span.end &&
          // Of two alike, the first stays.
          (other.end - other.start > span.end - span.start || at < index) &&
          (HIDES_MORE.has(other.kind) || !HIDES_MORE.has(span.kind)),
      ),
  );
}

/** Masked for everyone, and not for staff alone. */
const HIDES_MORE: ReadonlySet<SpanKind> = new Set(['card_number', 'date_of_birth', 'address', 'national_id']);

/** The detector that is built in: rules, without a service. */
export const ruleDetector: SpanDetector = {
  detect: (call, caller, now) => Promise.resolve(detect(call, caller, now)),
};
