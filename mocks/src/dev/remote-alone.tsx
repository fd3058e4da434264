import { useMemo } from 'react';
import type { Client, Session } from '@foyer/contract';
import { HostProvider, useDecision, type Area, type HostValue } from '@foyer/federation';
import { QueryClientProvider, type QueryClient } from '@foyer/federation/query';
import {
  createBrowserRouter,
  Link,
  Navigate,
  Outlet,
  RouterProvider,
  useSearchParams,
  type RouteObject,
} from '@foyer/federation/router';
import { announce, NotFound, Restricted, ThemeRoot } from '@foyer/ui';

interface Props {
  readonly area: Area;
  readonly routes: RouteObject[];
  readonly session: Session;
  readonly api: Client;
  readonly queries: QueryClient;
}

/** One remote at its area's address, with the host API that the shell would give it and next to nothing around it. */
export function RemoteAlone({ area, routes, session, api, queries }: Props) {
  const router = useMemo(
    () =>
      createBrowserRouter([
        {
          element: <Frame area={area} session={session} api={api} />,
          children: [
            { path: '/', element: <Navigate to={area.path} replace /> },
            { path: area.path, children: routes },
            { path: '*', element: <NotFound back={{ to: area.path, label: area.title }} /> },
          ],
        },
      ]),
    [area, routes, session, api],
  );
  return (
    <ThemeRoot accent={session.branding.accent} timeZone={session.timeZone} linkComponent={Link}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeRoot>
  );
}

function Frame({ area, session, api }: Pick<Props, 'area' | 'session' | 'api'>) {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('project');
  const project = session.projects.some(({ id }) => id === asked) ? asked : null;
  const value: HostValue = {
    session,
    api,
    project: {
      id: project,
      all: session.projects,
      choose: (id) => setSearch(id === null ? {} : { project: id }, { replace: true }),
    },
    host: {
      announce,
      setTitle: (title) => void (document.title = `${title} · ${session.branding.name}`),
      href: (path) => (project === null ? path : withProject(path, project)),
      report: (error) => console.error(error),
    },
  };
  return (
    <HostProvider value={value}>
      <nav aria-label="Areas" style={{ padding: '8px 16px' }}>
        <Link to={area.path}>{area.title}</Link>
        {session.client && ` · ${session.client.name}`}
      </nav>
      <main>
        <Guarded area={area} />
      </main>
    </HostProvider>
  );
}

/** The guard that the shell would put in front of the area. */
function Guarded({ area }: { area: Area }) {
  const decision = useDecision(area.capability);
  return decision.level === 'none' ? (
    <Restricted title={area.title} denials={decision.denials} />
  ) : (
    <Outlet />
  );
}

function withProject(path: string, project: string): string {
  const url = new URL(path, location.origin);
  url.searchParams.set('project', project);
  return url.pathname + url.search + url.hash;
}
