import { useInfiniteQuery, useQuery } from '@foyer/federation/query';
import { useNavigate, useParams } from '@foyer/federation/router';
import {
  Activity,
  Button,
  Empty,
  FilterBar,
  Loading,
  Notice,
  OptionFilter,
  Panel,
  SearchX,
  styled,
} from '@foyer/ui';
import { ACTION_WORDS, AUDIT_ACTIONS } from '../components/action-words.ts';
import { ActivityList } from '../components/activity-list.tsx';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { useSearchChoice } from '../components/use-search-choice.ts';
import {
  activityQuery,
  connectionsQuery,
  peopleQuery,
  useConsole,
  type ActivityFilters,
} from '../queries.ts';

const More = styled('div')({ display: 'flex', justifyContent: 'center' });

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const ACTIONS = AUDIT_ACTIONS.map((action) => ({ value: action, label: sentence(ACTION_WORDS[action]) }));

/** What was done at a client and to it, by its own people and by the agency's. */
export function ActivityPage() {
  const { clientId = '' } = useParams();
  const api = useConsole();
  const navigate = useNavigate();
  const [asked, setAction] = useSearchChoice('action');
  const [who, setWho] = useSearchChoice('by');
  const action = AUDIT_ACTIONS.find((one) => one === asked);
  const people = useQuery(peopleQuery(api, clientId));
  const person = people.data?.items.find(({ id }) => id === who)?.id;
  const filters: ActivityFilters = { ...(action ? { action } : {}), ...(person ? { person } : {}) };
  const activity = useInfiniteQuery(activityQuery(api, clientId, filters));
  const entries = activity.data?.pages.flatMap(({ items }) => items) ?? [];
  const active = Object.keys(filters).length;
  const connections = useQuery({
    ...connectionsQuery(api, clientId),
    // Only these entries know agents, and only by their ids.
    enabled: entries.some((entry) => entry.action === 'connection.agent_set'),
    refetchInterval: false,
  });
  const agents = new Map(connections.data?.agents.map(({ id, label }) => [id, label]));
  const clear = () => void navigate({ search: '' }, { replace: true });

  return (
    <>
      <FilterBar label="Filter the activity" active={active} onClear={clear}>
        <OptionFilter
          label="Action"
          options={ACTIONS}
          selected={action ? [action] : []}
          onChange={([next]) => setAction(next ?? null)}
          single
        />
        <OptionFilter
          label="By"
          options={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          selected={person ? [person] : []}
          onChange={([next]) => setWho(next ?? null)}
          single
        />
      </FilterBar>
      {activity.isPending ? (
        <Loading shape="table" label="Loading the activity" count={8} />
      ) : activity.isError && !activity.data ? (
        <ConsoleFailure what="The activity" query={activity} />
      ) : entries.length === 0 ? (
        active > 0 ? (
          <Empty
            icon={<SearchX size={20} />}
            title="Nothing fits"
            action={<Button onClick={clear}>Clear the filters</Button>}
          >
            Nobody did this, as far as this client’s log goes back.
          </Empty>
        ) : (
          <Empty icon={<Activity size={20} />} title="Nothing yet">
            Every sign-in, change and refusal will stand here, with who did it and as whom.
          </Empty>
        )
      ) : (
        <Panel flush>
          <ActivityList entries={entries} agents={agents} />
        </Panel>
      )}
      {activity.isFetchNextPageError && <Notice tone="negative">More couldn’t be loaded.</Notice>}
      {activity.hasNextPage && (
        <More>
          <Button loading={activity.isFetchingNextPage} onClick={() => void activity.fetchNextPage()}>
            Show more
          </Button>
        </More>
      )}
    </>
  );
}
