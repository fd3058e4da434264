import { allows, roleLabel } from '@foyer/access';
import type { QueuedUnlock } from '@foyer/contract/pii-unlocks';
import { useHost } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { Link } from '@foyer/federation/router';
import {
  Button,
  DenialNote,
  Empty,
  formatDateTime,
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
import { unlocksQuery, useConsole } from '../queries.ts';
import { ApproveUnlockDialog, DeclineUnlockDialog, PART_WORDS } from './unlocks-dialogs.tsx';

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

type Open = Readonly<{ kind: 'approve' | 'decline'; request: QueuedUnlock }>;

/** Who of the agency's clients asks to see masked details of a call, and why; the oldest first. */
export function UnlocksPage() {
  const host = useHost();
  const unlocks = useQuery(unlocksQuery(useConsole()));
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  useEffect(() => host.setTitle('Unlock requests'), [host]);
  return (
    <PageFrame
      title="Unlock requests"
      sentence="Who asks to see masked details of a call. What you approve is shown to that person alone, for 24 hours, and each view is recorded."
    >
      <ConsoleTabs />
      {unlocks.data ? (
        unlocks.data.items.length === 0 ? (
          <Empty icon={<Inbox size={20} />} title="Nobody is waiting">
            When somebody asks for the masked details of a call, it stands here until you decide.
          </Empty>
        ) : (
          <List aria-label="Unlock requests">
            {unlocks.data.items.map((request) => (
              <Request key={request.id} request={request} onOpen={setOpen} />
            ))}
          </List>
        )
      ) : unlocks.isError ? (
        <ConsoleFailure what="The requests" query={unlocks} />
      ) : (
        <Place>
          <Loading shape="panels" label="Loading the requests" count={3} lines={2} />
        </Place>
      )}
      {open?.kind === 'approve' && <ApproveUnlockDialog request={open.request} onClose={close} />}
      {open?.kind === 'decline' && <DeclineUnlockDialog request={open.request} onClose={close} />}
    </PageFrame>
  );
}

function Request({ request, onOpen }: { request: QueuedUnlock; onOpen: (open: Open) => void }) {
  const host = useHost();
  const { locale } = useLocale();
  const { client, person, call, scope, justification, requestedAt, decision } = request;
  const part = PART_WORDS[scope];
  return (
    <Item>
      <Words>
        <h2>
          {person.name} asks for the masked details of a {part}
        </h2>
        <p>
          {roleLabel(person.role)} at <Link to={host.href(clientPath(client.id))}>{client.name}</Link>,{' '}
          <RelativeTime value={requestedAt} />
        </p>
        <p>
          Call of {formatDateTime(call.startedAt, { timeZone: call.timeZone, locale })} with {call.agent}
        </p>
        <blockquote>{justification}</blockquote>
        {!allows(decision, 'edit') && <DenialNote denials={decision.denials} variant="line" />}
      </Words>
      {allows(decision, 'edit') && (
        <Acts>
          <Button
            aria-label={`Decline the ${part} for ${person.name}`}
            onClick={() => onOpen({ kind: 'decline', request })}
          >
            Decline …
          </Button>
          <Button
            variant="contained"
            aria-label={`Approve the ${part} for ${person.name}`}
            onClick={() => onOpen({ kind: 'approve', request })}
          >
            Approve …
          </Button>
        </Acts>
      )}
    </Item>
  );
}
