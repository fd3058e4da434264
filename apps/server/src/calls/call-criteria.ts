import type {
  CallDirection,
  CallFilters,
  CallOutcome,
  CallSentiment,
  CallSort,
  CallStatus,
} from '@foyer/contract';
import { invalid } from '../platform/problem.ts';
import { projectsOf, type CallReader } from './call-reader.ts';
import { dayRange } from './day-range.ts';
import { searchQuery } from './search-words.ts';

/** Which calls of a client are looked for, in the database's terms. */
export interface CallCriteria {
  readonly clientId: string;
  readonly projects: readonly string[] | 'all';
  readonly agent: string | undefined;
  readonly status: readonly CallStatus[] | undefined;
  readonly direction: CallDirection | undefined;
  readonly sentiment: readonly CallSentiment[] | undefined;
  readonly outcome: readonly CallOutcome[] | undefined;
  /** A tsquery's text, '' for a search without a single word; undefined: no search. */
  readonly words: string | undefined;
  /** The same of what only readers of caller details find; null for who isn't one. */
  readonly hiddenWords: string | null;
  /** Milliseconds: at least, and less than. */
  readonly longerThan: number | null;
  readonly shorterThan: number | null;
  readonly from: Date | null;
  readonly before: Date | null;
}

export type SortKey = 'started_at' | 'duration' | 'cost';

export interface CallOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

export function orderOf(sort: CallSort): CallOrder {
  const descending = sort.startsWith('-');
  return { key: (descending ? sort.slice(1) : sort) as SortKey, descending };
}

/** @throws the problem that names a filter that can't be. */
export function criteriaOf(filters: CallFilters, reader: CallReader, timeZone: string): CallCriteria {
  if (filters.from !== undefined && filters.to !== undefined && filters.from > filters.to) {
    throw invalid('query.to', 'Give a day that is not before "from".');
  }
  const { minDuration, maxDuration } = filters;
  if (minDuration !== undefined && maxDuration !== undefined && minDuration > maxDuration) {
    throw invalid('query.maxDuration', 'Give a length that is not below "minDuration".');
  }
  for (const name of ['from', 'to'] as const) {
    const day = filters[name];
    // Further away there are no calls, and the database's calendar ends.
    if (day !== undefined && (day < '1970-01-02' || day > '2199-12-31')) {
      throw invalid(`query.${name}`, 'Give a day between 1970 and 2199.');
    }
  }
  return {
    clientId: reader.clientId,
    projects: projectsOf(reader.projects, filters.project),
    agent: filters.agent,
    status: filters.status,
    direction: filters.direction,
    sentiment: filters.sentiment,
    outcome: filters.outcome,
    ...wordCriteria(filters.text, reader.details === 'view'),
    longerThan: minDuration === undefined ? null : minDuration * 1_000,
    shorterThan: maxDuration === undefined ? null : (maxDuration + 1) * 1_000,
    ...dayRange(filters.from, filters.to, timeZone),
  };
}

/** The criteria of what a reader typed. */
export function wordCriteria(
  text: string | undefined,
  callerDetails: boolean,
): Pick<CallCriteria, 'words' | 'hiddenWords'> {
  if (text === undefined) return { words: undefined, hiddenWords: null };
  return {
    words: searchQuery(text, callerDetails ? 'both' : 'open'),
    hiddenWords: callerDetails ? searchQuery(text, 'hidden') : null,
  };
}
