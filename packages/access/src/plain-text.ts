/** Lower-case letters and digits without their disguises: wide, circled, accented or with something invisible between. */
export function plainText(text: string): string {
  return text
    .replaceAll(/[ⓐⒶ🅐🄰]/gu, '@')
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
}

/** The words of a plain text, and each of its digits, in their order. */
export function wordsAndDigits(plain: string): string[] {
  return Array.from(plain.matchAll(/\p{N}|\p{L}+/gu), ([word]) => word);
}
