import type { ClientRow } from '@foyer/contract/clients';
import { useHost } from '@foyer/federation';
import { useInfiniteQuery } from '@foyer/federation/query';
import { useNavigate } from '@foyer/federation/router';
import {
  Building2,
  Button,
  Empty,
  FilterBar,
  OptionFilter,
  PageFrame,
  Plus,
  SearchField,
  SearchX,
} from '@foyer/ui';
import { useEffect } from 'react';
import { ClientTable } from '../components/client-table.tsx';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { clientPath } from '../components/console-paths.ts';
import { ConsoleTabs } from '../components/console-tabs.tsx';
import { CreateClientDialog } from '../components/create-client-dialog.tsx';
import { useSearchChoice } from '../components/use-search-choice.ts';
import { clientsQuery, useConsole, type ClientFilters } from '../queries.ts';

const STATES = [
  { value: 'active', label: 'Active' },
  { value: 'suspended', label: 'Suspended' },
] as const;

/** Every client of the agency: who is lively, who is quiet, who is suspended. */
export function ClientsPage() {
  const api = useConsole();
  const host = useHost();
  const navigate = useNavigate();
  const [text, setText] = useSearchChoice('text');
  const [asked, setState] = useSearchChoice('state');
  const [creating, setCreating] = useSearchChoice('create');
  const state = STATES.find(({ value }) => value === asked)?.value;
  const filters: ClientFilters = { ...(text ? { text } : {}), ...(state ? { state } : {}) };
  const clients = useInfiniteQuery(clientsQuery(api, filters));
  const rows = clients.data?.pages.flatMap(({ items }) => items) ?? [];
  const active = Object.keys(filters).length;
  useEffect(() => host.setTitle('Clients'), [host]);
  const open = (client: Pick<ClientRow, 'id'>) => void navigate(host.href(clientPath(client.id)));
  const clear = () => void navigate({ search: '' }, { replace: true });

  return (
    <PageFrame
      title="Clients"
      sentence="The businesses whose calls you answer: what each may see, who its people are, and how it is going."
      fill
      action={
        <Button variant="contained" startIcon={<Plus size={14} />} onClick={() => setCreating('client')}>
          Create client
        </Button>
      }
    >
      <ConsoleTabs />
      <FilterBar label="Filter the clients" active={active} onClear={clear}>
        <SearchField
          label="Search clients"
          value={text ?? ''}
          onChange={(next) => setText(next || null)}
          shortcut="/"
          maxLength={100}
          width={260}
        />
        <OptionFilter
          label="State"
          options={STATES}
          selected={state ? [state] : []}
          onChange={([next]) => setState(next ?? null)}
          single
        />
      </FilterBar>
      {clients.isError && !clients.data ? (
        <ConsoleFailure what="The clients" query={clients} />
      ) : (
        <ClientTable
          rows={rows}
          loading={clients.isPending}
          more={{
            has: clients.hasNextPage,
            loading: clients.isFetchingNextPage,
            failed: clients.isFetchNextPageError,
            ask: () => void clients.fetchNextPage(),
          }}
          onOpen={open}
          resetKey={JSON.stringify(filters)}
          state={
            rows.length === 0 && clients.isSuccess ? (
              <NoClients filtered={active > 0} onClear={clear} />
            ) : undefined
          }
        />
      )}
      {creating && <CreateClientDialog onClose={() => setCreating(null)} onCreated={open} />}
    </PageFrame>
  );
}

function NoClients({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <Empty
      icon={<SearchX size={20} />}
      title="No client fits"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    >
      Try fewer letters, or another state.
    </Empty>
  ) : (
    <Empty icon={<Building2 size={20} />} title="No clients yet">
      Create the first one, then invite its people; each client stands here with what it does.
    </Empty>
  );
}
