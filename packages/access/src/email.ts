import { wordsAndDigits } from './plain-text.ts';

/**
 * Whether a plain text (lower case, disguises removed) could be part of an e-mail address: an @, an "at" in brackets, an
 * "at" with a "dot" after it, or words joined by a dot as a domain's are.
 */
export function looksLikeEmail(plain: string): boolean {
  return (
    plain.includes('@') ||
    /[([{<] *at *[)\]}>]/.test(plain) ||
    hasAtBeforeDot(wordsAndDigits(plain)) ||
    /[\p{L}\p{N}_-]\.\p{L}{2}/u.test(plain)
  );
}

function hasAtBeforeDot(words: readonly string[]): boolean {
  const at = words.indexOf('at');
  return at >= 0 && words.slice(at).includes('dot');
}
