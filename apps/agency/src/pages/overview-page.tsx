import { roleLabel } from '@foyer/access';
import type { ClientOverview, ClientRole } from '@foyer/contract/clients';
import { useHost, useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { Link, useParams } from '@foyer/federation/router';
import {
  Button,
  Columns,
  ConfirmDialog,
  Dialog,
  EmptyValue,
  Facts,
  formatCount,
  formatDate,
  formatNumber,
  formatZone,
  Loading,
  Panel,
  Panels,
  RelativeTime,
  styled,
  TextField,
  toast,
  token,
  useLocale,
} from '@foyer/ui';
import { useState } from 'react';
import { ChangeLine } from '../components/change-line.tsx';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { clientPath } from '../components/console-paths.ts';
import { currentOf, fieldFailure, WriteFailure } from '../components/write-failure.tsx';
import { clientKey, clientQuery, useConsole } from '../queries.ts';

const Tiles = styled('dl')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
  '& > div': {
    display: 'grid',
    gap: 2,
    padding: '14px 16px',
    borderRadius: token.radiusLarge,
    backgroundColor: token.surface1,
    boxShadow: `inset 0 0 0 1px ${token.line}`,
  },
  '& dt': { fontSize: '0.75rem', color: token.text3 },
  '& dd': { fontSize: '1.25rem', fontWeight: 600, lineHeight: 1.4, fontVariantNumeric: 'tabular-nums' },
  '@media (max-width: 480px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 8 },
});
const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  alignItems: 'center',
  marginBlockStart: 12,
});
const Quiet = styled('p')({ fontSize: '0.8125rem', color: token.text2, maxWidth: '60ch' });
const Names = styled('ul')({ display: 'grid', gap: 4, fontSize: '0.8125rem' });
const Plain = styled(Link)({ color: token.accentText, fontSize: '0.8125rem' });

const ROLES: readonly ClientRole[] = ['client_admin', 'client_manager', 'client_staff'];

/** One client at a glance, with what is done to it as a whole. */
export function OverviewPage() {
  const { clientId = '' } = useParams();
  const client = useQuery(clientQuery(useConsole(), clientId));
  if (client.data) return <Overview key={clientId} client={client.data} />;
  if (client.isError) return <ConsoleFailure what="The client" query={client} />;
  return (
    <Columns>
      <Loading shape="panels" label="Loading the client" count={2} lines={4} />
      <Loading shape="panels" label="Loading its people" count={2} lines={3} />
    </Columns>
  );
}

function Overview({ client }: { client: ClientOverview }) {
  const host = useHost();
  const where = useLocale();
  const { locale } = where;
  const [asked, setAsked] = useState<'rename' | 'suspend' | null>(null);
  const { count, capped } = client.callsLast7Days;
  return (
    <Panels>
      <Tiles>
        <div>
          <dt>Calls in 7 days</dt>
          <dd>{`${formatNumber(count, locale)}${capped ? '+' : ''}`}</dd>
        </div>
        <div>
          <dt>People</dt>
          <dd>{formatNumber(client.people, locale)}</dd>
        </div>
        <div>
          <dt>Agents</dt>
          <dd>{formatNumber(client.agents, locale)}</dd>
        </div>
        <div>
          <dt>Last sign-in</dt>
          <dd>
            {client.lastSignInAt ? (
              <RelativeTime value={client.lastSignInAt} />
            ) : (
              <EmptyValue label="nobody yet" />
            )}
          </dd>
        </div>
      </Tiles>
      <Columns>
        <Panel
          title="Client"
          action={
            <Button size="small" onClick={() => setAsked('rename')}>
              Rename
            </Button>
          }
        >
          <Facts
            items={[
              { label: 'Name', value: client.name },
              { label: 'Time zone', value: formatZone(client.timeZone, locale) },
              { label: 'Currency', value: client.currency },
              { label: 'Created', value: formatDate(client.createdAt, where) },
            ]}
          />
          {client.changed && (
            <Line>
              <ChangeLine changed={client.changed} />
            </Line>
          )}
        </Panel>
        <Panel title="People by role">
          <Facts
            items={ROLES.map((role) => ({
              label: roleLabel(role),
              value: formatCount(client.peopleByRole[role], { one: 'person', other: 'people' }, locale),
            }))}
          />
          <Line>
            <Plain to={host.href(clientPath(client.id, 'people'))}>
              {client.people === 0 ? 'Invite the first' : 'See its people'}
            </Plain>
          </Line>
        </Panel>
        <Panel title={formatCount(client.projects.length, { one: 'project', other: 'projects' }, locale)}>
          <Names>
            {client.projects.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </Names>
        </Panel>
        <StatePanel client={client} onSuspend={() => setAsked('suspend')} />
      </Columns>
      {asked === 'rename' && <RenameDialog client={client} onClose={() => setAsked(null)} />}
      {asked === 'suspend' && <SuspendDialog client={client} onClose={() => setAsked(null)} />}
    </Panels>
  );
}

/** Writes a client's state, and keeps the page at what stands there when somebody else was first. */
function useClientState(client: ClientOverview, onDone: () => void) {
  const api = useConsole();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (state: ClientOverview['state']) =>
      api.setClientState({ params: { clientId: client.id }, body: { version: client.version, state } }),
    onSuccess: async (now) => {
      queries.setQueryData(clientQuery(api, client.id).queryKey, now);
      toast(now.state === 'active' ? `${now.name} is active again.` : `${now.name} is suspended.`, {
        tone: 'positive',
      });
      onDone();
      await queries.invalidateQueries({ queryKey: ['agency'] });
    },
    onError: async (error) => {
      if (currentOf(error)) await queries.invalidateQueries({ queryKey: clientKey(client.id) });
    },
  });
}

