import { capabilityLabel, grantLabel, roleLabel } from '@foyer/access';
import type { QueuedRequest } from '@foyer/contract/access-requests';
import { useHost } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { Link } from '@foyer/federation/router';
import {
  Button,
  Empty,
  formatList,
  Inbox,
  Loading,
  PageFrame,
  RelativeTime,
  styled,
  token,
  useLocale,
} from '@foyer/ui';
import { useEffect, useState } from 'react';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { clientPath } from '../components/console-paths.ts';
import { ConsoleTabs } from '../components/console-tabs.tsx';
import { DeclineDialog, GrantDialog } from '../components/request-dialogs.tsx';
import { requestsQuery, useConsole } from '../queries.ts';

const Place = styled('div')({ maxWidth: 760 });
const List = styled('ul')({ display: 'grid', gap: 12, maxWidth: 760 });
const Item = styled('li')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 12,
  alignItems: 'start',
  padding: 16,
  borderRadius: token.radiusLarge,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
});
const Words = styled('div')({
  display: 'grid',
  gap: 4,
  flex: '1 1 320px',
  minWidth: 0,
  fontSize: '0.8125rem',
  color: token.text2,
  overflowWrap: 'anywhere',
  '& h2': { fontSize: '0.9375rem', fontWeight: 600, color: token.text1 },
  '& blockquote': { margin: '4px 0', color: token.text1 },
});
const Acts = styled('div')({ display: 'flex', gap: 8 });

type Open = Readonly<{ kind: 'grant' | 'decline'; request: QueuedRequest }>;

/** What people of the agency's clients have asked for, the oldest first. */
export function RequestsPage() {
  const host = useHost();
  const requests = useQuery(requestsQuery(useConsole()));
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  useEffect(() => host.setTitle('Access requests'), [host]);
  return (
    <PageFrame
      title="Access requests"
      sentence="What your clients’ people have asked for. Before you grant, you see what it takes and whom else it concerns."
    >
      <ConsoleTabs />
      {requests.data ? (
        requests.data.items.length === 0 ? (
          <Empty icon={<Inbox size={20} />} title="Nobody is waiting">
            When somebody asks for what is closed to them, it stands here until you decide.
          </Empty>
        ) : (
          <List aria-label="Access requests">
            {requests.data.items.map((request) => (
              <Request key={request.id} request={request} onOpen={setOpen} />
            ))}
          </List>
        )
      ) : requests.isError ? (
        <ConsoleFailure what="The requests" query={requests} />
      ) : (
        <Place>
          <Loading shape="panels" label="Loading the requests" count={3} lines={2} />
        </Place>
      )}
      {open?.kind === 'grant' && <GrantDialog request={open.request} onClose={close} />}
      {open?.kind === 'decline' && <DeclineDialog request={open.request} onClose={close} />}
    </PageFrame>
  );
}

function Request({ request, onOpen }: { request: QueuedRequest; onOpen: (open: Open) => void }) {
  const host = useHost();
  const { client, person, capability, note, createdAt, takes } = request;
  const label = capabilityLabel(capability);
  return (
    <Item>
      <Words>
        <h2>
          {person.name} asks for {label}
        </h2>
        <p>
          {roleLabel(person.role)} at <Link to={host.href(clientPath(client.id))}>{client.name}</Link>,{' '}
          <RelativeTime value={createdAt} />
        </p>
        {note && <blockquote>{note}</blockquote>}
        <p>
          <What takes={takes} />
        </p>
      </Words>
      <Acts>
        <Button
          aria-label={`Decline ${label} for ${person.name}`}
          onClick={() => onOpen({ kind: 'decline', request })}
        >
          Decline …
        </Button>
        <Button
          variant="contained"
          disabled={!takes.enough}
          aria-label={`Grant ${label} to ${person.name}`}
          onClick={() => onOpen({ kind: 'grant', request })}
        >
          Grant …
        </Button>
      </Acts>
    </Item>
  );
}

function What({ takes }: Pick<QueuedRequest, 'takes'>) {
  const { locale } = useLocale();
  if (!takes.enough)
    return 'The plan or a policy of the client closes it: change that under Policies and entitlements.';
  const parts = [
    ...(takes.grants.length > 0
      ? [`the permission ${formatList(takes.grants.map(grantLabel), locale)}`]
      : []),
    ...(takes.role ? [`the role ${roleLabel(takes.role)}`] : []),
  ];
  return parts.length > 0 ? `It takes ${formatList(parts, locale)}.` : 'It is open to them by now.';
}
