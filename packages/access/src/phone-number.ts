/* Digits that are spoken, as transcripts have them. Two digits each, one digit each, and one more of the next. */
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const teens = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const units = ['zero', 'oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const tensAndUnit = new RegExp(`\\b(?:${tens.join('|')})(?:[ -](?:${units.join('|')}))?\\b`, 'g');
const twoDigits = new RegExp(`\\b(?:${teens.join('|')}|triple)\\b`, 'g');
const oneDigit = new RegExp(`\\b(?:${units.join('|')}|double)\\b`, 'g');

/**
 * Whether a plain text (lower case, disguises removed) could be part of a phone number: four digits or more anywhere in it,
 * or four in a row of which some are spoken. A lone year from 1900 to 2099 may pass.
 */
export function looksLikePhoneNumber(plain: string): boolean {
  const text = softenLoneYear(plain);
  return numerals(text).join('').length >= 4 || /(?:\p{N}[^\p{L}\p{N}]*){4}/u.test(writtenAsDigits(text));
}

function numerals(text: string): string[] {
  return text.match(/\p{N}+/gu) ?? [];
}

function writtenAsDigits(text: string): string {
  return text.replaceAll(tensAndUnit, '00').replaceAll(twoDigits, '00').replaceAll(oneDigit, '0');
}

/** A year that is the only number of the text counts as three digits: it passes alone, and with any other digit it doesn't. */
function softenLoneYear(text: string): string {
  return numerals(text).length === 1 ? text.replace(/(?<!\S)(?:19|20)[0-9]{2}(?!\S)/, '000') : text;
}
