/** Whether a database can keep a text: it takes neither the character zero nor half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The place of the first text that can't be kept within what was parsed; null where all can. */
export function unstorable(value: unknown): readonly PropertyKey[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, one] of Object.entries(value)) {
    if (!isStorable(key)) return [];
    const inside = unstorable(one);
    if (inside) return [key, ...inside];
  }
  return null;
}
