import type { Transcript } from '@foyer/contract';
import type { TranscriptCorrection } from '@foyer/contract/call-notes';

export type Segment = Transcript['segments'][number];

/** A segment as it is shown: with the words that were accepted last, and what is proposed for it. */
export type ShownSegment = Segment &
  Readonly<{
    accepted?: TranscriptCorrection;
    original: Segment['parts'];
    proposals: readonly TranscriptCorrection[];
  }>;

const NONE: readonly TranscriptCorrection[] = [];

export function correctedSegments(
  segments: readonly Segment[],
  corrections: readonly TranscriptCorrection[],
): ShownSegment[] {
  return segments.map((segment) => {
    const own = corrections.filter(({ segmentId }) => segmentId === segment.id);
    const accepted = own
      .filter(({ state }) => state === 'accepted')
      .toSorted((a, b) => ((a.decided?.at ?? '') < (b.decided?.at ?? '') ? -1 : 1))
      .at(-1);
    const proposals = own.filter(({ state }) => state === 'open');
    return {
      ...segment,
      ...(accepted && { accepted, parts: accepted.parts }),
      original: segment.parts,
      proposals: proposals.length > 0 ? proposals : NONE,
    };
  });
}
