import type { CallDirection, CallOutcome, CallSentiment, CallStatus } from '@foyer/contract';
import type { CallMood } from '@foyer/contract/call-notes';
import type { FailureReason } from '@foyer/contract/ingest';
import type { RecordingsTable } from '../db/schema.ts';
import type { CallMoment } from './call-moments.ts';

/** What was said, before it is known what of it is sensitive. Milliseconds from the start of the call. */
export interface SpokenPart {
  readonly speaker: 'agent' | 'caller';
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** What one event tells of a call; whatever it doesn't tell isn't there. */
export interface CallFacts {
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  readonly durationMs?: number;
  readonly cost?: { readonly minor: number; readonly currency: string };
  readonly direction?: CallDirection;
  readonly status?: CallStatus;
  readonly sentiment?: CallSentiment;
  readonly outcome?: CallOutcome;
  readonly tags?: readonly string[];
  readonly endReason?: string;
  readonly callerName?: string;
  readonly callerNumber?: string;
  readonly summary?: string;
  readonly segments?: readonly SpokenPart[];
  /** Tools, transfers and the like, in order of time. */
  readonly moments?: readonly CallMoment[];
  /** How the caller felt, in order of time. */
  readonly moods?: readonly CallMood[];
  readonly consent?: RecordingsTable['consent'];
  /** Where the vendor keeps the audio. */
  readonly audioUrl?: string;
  /** The audio came in the event itself. */
  readonly audioWithin?: true;
}

/** An event of a call, read. */
export interface CallReading {
  readonly kind: 'call';
  readonly facts: CallFacts;
  /** Of two events of a call that tell the same thing, the one with the higher rank is believed; 0: it tells nothing of how the call went. */
  readonly rank: number;
}

/** What an event that isn't read to its end still says of itself. */
export interface EventLabel {
  /** As the vendor calls it. */
  readonly event: string | null;
  readonly vendorCallId: string | null;
  readonly vendorAgentId: string | null;
}

export interface Unreadable {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  /** Where, or what. */
  readonly subject: string | null;
}

/** What becomes of the events of one call, whatever the order in which they came. */
export interface RankedFacts {
  readonly rank: number;
  readonly facts: CallFacts;
  /** Decides between events of one rank. */
  readonly receivedAt: Date;
  readonly digest: string;
}

/**
 * All that is known of a call from all of its events. Equal sets of events give equal facts: the order in which they came decides nothing but
 * which of two of the same rank came last.
 */
export function mergeFacts(events: readonly RankedFacts[]): CallFacts {
  const inOrder = events.toSorted(
    (a, b) =>
      a.rank - b.rank ||
      a.receivedAt.getTime() - b.receivedAt.getTime() ||
      (a.digest < b.digest ? -1 : Number(a.digest > b.digest)),
  );
  const all: CallFacts = Object.assign({}, ...inOrder.map(({ facts }) => told(facts)));
  const merged = inOrder.some(({ rank }) => rank > 0) ? over(all) : all;
  const tags = [...new Set(inOrder.flatMap(({ facts }) => facts.tags ?? []))];
  return tags.length > 0 ? { ...merged, tags } : merged;
}

/** What the first event of a call tells: who, when and which way. The rest is told when it is over. */
export function begun({ startedAt, direction, callerName, callerNumber }: CallFacts): CallFacts {
  return {
    status: 'in_progress',
    ...(startedAt && { startedAt }),
    ...(direction && { direction }),
    ...(callerName !== undefined && { callerName }),
    ...(callerNumber !== undefined && { callerNumber }),
  };
}

/** What was told of a call that is over by now. */
function over({ status, ...facts }: CallFacts): CallFacts {
  return status === undefined || status === 'in_progress' ? facts : { ...facts, status };
}

/** Only what is told: an empty summary or transcript of a later event takes nothing back. */
const told = (facts: CallFacts): Partial<CallFacts> =>
  Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** A call as it is written down. */
export interface WholeCall {
  readonly startedAt: Date;
  /** Null while it goes on. */
  readonly endedAt: Date | null;
  readonly durationMs: number;
  readonly direction: CallDirection;
  readonly status: CallStatus;
}

/** The parts that a call can't be without; null while an event is missing that tells when it began. */
export function wholeCall(facts: CallFacts): WholeCall | null {
  const { startedAt } = facts;
  if (!startedAt) return null;
  const direction = facts.direction ?? 'inbound';
  if (facts.status === 'in_progress')
    return { startedAt, endedAt: null, durationMs: 0, direction, status: facts.status };
  const spoken = facts.segments?.at(-1)?.endMs ?? 0;
  const measured = facts.endedAt ? facts.endedAt.getTime() - startedAt.getTime() : spoken;
  const durationMs = Math.min(Math.max(0, Math.round(facts.durationMs ?? measured)), LONGEST_MS);
  return {
    startedAt,
    endedAt: facts.endedAt ?? new Date(startedAt.getTime() + durationMs),
    durationMs,
    direction,
    status: facts.status ?? 'completed',
  };
}

/** A week: what claims to be longer is a mistake of its sender. */
const LONGEST_MS = 7 * 86_400_000;
