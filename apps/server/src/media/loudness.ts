import type { Peaks } from '../db/schema.ts';

/** Loudness of a whole recording in short steps, whoever speaks. */
export interface Loudness {
  readonly durationMs: number;
  /** The highest sample of each step, 0 to 1. */
  readonly steps: readonly number[];
  readonly stepMs: number;
}

/** Steps of a waveform, for each speaker. */
const STEPS = 160;
/** Milliseconds of the steps in which samples are gathered: speakers take turns, and each has those of their own. */
export const STEP_MS = 50;

/** Gathers samples, part by part, however they are cut. */
export function loudnessMeter(sampleRate: number): {
  add(samples: readonly Float32Array[]): void;
  end(): Loudness;
} {
  const perStep = Math.max(1, Math.round((sampleRate * STEP_MS) / 1000));
  const steps: number[] = [];
  let highest = 0;
  let count = 0;
  let total = 0;
  return {
    add: (channels) => {
      const length = channels[0]?.length ?? 0;
      for (let i = 0; i < length; i += 1) {
        for (const channel of channels) {
          const sample = Math.abs(channel[i] ?? 0);
          if (sample > highest) highest = sample;
        }
        count += 1;
        if (count === perStep) {
          steps.push(highest);
          highest = 0;
          count = 0;
        }
      }
      total += length;
    },
    end: () => {
      if (count > 0) steps.push(highest);
      return { durationMs: Math.round((total / sampleRate) * 1000), steps, stepMs: STEP_MS };
    },
  };
}

interface Turn {
  readonly speaker: 'agent' | 'caller';
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The waveform of each speaker: what is loud while somebody speaks is theirs. A call without a transcript is all the agent's, because nobody can be
 * told apart in it.
 */
export function peaksOf({ steps, stepMs, durationMs }: Loudness, turns: readonly Turn[]): Peaks {
  const speakers = speakersOf(steps.length, stepMs, turns);
  const loudest = steps.reduce((most, step) => Math.max(most, step), 0.01);
  const silence = (): number[] => Array.from({ length: STEPS }, () => 0);
  const peaks = { agent: silence(), caller: silence() };
  steps.forEach((step, index) => {
    const bar = Math.min(STEPS - 1, Math.floor((index * stepMs * STEPS) / Math.max(1, durationMs)));
    const own = peaks[speakers[index] ?? 'agent'];
    own[bar] = Math.max(own[bar] ?? 0, Math.min(100, Math.round((step / loudest) * 100)));
  });
  return peaks;
}

/** Who speaks in each step: who began last before it. */
function speakersOf(count: number, stepMs: number, turns: readonly Turn[]): Turn['speaker'][] {
  const inOrder = turns.toSorted((a, b) => a.startMs - b.startMs);
  let turn = 0;
  return Array.from({ length: count }, (_, index) => {
    while ((inOrder[turn + 1]?.startMs ?? Number.POSITIVE_INFINITY) <= index * stepMs) turn += 1;
    return inOrder[turn]?.speaker ?? 'agent';
  });
}
