import { CONVERSATIONS, KNOWN_CALLERS, type Business, type Conversation } from './conversations.ts';
import made from './recordings.json' with { type: 'json' };
import type { Peaks, Segment } from '../../db/schema.ts';
import { readMarked, type MarkedText } from '../marked-text.ts';

/** A conversation that can be heard: what is said when, and where the sound lies. */
export interface Recorded {
  readonly conversation: Conversation;
  readonly contentKey: string;
  readonly mediaType: 'audio/mpeg';
  readonly durationMs: number;
  readonly segments: readonly Omit<Segment, 'id'>[];
  readonly summary: MarkedText;
  readonly peaks: Peaks;
  readonly knownCaller: { readonly name: string; readonly number: string } | undefined;
}

interface Made {
  readonly durationMs: number;
  /** Start and end of each line, milliseconds. */
  readonly lines: readonly (readonly number[])[];
  readonly peaks: Peaks;
}

const times: Readonly<Record<string, Made>> = made;

/** What can be heard of a kind of business. */
export function recordedOf(business: Business): Recorded[] {
  return CONVERSATIONS.filter((one) => one.business === business).map(recorded);
}

function recorded(conversation: Conversation): Recorded {
  const found = times[conversation.key];
  if (!found) throw new Error(`run make-recordings.node.ts: ${conversation.key} was never spoken`);
  return {
    conversation,
    contentKey: `${conversation.key}.mp3`,
    mediaType: 'audio/mpeg',
    durationMs: found.durationMs,
    segments: conversation.lines.map((line, i) => ({
      speaker: i % 2 === 0 ? 'agent' : 'caller',
      startMs: found.lines[i]?.[0] ?? 0,
      endMs: found.lines[i]?.[1] ?? 0,
      ...readMarked(line),
    })),
    summary: readMarked(conversation.summary),
    peaks: found.peaks,
    knownCaller: KNOWN_CALLERS[conversation.key],
  };
}
