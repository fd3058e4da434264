import { wordsAndDigits } from './plain-text.ts';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const days = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
  'thirtieth',
];

/** What may stand between a day and its month: 5th of May, May the 5th. */
const joints = ['st', 'nd', 'rd', 'th', 'of', 'the'];

const birthWords = ['born', 'birth', 'birthday', 'birthdate', 'dob'];

/**
 * Whether a plain text (lower case, disguises removed) could be part of a date of birth: three numbers in a row, a month
 * beside a number or day, or a word for birth together with a number. (Four digits are refused before this is asked.)
 */
export function looksLikeBirthDate(plain: string): boolean {
  const words = wordsAndDigits(plain);
  return (
    /\p{N}[^\p{L}\p{N}]+\p{N}[^\p{L}\p{N}]+\p{N}/u.test(plain) ||
    hasMonthBesideDay(words.filter((word) => !joints.includes(word))) ||
    (words.some((word) => birthWords.includes(word)) && words.some(isNumber))
  );
}

function hasMonthBesideDay(words: readonly string[]): boolean {
  const isDay = words.map((word) => isNumber(word) || days.includes(word));
  return words.some((word, index) => isMonth(word) && (isDay[index - 1] || isDay[index + 1]));
}

/** A month's name, or its beginning from three letters. */
function isMonth(word: string): boolean {
  return word.length >= 3 && months.some((month) => month.startsWith(word));
}

function isNumber(word: string): boolean {
  return /\p{N}/u.test(word);
}
