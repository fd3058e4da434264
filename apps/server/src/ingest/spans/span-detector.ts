import type { Span } from '../../db/schema.ts';

/** Something that was said or written of a call, in the order of the call. */
export interface Utterance {
  readonly speaker: 'agent' | 'caller' | 'summary';
  readonly text: string;
}

export interface KnownCaller {
  readonly name: string | null;
  readonly number: string | null;
}

/**
 * Finds what is sensitive in a call. The one that is built in goes by rules (`ruleDetector`); a better one, such as a service that knows names, is
 * given to `createApp` in its place. It answers the spans of each utterance, in UTF-16 units; whether they overlap is all the same. A rejection is
 * tried again later, and until then nobody sees the call.
 */
export interface SpanDetector {
  detect(call: readonly Utterance[], caller: KnownCaller, now: Date): Promise<readonly (readonly Span[])[]>;
}
