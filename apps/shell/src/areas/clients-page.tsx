import { ApiError } from '@foyer/contract';
import { useDecision, useHost, useSession } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { allows } from '@foyer/access';
import {
  Avatar,
  Box,
  ButtonBase,
  Empty,
  Failed,
  Loading,
  Notice,
  PageFrame,
  Restricted,
  SearchField,
  StatusBadge,
  styled,
  token,
} from '@foyer/ui';
import { useState } from 'react';
import { clientsQuery, useChooseClient } from './choose-client.ts';

const List = styled('ul')({
  display: 'grid',
  maxWidth: 640,
  borderRadius: token.radiusLarge,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
  overflow: 'hidden',
  '& > li + li': { borderBlockStart: `1px solid ${token.line}` },
});
const Row = styled(ButtonBase)({
  display: 'flex',
  width: '100%',
  gap: 12,
  justifyContent: 'start',
  textAlign: 'start',
  minHeight: 48,
  padding: '8px 14px',
  fontSize: '0.875rem',
  '&:hover': { backgroundColor: token.surface2 },
  '&:focus-visible': { outlineOffset: -2 },
  '& > strong': { flex: 1, fontWeight: 500, overflowWrap: 'anywhere' },
});

/** The agency's clients: choosing one opens its portal with full access. */
export function ClientsPage() {
  const decision = useDecision('clients');
  if (!allows(decision)) {
    return (
      <PageFrame title="Clients">
        <Restricted title="Clients is closed to you" denials={decision.denials} />
      </PageFrame>
    );
  }
  return <ClientList />;
}

function ClientList() {
  const session = useSession();
  const { announce } = useHost();
  const [text, setText] = useState('');
  const clients = useQuery(clientsQuery);
  const choose = useChooseClient();
  const wanted = text.trim().toLocaleLowerCase();
  const found =
    clients.data?.items.filter((client) => client.name.toLocaleLowerCase().includes(wanted)) ?? [];
  return (
    <PageFrame
      title="Clients"
      sentence="Choose whose portal to open. You see everything in it, and every change is recorded in your name."
    >
      {clients.isPending && <Loading shape="lines" label="Loading the clients" />}
      {clients.isError && (
        <Failed
          title="The clients couldn’t be loaded"
          problem={problemOf(clients.error)}
          onRetry={() => void clients.refetch()}
          retrying={clients.isFetching}
        />
      )}
      {choose.isError && <Notice tone="negative">The client couldn’t be opened. Try again.</Notice>}
      {clients.isSuccess && (
        <>
          {clients.data.items.length > 8 && (
            <SearchField
              label="Search clients"
              value={text}
              onChange={(value) => {
                setText(value);
                announce(
                  value ? 'The list shows the clients with this name.' : 'The list shows all clients.',
                );
              }}
              width={320}
              maxLength={100}
            />
          )}
          {found.length === 0 ? (
            <Empty title={text ? 'No client has this name' : 'No clients yet'}>
              {text ? 'Try fewer letters.' : 'A client stands here once your agency has created it.'}
            </Empty>
          ) : (
            <List aria-label="Clients">
              {found.map((client) => (
                <li key={client.id}>
                  <Row
                    disabled={choose.isPending}
                    aria-current={client.id === session.client?.id ? 'true' : undefined}
                    onClick={() => choose.mutate(client.id)}
                  >
                    <Avatar name={client.name} shape="square" size={28} />
                    <strong>{client.name}</strong>
                    <Box component="span" sx={{ flex: 'none' }}>
                      {client.id === session.client?.id && <StatusBadge tone="info">Open now</StatusBadge>}
                      {client.state === 'suspended' && <StatusBadge tone="warning">Suspended</StatusBadge>}
                    </Box>
                  </Row>
                </li>
              ))}
            </List>
          )}
        </>
      )}
    </PageFrame>
  );
}

function problemOf(error: Error) {
  return error instanceof ApiError ? (error.problem ?? { code: error.code }) : null;
}
