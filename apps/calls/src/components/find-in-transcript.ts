import type { ReadableText } from '@foyer/contract';

/** A place where what is looked for stands: in which segment and part, and where in its text. */
export type Hit = Readonly<{ segment: number; part: number; start: number; end: number }>;

/** Upper or lower case alike, each letter in its place. */
const folded = (text: string): string =>
  Array.from(text, (letter) => {
    const lower = letter.toLocaleLowerCase();
    return lower.length === letter.length ? lower : letter;
  }).join('');

/** Every place in order where the words stand, in the plain text that is shown: nothing that is masked, or was unlocked, is looked through. */
export function findInTranscript(
  segments: readonly Readonly<{ parts: ReadableText }>[],
  wanted: string,
): Hit[] {
  const words = folded(wanted.trim());
  if (words === '') return [];
  return segments.flatMap(({ parts }, segment) =>
    parts.flatMap((one, part) => {
      if (!('text' in one) || 'unlocked' in one) return [];
      const text = folded(one.text);
      const hits: Hit[] = [];
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
        hits.push({ segment, part, start: at, end: at + words.length });
      return hits;
    }),
  );
}
