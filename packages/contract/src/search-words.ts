/** Postgres takes 2,046 bytes a lexeme; no language of ours has a word of sixty letters. */
const WORD = /[\p{L}\p{N}]{1,60}/gu;

/** A word as it stands in a text, with the accents and apostrophes in it. */
const TOKEN = /[\p{L}\p{N}\p{M}'’]+/gu;

/**
 * The words of a text as calls are searched for by them: lower case, without accents, a plural as its singular. Letters and digits only, so
 * that no word can be taken for a marker of the index. What is too long for one is several.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase();
  return (plain.match(WORD) ?? []).filter((word) => word.length > 1).map(singular);
}

/** Harman's "S" stemmer: the least that lets "appointments" find "appointment". */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies') && !/[ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && word.endsWith('es') && !/[aeo]es$/.test(word)) return word.slice(0, -1);
  if (word.length > 3 && word.endsWith('s') && !/(?:us|ss)$/.test(word)) return word.slice(0, -1);
  return word;
}

/** A place in a text, in UTF-16 units, and those of the words looked for that stand there. */
export type WordPlace = Readonly<{ start: number; end: number; words: readonly string[] }>;

/** Where these words, as `wordsOf` gives them, stand in a text. A search marks the same places in the list and in an open call. */
export function placesOfWords(text: string, words: ReadonlySet<string>): WordPlace[] {
  return Array.from(text.matchAll(TOKEN), ({ 0: token, index }) => ({
    start: index,
    end: index + token.length,
    words: wordsOf(token).filter((word) => words.has(word)),
  })).filter((place) => place.words.length > 0);
}
