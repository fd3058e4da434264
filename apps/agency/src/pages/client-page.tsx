import { useApi, useHost, useSession } from '@foyer/federation';
import { useMutation, useQuery } from '@foyer/federation/query';
import { Outlet, useLocation, useParams } from '@foyer/federation/router';
import { Button, Loading, Notice, PageFrame, ShieldCheck, UserRound } from '@foyer/ui';
import { useEffect } from 'react';
import { ClientState } from '../components/client-state.tsx';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { CLIENT_TABS, clientPath, CONSOLE_PATH } from '../components/console-paths.ts';
import { openPortal } from '../components/open-portal.ts';
import { Tabs } from '../components/tabs.tsx';
import { useSearchChoice } from '../components/use-search-choice.ts';
import { ViewAsDialog } from '../components/view-as-dialog.tsx';
import { clientQuery, useConsole } from '../queries.ts';

/** One client of the agency: its header, its tabs, and the tab that the address names. */
export function ClientPage() {
  const { clientId = '' } = useParams();
  const host = useHost();
  const api = useApi();
  const session = useSession();
  const { pathname } = useLocation();
  const client = useQuery(clientQuery(useConsole(), clientId));
  const [viewing, setViewing] = useSearchChoice('view-as');
  const enter = useMutation({
    mutationFn: () => api.chooseClient({ body: { clientId } }),
    onSuccess: () => openPortal(),
  });
  const tab = CLIENT_TABS.find(({ id }) => id !== '' && pathname.replace(/\/+$/, '').endsWith(`/${id}`));
  const name = client.data?.name ?? 'Client';
  const title = tab ? `${tab.label} · ${name}` : name;
  useEffect(() => host.setTitle(title), [host, title]);
  const open = session.client?.id === clientId;

  return (
    <PageFrame
      title={name}
      documentTitle={title}
      badge={client.data && <ClientState state={client.data.state} variant="pill" />}
      back={{ to: host.href(CONSOLE_PATH), label: 'Clients' }}
      action={
        client.data && (
          <>
            <Button startIcon={<UserRound size={14} />} onClick={() => setViewing('choose')}>
              View as …
            </Button>
            <Button
              startIcon={<ShieldCheck size={14} />}
              loading={enter.isPending || enter.isSuccess}
              onClick={() => (open ? openPortal() : enter.mutate())}
            >
              Open with full access
            </Button>
          </>
        )
      }
    >
      {client.isError && !client.data ? (
        <ConsoleFailure what="The client" query={client} />
      ) : (
        <>
          <Tabs
            label={`Parts of ${name}`}
            tabs={CLIENT_TABS.map(({ id, label }) => ({ to: host.href(clientPath(clientId, id)), label }))}
          />
          {enter.isError && (
            <Notice tone="negative">The client’s portal couldn’t be opened. Try again.</Notice>
          )}
          {client.data ? (
            <Outlet context={client.data} />
          ) : (
            <Loading shape="panels" label="Loading the client" count={2} lines={5} />
          )}
        </>
      )}
      {client.data && viewing && (
        <ViewAsDialog
          client={client.data}
          personId={viewing === 'choose' ? undefined : viewing}
          onClose={() => setViewing(null)}
        />
      )}
    </PageFrame>
  );
}
