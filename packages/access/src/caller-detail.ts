/** Whether a text could be, or be part of, a phone number, an e-mail address or a date of birth. In doubt: yes. */
export function looksLikeCallerDetail(text: string): boolean {
  if (typeof text !== 'string') return true;
  const plain = text.normalize('NFKC').toLowerCase();
  return plain.includes('@') || (plain.match(/\p{N}/gu) ?? []).length >= 4;
}
