// Dates, and which of them are somebody's birthday.

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ORDINAL =
  '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[ -]first)';
const DAY = `(?:\\d{1,2}(?:st|nd|rd|th)?|${ORDINAL})`;
const SPOKEN_YEAR =
  '(?:nineteen[ -](?:hundred|oh[ -]\\w+|\\w+teen|ten|eleven|twelve|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]\\w+)?)|two thousand(?: and)?(?: \\w+)?|twenty[ -](?:oh[ -]\\w+|ten|eleven|twelve|\\w+teen|twenty(?:[ -]\\w+)?))';
const YEAR = `(?:(?:19|20)\\d{2}|'?\\d{2}\\b|${SPOKEN_YEAR})`;

const FORMS = [
  // 4 May 1988, the fourth of May nineteen eighty-eight
  new RegExp(`\\b(?:the )?${DAY}(?: of)?[ ,.-]+${MONTH}\\b(?:[.,]?[ ,-]+(?:of )?${YEAR})?`, 'giu'),
  // May 4th, 1988
  new RegExp(`\\b${MONTH}\\b\\.?[ ,-]+(?:the )?${DAY}\\b(?:[ ,-]+(?:of )?${YEAR})?`, 'giu'),
  // 1988-05-04
  /\b(?:19|20)\d{2}[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:0?[1-9]|[12]\d|3[01])\b/g,
  // 04/05/1988, 4.5.88
  /\b(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:(?:19|20)\d{2}|\d{2})\b/g,
];

/** What is said about a birthday, in the same breath or right before it. */
export const BIRTH_CUE = /\b(?:born|birth|birthday|birthdate|d\.?o\.?b\.?|geboren|geburtsdatum)\b/i;

interface FoundDate {
  readonly start: number;
  readonly end: number;
  /** As far as it was said in digits or words; null without one. */
  readonly year: number | null;
}

function yearIn(date: string): number | null {
  const digits = /\b(19|20)\d{2}\b/.exec(date)?.[0];
  if (digits) return Number(digits);
  if (/nineteen[ -]/i.test(date)) return 1900;
  if (/two thousand|twenty[ -](?:oh|ten|eleven|twelve|\w+teen)/i.test(date)) return 2000;
  return null;
}

export const datesIn = (text: string): FoundDate[] =>
  FORMS.flatMap((form) =>
    Array.from(text.matchAll(form), ({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      year: yearIn(found),
    })),
  );

/** A date whose year is long over is nobody's appointment. */
export const isLongOver = (year: number | null, now: Date): boolean =>
  year !== null && year < now.getUTCFullYear() - 2;
