import type { Span, SpanKind } from '../db/schema.ts';

export interface MarkedText {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** Reads `I was born on {date_of_birth:4 May 1988}` into its plain text and the spans marked in it. */
export function readMarked(marked: string): MarkedText {
  const spans: Span[] = [];
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/\{(\w+):([^}]*)\}/g)) {
    text += marked.slice(at, match.index);
    const inside = match[2] ?? '';
    spans.push({ kind: match[1] as SpanKind, start: text.length, end: text.length + inside.length });
    text += inside;
    at = match.index + match[0].length;
  }
  return { text: text + marked.slice(at), spans };
}