function StatePanel({ client, onSuspend }: { client: ClientOverview; onSuspend: () => void }) {
  const restore = useClientState(client, () => undefined);
  const suspended = client.state === 'suspended';
  return (
    <Panel title={suspended ? 'This client is suspended' : 'Suspend'}>
      <Quiet>
        {suspended
          ? 'Nobody of it can sign in. Its data is all there, and calls are answered as before.'
          : 'Its people are signed out and can’t sign in until you restore it. No data is deleted.'}
      </Quiet>
      {restore.isError && <WriteFailure error={restore.error} />}
      <Line>
        {suspended ? (
          <Button variant="contained" loading={restore.isPending} onClick={() => restore.mutate('active')}>
            Restore
          </Button>
        ) : (
          <Button color="error" onClick={onSuspend}>
            Suspend {client.name}
          </Button>
        )}
      </Line>
    </Panel>
  );
}

type ClientDialogProps = Readonly<{ client: ClientOverview; onClose: () => void }>;

function SuspendDialog({ client, onClose }: ClientDialogProps) {
  const { locale } = useLocale();
  const suspend = useClientState(client, onClose);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => suspend.mutate('suspended')}
      title={`Suspend ${client.name}?`}
      confirmLabel="Suspend and sign everybody out"
      destructive
      working={suspend.isPending}
      error={suspend.isError && <WriteFailure error={suspend.error} />}
    >
      {formatCount(client.people, { one: 'person loses', other: 'people lose' }, locale)} the portal at once,
      wherever they have it open. You can restore it at any time.
    </ConfirmDialog>
  );
}

function RenameDialog({ client, onClose }: ClientDialogProps) {
  const api = useConsole();
  const queries = useQueryClient();
  const [name, setName] = useState(client.name);
  useUnsavedChanges(name !== client.name, {
    keepDraft: () => [{ label: `New name of ${client.name}`, text: name }],
  });
  const rename = useMutation({
    mutationFn: () =>
      api.renameClient({ params: { clientId: client.id }, body: { version: client.version, name } }),
    onSuccess: async (now) => {
      queries.setQueryData(clientQuery(api, client.id).queryKey, now);
      onClose();
      await queries.invalidateQueries({ queryKey: ['agency'] });
    },
    onError: async (error) => {
      if (currentOf(error)) await queries.invalidateQueries({ queryKey: clientKey(client.id) });
    },
  });
  const theirs = currentOf<ClientOverview>(rename.error);
  const ready = name.trim() !== '' && name.trim() !== client.name;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Rename ${client.name}`}
      onSubmit={() => ready && !rename.isPending && rename.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={!ready} loading={rename.isPending}>
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        error={
          theirs
            ? `${theirs.changed?.by ?? 'Somebody'} changed this client in the meantime: it is ${theirs.name}, ${theirs.state}. Rename again to go on with yours.`
            : fieldFailure(rename.error, 'name')
        }
        maxLength={120}
        autoFocus
        required
      />
      {rename.isError && !theirs && <WriteFailure error={rename.error} />}
    </Dialog>
  );
}
