import type { CallMood } from '@foyer/contract/call-notes';
import { formatClock } from '@foyer/ui';

export const MOOD_WIDTH = 1_000;
export const MOOD_HEIGHT = 48;

/** Where a mood stands in the chart: from the top, which is 100. */
export const moodY = (value: number): number => MOOD_HEIGHT / 2 - (value / 100) * (MOOD_HEIGHT / 2 - 3);

/** The middle of each stretch as a point of the chart, in order. */
export function moodPoints(moods: readonly CallMood[], durationMs: number): { x: number; y: number }[] {
  const width = Math.max(durationMs, moods.at(-1)?.toMs ?? 0, 1);
  return moods.map(({ fromMs, toMs, value }) => ({
    x: ((fromMs + toMs) / 2 / width) * MOOD_WIDTH,
    y: moodY(value),
  }));
}

type MoodWord = 'negative' | 'neutral' | 'positive';

const wordOf = (value: number): MoodWord => (value > 20 ? 'positive' : value < -20 ? 'negative' : 'neutral');

/** The chart as a sentence: how it began and ended, and where it was lowest if it fell. */
export function moodWords(moods: readonly CallMood[]): string {
  const first = moods[0];
  const last = moods.at(-1);
  if (!first || !last) return '';
  const began = wordOf(first.value);
  const ended = wordOf(last.value);
  const course = began === ended ? `Stayed ${ended}` : `Began ${began}, ended ${ended}`;
  const lowest = moods.reduce((low, one) => (one.value < low.value ? one : low));
  return wordOf(lowest.value) === 'negative' && lowest !== first
    ? `${course}; lowest around ${formatClock(lowest.fromMs / 1000)}.`
    : `${course}.`;
}
