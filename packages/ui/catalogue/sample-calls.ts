import type { Sentiment, Tone } from '../src/index.ts';

/** A call as the stories list it. */
export type SampleCall = {
  id: string;
  startedAt: string;
  caller: string | null;
  agent: string;
  site: string;
  seconds: number | null;
  status: { word: string; tone: Tone };
  sentiment: Sentiment;
  /** Minor units of US dollars. */
  cost: number | null;
};

/** The moment at which the stories are looked at. */
export const NOW = '2026-03-18T14:40:00Z';

const CALLERS = [
  'Odalys Marchetti',
  '+1 212 555 0110',
  null,
  'Tomasz Wieczorek-Brannigan of Wieczorek, Brannigan & Daughters',
  'Farida Nasser',
  'Piet van Oosterhout',
  '+44 20 7946 0991',
];
const STATUSES: readonly SampleCall['status'][] = [
  { word: 'Completed', tone: 'positive' },
  { word: 'Transferred', tone: 'info' },
  { word: 'Missed', tone: 'warning' },
  { word: 'Failed', tone: 'negative' },
  { word: 'Voicemail', tone: 'neutral' },
];
const SENTIMENTS: readonly Sentiment[] = ['positive', 'neutral', 'negative', 'mixed'];
const AGENTS = ['Front desk', 'After hours', 'Recall list'];
const SITES = ['Alder Row', 'Harbour Square'];

const at = <Value>(values: readonly Value[], index: number): Value => values[index % values.length]!;

/** The call at a place of a list of any length: the same each time, the newest first. */
export function sampleCall(index: number): SampleCall {
  const status = at(STATUSES, index * 3 + Math.floor(index / 4));
  const answered = status.word !== 'Missed' && status.word !== 'Failed';
  return {
    id: `call-${index}`,
    startedAt: new Date(Date.parse(NOW) - (4 + index * 47 + (index % 5) * 11) * 60_000).toISOString(),
    caller: at(CALLERS, index * 2),
    agent: at(AGENTS, index + Math.floor(index / 3)),
    site: at(SITES, Math.floor(index / 2)),
    seconds: answered ? 34 + ((index * 97) % 640) : null,
    status,
    sentiment: at(SENTIMENTS, index + Math.floor(index / 5)),
    cost: answered ? 12 + ((index * 31) % 260) : null,
  };
}
