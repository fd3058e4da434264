import { describeRange, formatList } from '@foyer/ui';
import { describeLength, lengthOf } from './call-length.ts';
import { DEFAULT_SORT, type CallSearch, type FilterName } from './call-search.ts';
import { DIRECTION_WORDS, OUTCOME_WORDS, SENTIMENT_WORDS, STATUS_WORDS } from './words.ts';

/** One filter that is on: its parameters, and what it says. */
export type FilterInWords = Readonly<{ names: readonly FilterName[]; words: string }>;

/** The filters that are on, each in words; the project, which is chosen for the whole portal, isn't among them. */
export function filtersInWords(
  search: CallSearch,
  where: Readonly<{
    locale: string;
    /** Today as `YYYY-MM-DD` in the client's zone. */
    today: string;
    agentOf: (id: string) => string | undefined;
  }>,
): FilterInWords[] {
  const { from, to, status, direction, agent, sentiment, outcome, text } = search;
  const list = (words: readonly string[]) => formatList(words, where.locale);
  const length = describeLength(lengthOf(search));
  const found: (FilterInWords | null)[] = [
    text === undefined ? null : { names: ['text'], words: `the search for “${text}”` },
    from || to
      ? {
          names: ['from', 'to'],
          words: `the date (${describeRange({ from, to }, where.today, where.locale)})`,
        }
      : null,
    length ? { names: ['minDuration', 'maxDuration'], words: `the length (${length})` } : null,
    status
      ? { names: ['status'], words: `the status (${list(status.map((one) => STATUS_WORDS[one]))})` }
      : null,
    agent ? { names: ['agent'], words: `the agent (${where.agentOf(agent) ?? 'another one'})` } : null,
    direction ? { names: ['direction'], words: `the direction (${DIRECTION_WORDS[direction]})` } : null,
    outcome
      ? { names: ['outcome'], words: `the outcome (${list(outcome.map((one) => OUTCOME_WORDS[one]))})` }
      : null,
    sentiment
      ? {
          names: ['sentiment'],
          words: `the sentiment (${list(sentiment.map((one) => SENTIMENT_WORDS[one]))})`,
        }
      : null,
  ];
  return found.filter((one) => one !== null);
}

const ORDER_WORDS: Readonly<Record<CallSearch['sort'], string>> = {
  '-started_at': 'the newest first',
  started_at: 'the oldest first',
  '-duration': 'the longest first',
  duration: 'the shortest first',
  '-cost': 'the dearest first',
  cost: 'the cheapest first',
};

/** A whole search in words: `the status (Missed), the longest first`; `all calls` for the usual list. */
export function searchInWords(search: CallSearch, where: Parameters<typeof filtersInWords>[1]): string {
  const words = filtersInWords(search, where).map((one) => one.words);
  if (search.sort !== DEFAULT_SORT) words.push(ORDER_WORDS[search.sort]);
  return words.length === 0 ? 'all calls' : words.join(', ');
}
