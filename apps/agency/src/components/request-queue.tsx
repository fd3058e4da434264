import { roleLabel, type Role } from '@foyer/access';
import { useHost } from '@foyer/federation';
import type { UseQueryResult } from '@foyer/federation/query';
import { Link } from '@foyer/federation/router';
import { Empty, Inbox, Loading, PageFrame, RelativeTime, styled, token } from '@foyer/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { ConsoleFailure } from './console-failure.tsx';
import { clientPath } from './console-paths.ts';
import { ConsoleTabs } from './console-tabs.tsx';

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
  '& a': { color: 'inherit', textUnderlineOffset: 3 },
  '& blockquote': { margin: '4px 0', color: token.text1, whiteSpace: 'pre-line' },
});
const Acts = styled('div')({ display: 'flex', gap: 8 });

interface Queued {
  readonly id: string;
  readonly client: Readonly<{ id: string; name: string }>;
  readonly person: Readonly<{ name: string; role: Role }>;
}

type Decision = 'accept' | 'decline';

type RequestQueueProps<Request extends Queued> = Readonly<{
  title: string;
  sentence: string;
  /** How a request gets here, for when none is. */
  whenEmpty: string;
  requests: UseQueryResult<Readonly<{ items: readonly Request[] }>>;
  renderRequest: (request: Request, decide: (decision: Decision) => void) => ReactNode;
  renderDialog: (request: Request, decision: Decision, onClose: () => void) => ReactNode;
}>;

/** What waits for the agency's decision, the oldest first, and the dialog in which one is decided. */
export function RequestQueue<Request extends Queued>({
  title,
  sentence,
  whenEmpty,
  requests,
  renderRequest,
  renderDialog,
}: RequestQueueProps<Request>) {
  const host = useHost();
  const [open, setOpen] = useState<Readonly<{ request: Request; decision: Decision }> | null>(null);
  useEffect(() => host.setTitle(title), [host, title]);
  const items = requests.data?.items;
  return (
    <PageFrame title={title} sentence={sentence}>
      <ConsoleTabs />
      {items ? (
        items.length === 0 ? (
          <Empty icon={<Inbox size={20} />} title="Nobody is waiting">
            {whenEmpty}
          </Empty>
        ) : (
          <List aria-label={title}>
            {items.map((request) => (
              <Item key={request.id}>
                {renderRequest(request, (decision) => setOpen({ request, decision }))}
              </Item>
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
      {open && renderDialog(open.request, open.decision, () => setOpen(null))}
    </PageFrame>
  );
}

type RequestWordsProps = Readonly<{
  /** What follows the person's name. */
  asksFor: string;
  request: Queued;
  at: string;
  children: ReactNode;
  /** The buttons that decide. */
  actions?: ReactNode;
}>;

/** Who asks for what, since when, and what else is to be known of it. */
export function RequestWords({ asksFor, request, at, children, actions }: RequestWordsProps) {
  const host = useHost();
  const { client, person } = request;
  return (
    <>
      <Words>
        <h2>
          {person.name} asks for {asksFor}
        </h2>
        <p>
          {roleLabel(person.role)} at <Link to={host.href(clientPath(client.id))}>{client.name}</Link>,{' '}
          <RelativeTime value={at} />
        </p>
        {children}
      </Words>
      {actions && <Acts>{actions}</Acts>}
    </>
  );
}
