import type { Connection } from '@foyer/contract/ingest';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import {
  Button,
  ConfirmDialog,
  Facts,
  formatCount,
  Notice,
  Panel,
  RelativeTime,
  StatusBadge,
  styled,
  toast,
  token,
} from '@foyer/ui';
import { useState } from 'react';
import { clientKey, useConsole } from '../queries.ts';
import { ConnectionAgents, type AgentChoice } from './connection-agents.tsx';
import { ConnectionSettingsDialog } from './connection-settings-dialog.tsx';
import { CopyLine } from './copy-line.tsx';
import type { MadeConnection } from './new-connection-dialog.tsx';
import { CONSENT_WORDS, MAKES_SECRET, VENDOR_NAMES } from './vendor-words.ts';
import { WriteFailure, wordsOfFailure } from './write-failure.tsx';

const Title = styled('span')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '2px 10px',
  '& > small': { fontSize: '0.75rem', fontWeight: 400, color: token.text3 },
});
const Body = styled('div')({ display: 'grid', gap: 12, padding: '0 16px 14px' });
const Acts = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8 });

function StateOf({ connection }: { connection: Connection }) {
  const [tone, word] =
    connection.state === 'off'
      ? (['neutral', 'Off'] as const)
      : connection.secretSetAt === null
        ? (['warning', 'No secret yet'] as const)
        : (['positive', 'On'] as const);
  return (
    <StatusBadge tone={tone} variant="pill">
      {word}
    </StatusBadge>
  );
}

type ConnectionCardProps = Readonly<{
  clientId: string;
  connection: Connection;
  agents: readonly AgentChoice[];
  /** Where the secret is shown or entered. */
  onSetUp: (made: MadeConnection) => void;
}>;

/** One connection: where it is sent to, when something came last, and whose calls it brings. */
export function ConnectionCard({ clientId, connection, agents, onSetUp }: ConnectionCardProps) {
  const api = useConsole();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'settings' | 'rotate' | 'off' | null>(null);
  const params = { clientId, connectionId: connection.id };
  const off = connection.state === 'off';
  const rotate = useMutation({
    mutationFn: () => api.setConnectionSecret({ params, body: { version: connection.version } }),
    onSuccess: async (made) => {
      setOpen(null);
      onSetUp(made);
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
    },
  });
  const turn = useMutation({
    mutationFn: (state: Connection['state']) =>
      api.saveConnection({
        params,
        body: {
          version: connection.version,
          state,
          name: connection.name,
          consent: connection.consent,
          retentionDays: connection.retentionDays,
        },
      }),
    onSuccess: async (next) => {
      setOpen(null);
      toast(
        next.state === 'on' ? `${next.name} takes calls again.` : `${next.name} takes nothing any more.`,
        {
          tone: 'positive',
        },
      );
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
    },
  });
  const vendorMakesIt = MAKES_SECRET[connection.vendor];
  const newSecret = () => (vendorMakesIt ? onSetUp({ connection, secret: null }) : setOpen('rotate'));

  return (
    <Panel
      flush
      title={
        <Title>
          {connection.name} <small>{VENDOR_NAMES[connection.vendor]}</small>
        </Title>
      }
      action={<StateOf connection={connection} />}
    >
      <Body>
        <CopyLine what="Address" value={connection.url} />
        {connection.secretSetAt === null && (
          <Notice
            tone="warning"
            action={
              <Button
                size="small"
                loading={rotate.isPending}
                onClick={() => (vendorMakesIt ? onSetUp({ connection, secret: null }) : rotate.mutate())}
              >
                {vendorMakesIt ? 'Enter the secret' : 'Make a secret'}
              </Button>
            }
          >
            {vendorMakesIt
              ? `Nothing is taken until the secret of ${VENDOR_NAMES[connection.vendor]} is here.`
              : 'Nothing is taken until there is a secret.'}
          </Notice>
        )}
        <Facts
          items={[
            { label: 'Last event', value: <RelativeTime value={connection.lastEventAt} /> },
            {
              label: 'Secret',
              value:
                connection.secretSetAt === null ? (
                  'None yet'
                ) : (
                  <>
                    Set <RelativeTime value={connection.secretSetAt} />
                    {connection.previousUntil !== null && (
                      <>
                        ; the one before is taken until <RelativeTime value={connection.previousUntil} />
                      </>
                    )}
                  </>
                ),
            },
            { label: 'Consent', value: CONSENT_WORDS[connection.consent] },
            {
              label: 'Recordings',
              value: `Kept for ${formatCount(connection.retentionDays, { one: 'day', other: 'days' })}`,
            },
          ]}
        />
        <Acts>
          <Button size="small" onClick={() => setOpen('settings')}>
            Settings
          </Button>
          {connection.secretSetAt !== null && (
            <Button size="small" onClick={newSecret}>
              New secret
            </Button>
          )}
          <Button
            size="small"
            // What is confirmed in a dialog works there: this button gets the focus back from it.
            loading={turn.isPending && turn.variables === 'on'}
            onClick={() => (off ? turn.mutate('on') : setOpen('off'))}
          >
            {off ? 'Turn on' : 'Turn off'}
          </Button>
        </Acts>
        {open === null && turn.isError && <WriteFailure error={turn.error} />}
      </Body>
      <ConnectionAgents clientId={clientId} connection={connection} agents={agents} />
      {open === 'settings' && (
        <ConnectionSettingsDialog clientId={clientId} connection={connection} onClose={() => setOpen(null)} />
      )}
      <ConfirmDialog
        open={open === 'rotate'}
        onClose={() => setOpen(null)}
        onConfirm={() => rotate.mutate()}
        title={`Make a new secret for ${connection.name}?`}
        confirmLabel="Make a new secret"
        working={rotate.isPending}
        error={wordsOfFailure(rotate.error).join(' ')}
      >
        The one in use is taken for another 24 hours. Enter the new one at the platform until then.
      </ConfirmDialog>
      <ConfirmDialog
        open={open === 'off'}
        onClose={() => setOpen(null)}
        onConfirm={() => turn.mutate('off')}
        title={`Turn ${connection.name} off?`}
        confirmLabel="Turn off"
        destructive
        working={turn.isPending}
        error={wordsOfFailure(turn.error).join(' ')}
      >
        What the platform sends from now on is refused, and it doesn’t send it for ever. Calls that are here
        stay.
      </ConfirmDialog>
    </Panel>
  );
}
