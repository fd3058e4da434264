import type { MaskedText, ReadableText } from '@foyer/contract';
import type { Span } from '../db/schema.ts';

/** Caller details, as opposed to what is sensitive for everyone. */
const CALLER_DETAILS: ReadonlySet<string> = new Set(['caller_name', 'phone_number', 'email']);

/**
 * A text as a reader may have it: what is sensitive is masked for everyone, caller details for whoever may not see them. The masked text
 * itself is not in the answer. Spans that overlap or lie outside of the text mask more, never less.
 */
export function maskText(text: string, spans: readonly Span[], callerDetails: boolean): MaskedText {
  return piecesOf(text, spans, callerDetails).map((piece) =>
    piece.kind === null ? { text: piece.text } : { masked: piece.kind },
  );
}

/** The same text for somebody who sees caller details and for whom an unlock holds: each masked part with its words, marked as such. */
export function unlockText(text: string, spans: readonly Span[]): ReadableText {
  return piecesOf(text, spans, true).map((piece) =>
    piece.kind === null ? { text: piece.text } : { unlocked: piece.kind, text: piece.text },
  );
}

type Piece = Readonly<{ kind: Span['kind'] | null; text: string }>;

function piecesOf(text: string, spans: readonly Span[], callerDetails: boolean): Piece[] {
  const masked = spans
    .filter((span) => !(callerDetails && CALLER_DETAILS.has(span.kind)))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of masked) {
    if (span.start > at) pieces.push({ kind: null, text: text.slice(at, span.start) });
    if (span.end > at) pieces.push({ kind: span.kind, text: text.slice(Math.max(at, span.start), span.end) });
    at = Math.max(at, span.end);
  }
  if (at < text.length) pieces.push({ kind: null, text: text.slice(at) });
  return pieces;
}
