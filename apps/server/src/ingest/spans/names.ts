// Callers' names: the one that the vendor tells, and the one by which somebody introduces themselves.

const INTRODUCED =
  /\b(?:my name(?:['’]s| is)|my full name is|this is|i['’]m called|i am called|call me|the name is|name['’]s|name:)\s+/giu;
const TITLED = /\b(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss)\.?\s+/gu;
/** Up to four capitalised words, from one place on. */
const CAPITALISED = /(?:\p{Lu}[\p{L}'’-]+)(?:\s+\p{Lu}[\p{L}'’-]+){0,3}/uy;
const SPELLED = /\b(?:\p{Lu}[-\s.]){2,}\p{Lu}\b/gu;

/** Capitalised words that follow "this is" without being anybody's name. */
const NO_NAMES = new Set(
  'a an the about for from at in on my our your not just i it is monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december okay ok yes no thank thanks great perfect calling regarding hello hi'.split(
    ' ',
  ),
);

/** What is capitalised right after each place where the pattern is found. */
function capitalisedAfter(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) => {
    CAPITALISED.lastIndex = index + found.length;
    return CAPITALISED.exec(text)?.[0] ?? '';
  });
}

/** The words of the names by which people introduce themselves, in lower case. */
export const introducedNames = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => capitalisedAfter(text, INTRODUCED).flatMap(nameWords));

/** The words of names with a title, which nobody introduced: "Thank you, Mrs Okafor". */
export const titledNames = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => capitalisedAfter(text, TITLED).flatMap(nameWords));

/** As names are compared: without case, accents and the "'s" of what is somebody's, however its apostrophe is written. */
function plain(word: string): string {
  // Most words need none of it, and each of a transcript is looked at.
  const bare = PLAIN.test(word)
    ? word
    : word.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'");
  const lower = bare.toLowerCase();
  return lower.endsWith("'s") ? lower.slice(0, -2) : lower;
}

const PLAIN = /^[A-Za-z'-]*$/;

/** The words of one name that are worth looking for. */
export const nameWords = (name: string): string[] =>
  name
    .split(/[\s,.]+/)
    .filter((word) => word.length > 1 && /^\p{Lu}/u.test(word))
    .map(plain)
    .filter((word) => !NO_NAMES.has(word));

/** What is a name when it is capitalised, and else a word of every day. */
const MONTHS = new Set(['april', 'may', 'june', 'july', 'august']);

/**
 * The words of the name that the vendor tells, in whatever case and script: there is no doubt that it is one. Its parts are said by themselves:
 * of "Anne-Marie al-Haddad" each but the "al", of "李小明" the "小明".
 */
export const knownNames = (name: string | null): string[] =>
  (name ?? '').split(/[^\p{L}\p{M}'’-]+/u).flatMap((word) => {
    const whole = plain(word).replaceAll(/^[-']+|[-']+$/g, '');
    if (whole.length < 2 || (NO_NAMES.has(whole) && !MONTHS.has(whole))) return [];
    const parts = whole.includes('-') ? whole.split('-').filter((part) => part.length > 2) : [];
    const given = /^\p{Script=Han}{3,4}$/u.test(word) ? [word.slice(-2)] : [];
    return [whole, ...parts, ...given, ...(/\p{Lo}/u.test(word) ? [word] : [])];
  });

/** Where any of these words stand, as parts of the text; those beside each other are one. */
export function placesOfNames(text: string, names: ReadonlySet<string>): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  if (names.size > 0) {
    const isName = (word: string): boolean => {
      const one = plain(word);
      return names.has(one) && (!MONTHS.has(one) || /^\p{Lu}/u.test(word));
    };
    for (const { 0: word, index } of text.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu)) {
      if (!isName(word) && !(word.includes('-') && word.split('-').some(isName))) continue;
      const last = places.at(-1);
      if (last && /^[\s-]{1,2}$/.test(text.slice(last.end, index))) last.end = index + word.length;
      else places.push({ start: index, end: index + word.length });
    }
  }
  // Scripts without case mostly have no spaces around a name, or write to it what belongs to it.
  for (const name of names)
    if (/\p{Lo}/u.test(name))
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
        places.push({ start: at, end: at + name.length });
  for (const { 0: spelled, index } of text.matchAll(SPELLED))
    places.push({ start: index, end: index + spelled.length });
  return places;
}
