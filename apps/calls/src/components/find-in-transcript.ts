import { placesOfWords, wordsOf, type ReadableText } from '@foyer/contract';

/** A place where what is looked for stands: in which segment and part, and where in its text. */
export type Hit = Readonly<{ segment: number; part: number; start: number; end: number }>;

/** Upper or lower case alike, each letter in its place. */
const folded = (text: string): string =>
  Array.from(text, (letter) => {
    const lower = letter.toLocaleLowerCase();
    return lower.length === letter.length ? lower : letter;
  }).join('');

/** What is looked for: these letters one after another, as they are typed, or each of these words, as the list of calls is searched. */
export type Wanted = Readonly<{ text: string; as: 'letters' | 'words' }>;

/** Every place in order where what is wanted stands, in the plain text that is shown: nothing that is masked, or was unlocked, is looked through. */
export function findInTranscript(
  segments: readonly Readonly<{ parts: ReadableText }>[],
  wanted: Wanted,
): Hit[] {
  const placesIn = finder(wanted);
  return segments.flatMap(({ parts }, segment) =>
    parts.flatMap((one, part) =>
      'text' in one && !('unlocked' in one)
        ? placesIn(one.text).map(({ start, end }) => ({ segment, part, start, end }))
        : [],
    ),
  );
}

type Place = Readonly<{ start: number; end: number }>;

function finder({ text, as }: Wanted): (of: string) => readonly Place[] {
  if (as === 'words') {
    const words = new Set(wordsOf(text));
    return (of) => placesOfWords(of, words);
  }
  const letters = folded(text.trim());
  if (letters === '') return () => [];
  return (of) => {
    const looked = folded(of);
    const places: Place[] = [];
    for (let at = looked.indexOf(letters); at >= 0; at = looked.indexOf(letters, at + letters.length))
      places.push({ start: at, end: at + letters.length });
    return places;
  };
}
