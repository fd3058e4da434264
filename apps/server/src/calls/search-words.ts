import { wordsOf } from '@foyer/contract';
import type { Span } from '../db/schema.ts';
import { maskText } from './masked-text.ts';

/** Before a word or number that only readers of caller details find. */
export const PRIVATE = '~';

interface Spoken {
  readonly text: string;
  readonly spans: readonly Span[];
}

/**
 * What a call can be found by: the words that every reader of its details is shown, and those that only readers of caller details are
 * shown. Made from the texts as they are masked for each, so that nobody finds a word that they may not read.
 */
export function searchableWords(
  texts: readonly Spoken[],
  caller: { readonly name: string | null; readonly number: string | null },
): string[] {
  const open = new Set<string>();
  const hidden = new Set<string>();
  for (const { text, spans } of texts) {
    for (const word of shownWords(text, spans, false)) open.add(word);
    if (spans.length > 0) for (const word of shownWords(text, spans, true)) hidden.add(word);
  }
  for (const word of wordsOf(caller.name ?? '')) hidden.add(word);
  for (const ending of numberEndings(caller.number ?? '')) hidden.add(ending);
  return [...open, ...[...hidden].filter((word) => !open.has(word)).map((word) => PRIVATE + word)];
}

const shownWords = (text: string, spans: readonly Span[], callerDetails: boolean): string[] =>
  maskText(text, spans, callerDetails).flatMap((part) => ('text' in part ? wordsOf(part.text) : []));

const SHORTEST_NUMBER = 4;

/** Every ending of a phone number that is long enough to look for. */
function numberEndings(number: string): string[] {
  const digits = number.replaceAll(/\D/g, '');
  return Array.from(
    { length: Math.max(0, digits.length - SHORTEST_NUMBER + 1) },
    (_, i) => `#${digits.slice(i)}`,
  );
}

/** Which words are looked for: those that every reader of details is shown, those that only readers of caller details are, or both. */
export type Shown = 'open' | 'hidden' | 'both';

/**
 * What a reader typed as a tsquery of our lexemes: all the words, in any order, and for a reader of caller details also those of names
 * and numbers. Empty when there is no word in it.
 */
export function searchQuery(text: string, shown: Shown): string {
  const words = wordsOf(text).map((word) => {
    const open = quoted(word);
    const hidden = quoted(PRIVATE + word);
    if (shown === 'both') return `(${open} | ${hidden})`;
    return shown === 'open' ? open : hidden;
  });
  const all = words.join(' & ');
  const number = shown === 'open' ? null : numberIn(text);
  if (number === null) return all;
  const byNumber = quoted(`${PRIVATE}#${number}`);
  return all === '' ? byNumber : `(${byNumber} | ${all})`;
}

/** The digits of a text that is nothing but a phone number, without what is dialled before it. */
function numberIn(text: string): string | null {
  if (!/^[\d\s()+./-]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '');
  return digits.length >= SHORTEST_NUMBER ? digits : null;
}

const quoted = (lexeme: string): string => `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
