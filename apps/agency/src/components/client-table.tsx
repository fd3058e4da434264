import type { ClientRow } from '@foyer/contract/clients';
import { useHost, useSession } from '@foyer/federation';
import {
  Avatar,
  DataTable,
  EmptyValue,
  formatCount,
  formatNumber,
  RelativeTime,
  StatusBadge,
  styled,
  token,
  useLocale,
  type Column,
} from '@foyer/ui';
import { useMemo, type ReactNode } from 'react';
import { ClientState } from './client-state.tsx';
import { clientPath } from './console-paths.ts';

const Named = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 10,
  minWidth: 0,
  '& > span:last-child': { overflow: 'hidden', textOverflow: 'ellipsis' },
});
const Line = styled('div')({
  color: token.text2,
  display: 'flex',
  gap: 8,
  justifyContent: 'space-between',
  minWidth: 0,
});
const Quiet = styled('span')({ color: token.text3, fontSize: '0.8125rem', whiteSpace: 'nowrap' });
const Main = styled('span')({
  color: token.text1,
  fontWeight: 500,
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
});

const PEOPLE = { one: 'person', other: 'people' };

const callsOf = ({ callsLast7Days: { count, capped } }: ClientRow, locale: string) =>
  `${formatNumber(count, locale)}${capped ? '+' : ''}`;

function columnsFor(locale: string, openNow: string | undefined): Column<ClientRow>[] {
  return [
    {
      id: 'name',
      header: 'Client',
      main: true,
      minWidth: 200,
      grow: 3,
      title: ({ name }) => name,
      cell: ({ name }) => (
        <Named>
          <Avatar name={name} shape="square" size={22} />
          <span>{name}</span>
        </Named>
      ),
    },
    {
      id: 'state',
      header: 'State',
      minWidth: 110,
      grow: 1,
      cell: ({ id, state }) =>
        id === openNow && state === 'active' ? (
          <StatusBadge tone="info">Open now</StatusBadge>
        ) : (
          <ClientState state={state} />
        ),
    },
    {
      id: 'people',
      header: 'People',
      minWidth: 70,
      grow: 0.6,
      numeric: true,
      cell: ({ people }) => formatNumber(people, locale),
    },
    {
      id: 'calls',
      header: 'Calls, 7 days',
      minWidth: 100,
      grow: 0.8,
      numeric: true,
      cell: (row) => callsOf(row, locale),
    },
    {
      id: 'signIn',
      header: 'Last sign-in',
      minWidth: 130,
      grow: 1.2,
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? <RelativeTime value={lastSignInAt} /> : <EmptyValue label="nobody yet" />,
    },
    {
      id: 'created',
      header: 'Created',
      minWidth: 120,
      grow: 1,
      hideBelow: 860,
      cell: ({ createdAt }) => <RelativeTime value={createdAt} />,
    },
  ];
}

type ClientTableProps = Readonly<{
  rows: readonly ClientRow[];
  loading: boolean;
  more: Readonly<{ has: boolean; loading: boolean; failed: boolean; ask: () => void }>;
  onOpen: (client: ClientRow) => void;
  resetKey: string;
  state: ReactNode;
}>;

/** The agency's clients as rows; each leads to the client's page. */
export function ClientTable({ rows, loading, more, onOpen, resetKey, state }: ClientTableProps) {
  const host = useHost();
  const { locale } = useLocale();
  const openNow = useSession().client?.id;
  const columns = useMemo(() => columnsFor(locale, openNow), [locale, openNow]);
  return (
    <DataTable
      label="Clients"
      columns={columns}
      rowCount={rows.length}
      getRow={(index) => rows[index]}
      getRowId={({ id }) => id}
      rowHref={({ id }) => host.href(clientPath(id))}
      onOpen={onOpen}
      loading={loading}
      hasMore={more.has}
      loadingMore={more.loading}
      moreFailed={more.failed}
      onEndReached={more.ask}
      resetKey={resetKey}
      state={state}
      pageKeys
      renderNarrow={(client) => (
        <>
          <Line>
            <Main>{client.name}</Main>
            <ClientState state={client.state} />
          </Line>
          <Line>
            <Quiet>
              {formatCount(client.people, PEOPLE, locale)} · {callsOf(client, locale)}{' '}
              {client.callsLast7Days.count === 1 ? 'call' : 'calls'} in 7 days
            </Quiet>
            <Quiet>
              {client.lastSignInAt ? <RelativeTime value={client.lastSignInAt} /> : 'No sign-in yet'}
            </Quiet>
          </Line>
        </>
      )}
    />
  );
}
