import { looksLikeBirthDate } from './birth-date.ts';
import { looksLikeEmail } from './email.ts';
import { looksLikePhoneNumber } from './phone-number.ts';

/**
 * Whether a text could be, or be part of, a phone number, an e-mail address or a date of birth, in whatever digits and
 * letters Unicode has for it. In doubt: yes. What isn't a text at all is in doubt.
 */
export function looksLikeCallerDetail(text: string): boolean {
  if (typeof text !== 'string') return true;
  const plain = plainText(text);
  return looksLikePhoneNumber(plain) || looksLikeEmail(plain) || looksLikeBirthDate(plain);
}

/** Lower-case letters and digits without their disguises: wide, circled, accented or with something invisible between. */
function plainText(text: string): string {
  return text
    .replaceAll(/[ⓐⒶ🅐🄰]/gu, '@')
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
}
