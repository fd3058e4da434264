import { useScope } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { dayIn, useLocale, useNow } from '@foyer/ui';
import { filtersQuery } from '../queries.ts';
import type { filtersInWords } from './search-in-words.ts';

/** What it takes to say a search in words here. */
export function useWordsForSearch(): Parameters<typeof filtersInWords>[1] {
  const { locale, timeZone } = useLocale();
  const now = useNow();
  const agents = useQuery(filtersQuery(useScope())).data?.agents ?? [];
  return {
    locale,
    today: dayIn(now, timeZone),
    agentOf: (id) => agents.find((agent) => agent.id === id)?.label,
  };
}
