import type { Session } from '@foyer/contract';
import { useHost, useSession, type Area } from '@foyer/federation';
import { RemoteRoute, type RemoteLoadError } from '@foyer/federation/loader';
import { Navigate } from '@foyer/federation/router';
import { Button, Loading, NotFound, PageFrame, PageState, Restricted, Unavailable, Unplug } from '@foyer/ui';
import { remoteLoader } from '../remotes.ts';
import { DashboardPage } from './dashboard-page.tsx';
import { passage } from './guard.ts';

/** The page of an area and of everything under it, behind its guard. */
export function AreaPage({ area }: { area: Area }) {
  const session = useSession();
  return <Guarded area={area} session={session} />;
}

function Guarded({ area, session }: { area: Area; session: Session }) {
  const found = passage(session, area);
  const { href } = useHost();
  switch (found.kind) {
    case 'choose-client':
      return <Navigate to="/clients" replace />;
    case 'restricted':
      return (
        <PageFrame title={area.title}>
          <Restricted title={`${area.title} is closed to you`} denials={found.denials} />
        </PageFrame>
      );
    case 'own':
      return <DashboardPage />;
    case 'not-installed':
      return (
        <PageFrame title={area.title}>
          <PageState icon={<Unplug size={20} />} title={`${area.title} isn’t part of this installation yet`}>
            Unavailable for now. The rest of the portal works as usual.
          </PageState>
        </PageFrame>
      );
    case 'remote':
      return (
        <RemoteRoute
          remote={found.remote}
          loader={remoteLoader}
          loading={<AreaLoading area={area} />}
          notFound={
            <PageFrame title="Not found">
              <NotFound back={{ to: href(area.path), label: `Go to ${area.title}` }} />
            </PageFrame>
          }
          renderUnavailable={(failure) => <AreaUnavailable area={area} {...failure} />}
        />
      );
  }
}

/** The area's heading stands from the start, so that nothing jumps when its page comes. */
function AreaLoading({ area }: { area: Area }) {
  return (
    <PageFrame title={area.title}>
      <Loading shape="table" label={`Loading ${area.title}`} />
    </PageFrame>
  );
}

type Failure = { area: Area; error: RemoteLoadError; retry: () => void; reload?: () => void };

function AreaUnavailable({ area, error, retry, reload }: Failure) {
  return (
    <PageFrame
      title={area.title}
      action={
        reload && (
          <Button variant="outlined" onClick={reload}>
            Reload the page
          </Button>
        )
      }
    >
      <Unavailable name={area.title} type={error.type} since={error.at} onRetry={retry} />
    </PageFrame>
  );
}
