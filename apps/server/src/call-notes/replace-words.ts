import { unlockText } from '../calls/masked-text.ts';
import type { Span } from '../db/schema.ts';

export interface Marked {
  readonly text: string;
  readonly spans: readonly Span[];
}

/**
 * A text with other words in place of its plain parts, as who sees caller details has them, in order: before the first mask, between masks, after
 * the last. What is masked stays in its place; its spans come with the text, those of the words replaced don't. Null where the words aren't as many as
 * the parts.
 */
export function replaceWords({ text, spans }: Marked, words: readonly string[]): Marked | null {
  const parts = unlockText(text, spans);
  if (parts.filter((part) => isPlain(part)).length !== words.length) return null;
  const left = [...words];
  const kept: Span[] = [];
  let rebuilt = '';
  for (const part of parts) {
    const start = rebuilt.length;
    if ('unlocked' in part) {
      rebuilt += part.text;
      kept.push({ kind: part.unlocked, start, end: rebuilt.length });
    } else rebuilt += left.shift() ?? '';
  }
  return { text: rebuilt, spans: kept };
}

const isPlain = (part: object): boolean => !('unlocked' in part);
