import type { ReadableText } from '@foyer/contract';

/** The same text with everything masked that was unlocked. */
export const masked = (parts: ReadableText): ReadableText =>
  parts.map((part) => ('unlocked' in part ? { masked: part.unlocked } : part));

/** How much of a text is or would be masked, and how much of that is unlocked. */
export function countMasks(parts: ReadableText): { all: number; unlocked: number } {
  const unlocked = parts.filter((part) => 'unlocked' in part).length;
  return { all: unlocked + parts.filter((part) => 'masked' in part).length, unlocked };
}
