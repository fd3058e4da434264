import { ApiError, type Session } from '@foyer/contract';
import { areaOf, HostProvider, type HostValue } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { Navigate, Outlet, useLocation, useSearchParams } from '@foyer/federation/router';
import { announce, AppFrame, Failed, LocaleProvider, PageFrame, preloadPopups, TopBar } from '@foyer/ui';
import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { setPreferences } from '../preferences.ts';
import { remoteLoader, signedRemotes } from '../remotes/remotes.ts';
import { api } from '../session/api.ts';
import { SessionEndedDialog, SessionEndedNotice } from '../session/session-ended-dialog.tsx';
import { useSessionEnd } from '../session/session-end.ts';
import { sessionQuery } from '../session/session-query.ts';
import { report } from '../telemetry/telemetry.ts';
import { startLate } from '../start-late.ts';
import { OfflineNotice } from './offline-notice.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { PortalSidebar } from './portal-sidebar.tsx';
import { PortalSkeleton } from './portal-skeleton.tsx';
import { carryProject, projectIn, withProject } from './project-choice.ts';
import { usePageChange } from './use-page-change.ts';
import { Where } from './where.tsx';

/** Everything behind the sign-in: asks for the session once, and stands as long as it holds. */
export function Portal() {
  const session = useQuery(sessionQuery);
  const { pathname, search, hash } = useLocation();
  const here = pathname + search + hash;
  const shown = useShown(session.data);
  if (shown && shown.owes !== 'nothing')
    return <Navigate to={`/second-step?to=${encodeURIComponent(here)}`} replace />;
  if (shown) return <Frame session={shown} cameAt={session.dataUpdatedAt} />;
  if (session.isPending) return <PortalSkeleton />;
  if (session.error instanceof ApiError && session.error.code === 'unauthenticated') {
    return <Navigate to={here === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(here)}`} replace />;
  }
  return (
    <PortalSkeleton>
      <PageFrame title="Portal">
        <Failed
          title="The portal couldn’t be opened"
          problem={
            session.error instanceof ApiError ? (session.error.problem ?? { code: session.error.code }) : null
          }
          onRetry={() => void session.refetch()}
          retrying={session.isFetching}
        />
      </PageFrame>
    </PortalSkeleton>
  );
}

/** While somebody signs in again over their page, it stays as it was: the new session may still owe a second step. */
function useShown(session: Session | undefined): Session | undefined {
  const ended = useSessionEnd((state) => state.ended);
  const [whole, setWhole] = useState(session);
  if (session !== whole && session?.owes === 'nothing') setWhole(session);
  return ended ? (whole ?? session) : session;
}

const ViewBanner = lazy(() =>
  import('../view-as/view-banner.tsx').then(({ ViewBanner: banner }) => ({ default: banner })),
);

function Frame({ session, cameAt }: { session: Session; cameAt: number }) {
  const { viewAs } = session;
  const { pathname } = useLocation();
  // The drawer belongs to the page on which it was opened: whatever leads to another one closes it.
  const [drawerAt, setDrawerAt] = useState<string | null>(null);
  const host = useHostValue(session);
  usePageChange();

  // Before the pages below ask for one of them.
  useLayoutEffect(() => remoteLoader.announce(signedRemotes(session)), [session]);
  useEffect(() => setPreferences({ brand: session.branding }), [session.branding]);
  // Menus then open at once, and the dialog of an ended session doesn't hang on the network.
  useEffect(() => whenIdle(() => void preloadPopups()), []);
  useEffect(startLate, []);

  return (
    <HostProvider value={host}>
      <LocaleProvider timeZone={session.timeZone}>
        <AppFrame
          viewAs={viewAs !== null}
          banner={
            <>
              {viewAs && (
                <Suspense fallback={null}>
                  <ViewBanner session={{ ...session, viewAs }} cameAt={cameAt} />
                </Suspense>
              )}
              <OfflineNotice />
              <SessionEndedNotice />
            </>
          }
          sidebar={<PortalSidebar open={drawerAt === pathname} onClose={() => setDrawerAt(null)} />}
          topBar={<TopBar onMenu={() => setDrawerAt(pathname)} start={<Where />} />}
        >
          <PageBoundary key={areaOf(pathname)?.id ?? pathname}>
            <Outlet />
          </PageBoundary>
        </AppFrame>
        <SessionEndedDialog session={session} />
      </LocaleProvider>
    </HostProvider>
  );
}

/** What pages get of the shell. */
function useHostValue(session: Session): HostValue {
  const [search, setSearch] = useSearchParams();
  const projectId = projectIn(search, session.projects);
  return useMemo(
    () => ({
      session,
      api,
      project: {
        id: projectId,
        all: session.projects,
        choose: (id) => setSearch((current) => withProject(current, id), { replace: true }),
      },
      host: {
        announce: (message) => announce(message),
        setTitle: (title) => {
          document.title = `${title} · ${session.branding.name}`;
        },
        href: (path) => carryProject(path, projectId),
        report,
      },
    }),
    [session, projectId, setSearch],
  );
}

function whenIdle(work: () => void): () => void {
  // Safari has no idle callback.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 3_000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work);
  return () => cancelIdleCallback(handle);
}
