import type { MaskedText } from '@foyer/contract';
import type { Span } from '../db/schema.ts';

/** Caller details, as opposed to what is sensitive for everyone. */
const CALLER_DETAILS: ReadonlySet<string> = new Set(['caller_name', 'phone_number', 'email']);

/**
 * A text as a reader may have it: what is sensitive is masked for everyone, caller details for whoever may not see them. The masked text
 * itself is not in the answer. Spans that overlap or lie outside of the text mask more, never less.
 */
export function maskText(text: string, spans: readonly Span[], callerDetails: boolean): MaskedText {
  const masked = spans
    .filter((span) => !(callerDetails && CALLER_DETAILS.has(span.kind)))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const parts: MaskedText = [];
  let at = 0;
  for (const span of masked) {
    if (span.start > at) parts.push({ text: text.slice(at, span.start) });
    if (span.end > at) parts.push({ masked: span.kind });
    at = Math.max(at, span.end);
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}
