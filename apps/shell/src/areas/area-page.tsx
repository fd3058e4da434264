import type { Session } from '@foyer/contract';
import { unsavedChanges, useHost, useSession, type Area } from '@foyer/federation';
import { RemoteRoute, type RemoteLoadError, type RemoteState } from '@foyer/federation/loader';
import { Navigate } from '@foyer/federation/router';
import {
  Box,
  Button,
  Clock,
  Loading,
  Maintenance,
  NotFound,
  Notice,
  PageFrame,
  PageState,
  Restricted,
  Unavailable,
  Unplug,
} from '@foyer/ui';
import { useSyncExternalStore } from 'react';
import { lazy, Suspense } from 'react';
import { remoteLoader, switchOnAgain } from '../remotes/remotes.ts';
import { AGENCY_PATH } from './agency-path.ts';
import { anyKept } from '../drafts/any-kept.ts';
import { DashboardPage } from './dashboard-page.tsx';
import { passage } from './guard.ts';

const RequestAccess = lazy(() =>
  import('../access-requests/request-access.tsx').then((module) => ({ default: module.RequestAccess })),
);

const KeptDraftsAbove = lazy(() =>
  import('../drafts/kept-drafts-list.tsx').then((module) => ({ default: module.KeptDraftsAbove })),
);

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
      return <Navigate to={AGENCY_PATH} replace />;
    case 'restricted':
      return (
        <PageFrame title={area.title}>
          <Restricted
            title={`${area.title} is closed to you`}
            denials={found.denials}
            action={
              <Suspense fallback={null}>
                <RequestAccess
                  area={area}
                  canAsk={found.denials.some(({ changeableBy }) => changeableBy === 'agency')}
                />
              </Suspense>
            }
          />
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
        <>
          {anyKept() && (
            <Suspense fallback={null}>
              <KeptDraftsAbove area={area} />
            </Suspense>
          )}
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
            renderOff={(off) => <AreaOff area={area} remote={found.remote} off={off} />}
            renderEarlier={({ retry }) => <EarlierVersion area={area} retry={retry} />}
          />
        </>
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

type Failure = {
  area: Area;
  error: RemoteLoadError;
  retryAt: number | null;
  retry: () => void;
  reload?: () => void;
};

function AreaUnavailable({ area, error, retryAt, retry, reload }: Failure) {
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
      <Unavailable name={area.title} type={error.type} since={error.at} retryAt={retryAt} onRetry={retry} />
    </PageFrame>
  );
}

type Off = Extract<RemoteState, { status: 'off' }>;

function AreaOff({ area, remote, off }: { area: Area; remote: string; off: Off }) {
  return (
    <PageFrame title={area.title}>
      {off.by === 'operator' ? (
        <Maintenance name={area.title} message={off.message} />
      ) : (
        <PageState
          icon={<Unplug size={20} />}
          title={`${area.title} is switched off in this tab`}
          action={<Button onClick={() => switchOnAgain(remote)}>Enable again</Button>}
        >
          The address of this portal asked for that. The rest of the portal works as usual.
        </PageState>
      )}
    </PageFrame>
  );
}

/** Quiet: the page below works. Another attempt takes it away, and with it what somebody has typed there. */
function EarlierVersion({ area, retry }: { area: Area; retry: () => void }) {
  const unsaved = useSyncExternalStore(unsavedChanges.subscribe, unsavedChanges.any);
  return (
    <Box sx={{ padding: '8px 12px 0' }}>
      <Notice
        icon={<Clock size={16} aria-hidden="true" />}
        action={
          !unsaved && (
            <Button size="small" onClick={retry}>
              Try again
            </Button>
          )
        }
      >
        An earlier version of {area.title} is showing, because the newest didn’t load.
      </Notice>
    </Box>
  );
}
