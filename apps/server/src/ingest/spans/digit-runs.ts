// Numbers as transcripts have them: digits in groups, or spoken ("four one double one, oh seven").

/** Digits that stand together. */
export interface DigitRun {
  readonly digits: string;
  /** For each digit where in the text it comes from; the digits of one word share a place. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
  /** Whether a plus stands before it. */
  readonly plus: boolean;
}

const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = [
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
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const WORDS: ReadonlyMap<string, string> = new Map([
  ...UNITS.map((word, value) => [word, String(value)] as const),
  ['oh', '0'],
  ['o', '0'],
  ['nought', '0'],
  ['niner', '9'],
  ...TEENS.map((word, value) => [word, String(value + 10)] as const),
  ...TENS.map((word, value) => [word, String((value + 2) * 10)] as const),
]);
const REPEATS: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
  ['treble', 3],
]);

const TOKEN = /\p{Nd}+|\p{L}+|\+/gu;
/** What may stand between two groups of one number. */
const BETWEEN = /^[\s\-–.()/,_·]{0,4}$/;

/** The value of a digit of any script. */
function plainDigits(digits: string): string {
  return Array.from(digits, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 128) return digit;
    // Digits of a script stand in tens, the zero first.
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    return String(code - zero);
  }).join('');
}

/** Every run of digits of a text, spoken ones included. */
export function digitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let digits = '';
  let places: { start: number; end: number }[] = [];
  let plus = false;
  let end = 0;
  let repeat: { times: number; start: number } | null = null;
  let tens: string | null = null;
  const finish = (): void => {
    if (digits !== '') runs.push({ digits, places, plus });
    digits = '';
    places = [];
    plus = false;
    repeat = null;
    tens = null;
  };
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const start = match.index;
    if (!BETWEEN.test(text.slice(end, start)) && (digits !== '' || repeat)) finish();
    end = start + token.length;
    if (token === '+') {
      finish();
      plus = true;
      continue;
    }
    const word = token.toLowerCase();
    const spoken = WORDS.get(word);
    const times = REPEATS.get(word);
    if (times !== undefined) {
      repeat = { times, start };
      continue;
    }
    let value = spoken ?? (/^\p{Nd}/u.test(token) ? plainDigits(token) : null);
    if (value === null) {
      finish();
      continue;
    }
    const from: number = repeat?.start ?? start;
    if (repeat) value = value.repeat(repeat.times);
    // "fifty-five" is two digits, not three.
    if (tens !== null && spoken?.length === 1 && spoken !== '0') {
      digits = digits.slice(0, -1);
      places = places.slice(0, -1);
    }
    tens = TENS.includes(word) ? word : null;
    repeat = null;
    digits += value;
    const ascii = /^\d+$/.test(token) && value === token;
    for (let i = 0; i < value.length; i += 1)
      places.push(ascii ? { start: start + i, end: start + i + 1 } : { start: from, end });
  }
  finish();
  return runs;
}

/** From the first digit to the last, as a part of the text. */
export function placeOf(run: DigitRun, from = 0, until = run.digits.length): { start: number; end: number } {
  const places = run.places.slice(from, until);
  return { start: places[0]?.start ?? 0, end: places.at(-1)?.end ?? 0 };
}

/** Luhn's check, which every card number passes and one in ten other numbers. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export const isCardNumber = (digits: string): boolean =>
  digits.length >= 13 && digits.length <= 19 && /^[2-6]/.test(digits) && passesLuhn(digits);
