import { looksLikeBirthDate } from './birth-date.ts';
import { looksLikeEmail } from './email.ts';
import { looksLikePhoneNumber } from './phone-number.ts';
import { plainText } from './plain-text.ts';

/**
 * Whether a text could be, or be part of, a phone number, an e-mail address or a date of birth, in whatever digits and
 * letters Unicode has for it. In doubt: yes. What isn't a text at all is in doubt.
 */
export function looksLikeCallerDetail(text: string): boolean {
  if (typeof text !== 'string') return true;
  const plain = plainText(text);
  return looksLikePhoneNumber(plain) || looksLikeEmail(plain) || looksLikeBirthDate(plain);
}
