import { memo, useState, type ReactNode } from 'react';
import {
  CALL_DIRECTIONS,
  CALL_OUTCOMES,
  CALL_SENTIMENTS,
  CALL_STATUSES,
  type CallDirection,
} from '@foyer/contract';
import { useScope, type ProjectChoice } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { Button, DateRangeFilter, FilterBar, ListFilter, OptionFilter, SearchField } from '@foyer/ui';
import { filtersQuery } from '../queries.ts';
import { lengthOf, withLength } from './call-length.ts';
import { isFiltered, withFilter, withoutFilters, type CallSearch } from './call-search.ts';
import { LengthFilter } from './length-filter.tsx';
import { DIRECTION_WORDS, OUTCOME_WORDS, SENTIMENT_WORDS, STATUS_WORDS } from './words.ts';

type CallFilterBarProps = Readonly<{
  search: CallSearch;
  onChange: (search: CallSearch) => void;
  project: ProjectChoice;
  /** Whether the filters over a call's details are there. */
  details: boolean;
  /** Only what is on, until asked for the rest. */
  compact: boolean;
  /** The search takes a line of its own. */
  fullSearch: boolean;
  /** Why the text can't be searched for. */
  textRefused: string | undefined;
  /** Before the filters. */
  start?: ReactNode;
  /** At the end of the line. */
  end?: ReactNode;
}>;

const optionsOf = <V extends string>(values: readonly V[], words: Readonly<Record<V, string>>) =>
  values.map((value) => ({ value, label: words[value] }));

const searchable = (text: string): string | undefined => (text.trim().length < 2 ? undefined : text.trim());

/** What the list is narrowed to. Every filter stands in the address. Scrolling must not draw it again, hence the memo. */
export const CallFilterBar = memo(function CallFilterBar(props: CallFilterBarProps) {
  const { search, onChange, project, details, compact } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const agents = useQuery(filtersQuery(useScope())).data?.agents ?? [];

  const filters: { on: boolean; filter: ReactNode }[] = [
    {
      on: search.from !== undefined || search.to !== undefined,
      filter: (
        <DateRangeFilter
          key="date"
          label="Date"
          value={{ from: search.from, to: search.to }}
          onChange={({ from, to }) => onChange(withFilter(withFilter(search, 'from', from), 'to', to))}
        />
      ),
    },
    {
      on: search.minDuration !== undefined || search.maxDuration !== undefined,
      filter: (
        <LengthFilter
          key="length"
          value={lengthOf(search)}
          onChange={(length) => onChange(withLength(search, length))}
        />
      ),
    },
    {
      on: search.status !== undefined,
      filter: (
        <OptionFilter
          key="status"
          label="Status"
          options={optionsOf(CALL_STATUSES, STATUS_WORDS)}
          selected={search.status ?? []}
          onChange={(status) => onChange(withFilter(search, 'status', status))}
        />
      ),
    },
    {
      on: search.agent !== undefined,
      filter: (
        <OptionFilter
          key="agent"
          label="Agent"
          single
          options={agents.map(({ id, label }) => ({ value: id, label }))}
          selected={search.agent ? [search.agent] : []}
          onChange={([agent]) => onChange(withFilter(search, 'agent', agent))}
        />
      ),
    },
    ...(project.all.length > 1
      ? [
          {
            on: project.id !== null,
            filter: (
              <OptionFilter
                key="project"
                label="Project"
                single
                options={project.all.map(({ id, name }) => ({ value: id, label: name }))}
                selected={project.id ? [project.id] : []}
                onChange={([id]) => project.choose(id ?? null)}
              />
            ),
          },
        ]
      : []),
    {
      on: search.direction !== undefined,
      filter: (
        <OptionFilter<CallDirection>
          key="direction"
          label="Direction"
          single
          options={optionsOf(CALL_DIRECTIONS, DIRECTION_WORDS)}
          selected={search.direction ? [search.direction] : []}
          onChange={([direction]) => onChange(withFilter(search, 'direction', direction))}
        />
      ),
    },
    ...(details
      ? [
          {
            on: search.outcome !== undefined,
            filter: (
              <OptionFilter
                key="outcome"
                label="Outcome"
                options={optionsOf(CALL_OUTCOMES, OUTCOME_WORDS)}
                selected={search.outcome ?? []}
                onChange={(outcome) => onChange(withFilter(search, 'outcome', outcome))}
              />
            ),
          },
          {
            on: search.sentiment !== undefined,
            filter: (
              <OptionFilter
                key="sentiment"
                label="Sentiment"
                options={optionsOf(CALL_SENTIMENTS, SENTIMENT_WORDS)}
                selected={search.sentiment ?? []}
                onChange={(sentiment) => onChange(withFilter(search, 'sentiment', sentiment))}
              />
            ),
          },
        ]
      : []),
  ];
  const shown = compact && !open ? filters.filter(({ on }) => on) : filters;

  return (
    <FilterBar
      label="Filter the calls"
      active={isFiltered(search) ? 1 : 0}
      onClear={() => onChange(withoutFilters(search))}
      end={props.fullSearch ? undefined : props.end}
    >
      {!props.fullSearch && props.start}
      {details && (
        <SearchField
          label="Search what was said"
          placeholder="Search what was said"
          shortcut="/"
          // What is typed stays as it was typed; the address has it without spaces around it, from two letters on.
          value={searchable(typed) === search.text ? typed : (search.text ?? '')}
          onChange={(text) => {
            setTyped(text);
            onChange(withFilter(search, 'text', searchable(text)));
          }}
          error={props.textRefused}
          width={props.fullSearch ? '100%' : 220}
        />
      )}
      {props.fullSearch && props.start}
      {compact && (
        <Button
          size="small"
          aria-expanded={open}
          startIcon={<ListFilter size={14} />}
          onClick={() => setOpen((was) => !was)}
        >
          Filters
        </Button>
      )}
      {props.fullSearch && props.end}
      {shown.map(({ filter }) => filter)}
    </FilterBar>
  );
});
