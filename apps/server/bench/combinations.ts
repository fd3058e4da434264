import { wordCriteria, type CallCriteria } from '../src/calls/call-criteria.ts';
import { BIG_CLIENT_ID, bigAgent, bigProject } from '../src/seed/big-client.ts';

export interface Combination {
  readonly name: string;
  readonly criteria: CallCriteria;
}

export const NO_FILTER: CallCriteria = {
  clientId: BIG_CLIENT_ID,
  words: undefined,
  hiddenWords: null,
  from: null,
  before: null,
  longerThan: null,
  shorterThan: null,
  projects: 'all',
  agent: undefined,
  status: undefined,
  direction: undefined,
  sentiment: undefined,
  outcome: undefined,
};

/** Filters over closed lists, from what most calls have to what none has. */
const FILTERS: readonly [string, Partial<CallCriteria>][] = [
  ['', {}],
  ['completed', { status: ['completed'] }],
  ['missed', { status: ['missed'] }],
  ['failed, outbound', { status: ['failed'], direction: 'outbound' }],
  ['spam', { outcome: ['spam'] }],
  ['negative, cancelled', { sentiment: ['negative'], outcome: ['cancelled'] }],
  ['one of 4 projects', { projects: [bigProject(2)] }],
  ['rarest agent', { agent: bigAgent(11) }],
  [
    'rarest agent, negative, outbound',
    { agent: bigAgent(11), sentiment: ['negative'], direction: 'outbound' },
  ],
  [
    'project, voicemail, positive',
    { projects: [bigProject(3)], status: ['voicemail'], sentiment: ['positive'] },
  ],
  ['over 7 minutes', { longerThan: 420_000 }],
  ['1 to 2 minutes, booked', { longerThan: 60_000, shorterThan: 121_000, outcome: ['booked'] }],
  ['missed and booked (none)', { status: ['missed'], outcome: ['booked'] }],
  ['agent of another project (none)', { projects: [bigProject(0)], agent: bigAgent(11) }],
];

/** Words, with the share of calls that have them. */
const WORDS: readonly [string, string | undefined][] = [
  ['', undefined],
  ['"thank" (88 %)', 'thank'],
  ['"deposit" (some %)', 'deposit'],
  ['"cobalt" (1 %)', 'cobalt'],
  ['"azimuth" (0.01 %)', 'azimuth'],
  ['"thank deposit bramble"', 'thank deposit bramble'],
  ['"only4242" (one call)', 'only4242'],
  ['"xylophone" (none)', 'xylophone'],
];

const DAY = 86_400_000;

/** Days of the call, counted back from now. */
const RANGES: readonly [string, number | null, number | null][] = [
  ['', null, null],
  ['1 day', 3, 2],
  ['30 days', 30, 0],
  ['a year, long ago', 700, 335],
];

/** Every filter with every word and every range of days. */
export function combinations(now: Date): Combination[] {
  const back = (days: number | null): Date | null =>
    days === null ? null : new Date(now.getTime() - days * DAY);
  return WORDS.flatMap(([word, text]) =>
    FILTERS.flatMap(([filter, set]) =>
      RANGES.map(([range, from, before]) => ({
        name: [word, filter, range].filter((part) => part !== '').join(' · ') || 'no filter',
        criteria: {
          ...NO_FILTER,
          ...set,
          ...wordCriteria(text, true),
          from: back(from),
          before: back(before),
        },
      })),
    ),
  );
}
