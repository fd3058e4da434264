// Numbers by which states know people: those that can be told by their form, and those that only their check digit tells from any other number.

const LETTERS =
  /\b(?:[A-CEGHJ-PR-TW-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]|[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]|\d{7}[A-W][A-IW]?|\d{8}[ -]?[A-HJ-NP-TV-Z]|[XYZ]\d{7}[A-Z])\b/gi;

/** By form alone: a British national insurance number, an Italian codice fiscale, an Irish PPS number, a Spanish DNI or NIE. */
export const lettered = (text: string): { start: number; end: number }[] =>
  Array.from(text.matchAll(LETTERS), ({ 0: found, index }) => ({ start: index, end: index + found.length }));

/** A number of the United States' social security, as it is written. */
export const socialSecurity = (text: string): { start: number; end: number }[] =>
  Array.from(text.matchAll(/\b(?!000|666|9\d\d)\d{3}[- .]\d{2}[- .]\d{4}\b/g), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);

/** Poland's PESEL: eleven digits that begin with a birthday. */
const isPesel = (digits: string): boolean =>
  digits.length === 11 &&
  /^\d{2}(?:[02468][1-9]|[13579][0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits) &&
  (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(digits[10]);

/** France's number of social security: sex, year and month of birth, and a check by 97. */
const isNir = (digits: string): boolean =>
  digits.length === 15 &&
  /^[12]\d{2}(?:0[1-9]|1[0-2])/.test(digits) &&
  97 - Number(BigInt(digits.slice(0, 13)) % 97n) === Number(digits.slice(13));

/** Belgium's national number: a birthday, a count, and a check by 97. */
const isBelgian = (digits: string): boolean =>
  digits.length === 11 &&
  /^\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits) &&
  ['', '2'].some((century) => 97 - (Number(century + digits.slice(0, 9)) % 97) === Number(digits.slice(9)));

/** Those whose form and check digit together leave little doubt, whatever was said about them. */
export const isNationalId = (digits: string): boolean =>
  isPesel(digits) || isNir(digits) || isBelgian(digits);

/** What is said before one: of any number that follows it. */
export const ID_CUE =
  /\b(?:social security|ssn|national insurance|ni number|national id|identity (?:card|number)|id (?:card|number)|passport|tax (?:id|number|file)|tfn|medicare|nhs number|pps|pesel|bsn|steuer|dni|nie|codice fiscale|driver'?s? licen[cs]e|driving licen[cs]e)\b/i;
