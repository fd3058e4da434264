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
  const text = softenYear(plain);
  return (
    text.replaceAll(/\P{N}/gu, '').length >= 4 || /(?:\p{N}[^\p{L}\p{N}]*){4}/u.test(writtenAsDigits(text))
  );
}

function writtenAsDigits(text: string): string {
  return text.replaceAll(tensAndUnit, '00').replaceAll(twoDigits, '00').replaceAll(oneDigit, '0');
}

/** A year counts as three digits: it passes alone, and with any other digit it doesn't. */
function softenYear(text: string): string {
  return text.replace(/(?<!\S)(?:19|20)[0-9]{2}(?!\S)/, '000');
}
