/** Marks the file as UTF-8 for spreadsheets, which would else read it as what their country wrote thirty years ago. */
export const BYTE_ORDER_MARK = '\uFEFF';

// What a spreadsheet takes for a formula: these signs, also in full width and behind spaces, and whatever begins with a control character
// that it skips.
const FORMULA = /^(?:[\t\r\n\0]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;

// Where spreadsheets of other countries, which part by semicolons or tabs, would begin a cell within a value: quotes don't keep them from it.
const INNER_FORMULA = /[;\t\r\n](?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** A value that no spreadsheet runs as a formula: those that it would, phone numbers among them, begin with an apostrophe. */
export const harmless = (value: string): string =>
  (FORMULA.test(value) ? `'${value}` : value).replaceAll(INNER_FORMULA, "$&'");

/** One line of RFC 4180, its end included. */
export const csvLine = (values: readonly string[]): string => `${values.map(field).join(',')}\r\n`;

function field(value: string): string {
  const safe = harmless(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
