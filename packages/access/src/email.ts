/**
 * Whether a plain text (lower case, disguises removed) could be part of an e-mail address: an @, an "at" in brackets, an
 * "at" with a "dot" after it, or words joined by a dot as a domain's are.
 */
export function looksLikeEmail(plain: string): boolean {
  return (
    plain.includes('@') ||
    /[([{<] *at *[)\]}>]/.test(plain) ||
    /\bat\b.*\bdot\b/s.test(plain) ||
    /[\p{L}\p{N}_-]\.\p{L}{2}/u.test(plain)
  );
}
