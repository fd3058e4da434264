import { useScope } from '@foyer/federation';
import { useQueries } from '@foyer/federation/query';
import { Button, Empty, SearchX } from '@foyer/ui';
import { countQuery } from '../queries.ts';
import { withFilter, withoutFilters, type CallSearch } from './call-search.ts';
import { filtersInWords, type FilterInWords } from './search-in-words.ts';
import { useWordsForSearch } from './use-words-for-search.ts';
import { countOfCalls } from './words.ts';

/** Filters that are tried out, one request each. */
const MOST_TRIED = 3;

const without = (search: CallSearch, { names }: FilterInWords): CallSearch =>
  names.reduce((rest, name) => withFilter(rest, name, undefined), search);

type NoMatchProps = Readonly<{ search: CallSearch; onSearch: (search: CallSearch) => void }>;

/** Nothing fits all of the filters: which of them shuts out most, and the way without it. */
export function NoMatch({ search, onSearch }: NoMatchProps) {
  const scope = useScope();
  const filters = filtersInWords(search, useWordsForSearch());
  const tried = filters.length > 1 ? filters.slice(0, MOST_TRIED) : [];
  const counts = useQueries({ queries: tried.map((filter) => countQuery(scope, without(search, filter))) });
  const settled = counts.every((count) => !count.isPending);
  const best = tried
    .map((filter, index) => ({ filter, count: counts[index]?.data }))
    .filter(({ count }) => count !== undefined && count.count > 0)
    .toSorted((a, b) => (b.count?.count ?? 0) - (a.count?.count ?? 0))[0];

  const clear = () => onSearch(withoutFilters(search));
  if (best?.count && settled)
    return (
      <Empty
        icon={<SearchX size={20} />}
        title="No calls match"
        action={
          <>
            <Button variant="contained" onClick={() => onSearch(without(search, best.filter))}>
              Show {countOfCalls(best.count.count, best.count.capped)}
            </Button>
            <Button onClick={clear}>Clear the filters</Button>
          </>
        }
      >
        Without {best.filter.words}, the other filters fit {countOfCalls(best.count.count, best.count.capped)}
        .
      </Empty>
    );
  const each = tried.length === filters.length && settled && tried.length > 0;
  return (
    <Empty
      icon={<SearchX size={20} />}
      title="No calls match"
      action={<Button onClick={clear}>Clear the filters</Button>}
    >
      {filters.length === 1
        ? `No call fits ${filters[0]?.words ?? 'it'}.`
        : each
          ? 'Leaving out one of the filters doesn’t help: no call fits the others either.'
          : 'There are calls, but none that fits all of the filters above.'}
    </Empty>
  );
}
