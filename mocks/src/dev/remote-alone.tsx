import { createContext, use, useCallback, useEffect, useState } from 'react';
import { ApiError, type Client, type Session } from '@foyer/contract';
import { HostProvider, useDecision, type Area, type HostValue } from '@foyer/federation';
import { RemoteRoute, type RemoteLoader } from '@foyer/federation/loader';
import { QueryClientProvider, type QueryClient } from '@foyer/federation/query';
import {
  createBrowserRouter,
  Link,
  Navigate,
  RouterProvider,
  useSearchParams,
} from '@foyer/federation/router';
import { announce, Failed, Loading, NotFound, Restricted, ThemeRoot, Unavailable } from '@foyer/ui';

interface Props {
  readonly area: Area;
  readonly api: Client;
  readonly queries: QueryClient;
  readonly newLoader: () => RemoteLoader;
  /** Told when the same requests may be answered in another way: who looks on has other rights, or something breaks. */
  readonly onChange: (listener: () => void) => () => void;
}

/** One remote at its area's address, with the host API that the shell would give it and next to nothing around it. */
export function RemoteAlone({ area, api, queries, newLoader, onChange }: Props) {
  const [session, setSession] = useState<Session | Error>();
  const [loader, setLoader] = useState(newLoader);
  const look = useCallback(() => void api.getSession().then(setSession, setSession), [api]);
  useEffect(look, [look]);
  useEffect(
    () =>
      onChange(() => {
        setLoader(newLoader);
        look();
        void queries.resetQueries();
      }),
    [onChange, newLoader, look, queries],
  );
  const known = session instanceof Error ? undefined : session;
  return (
    <ThemeRoot accent={known?.branding.accent} timeZone={known?.timeZone} linkComponent={Link}>
      <QueryClientProvider client={queries}>
        {known && <Portal area={area} session={known} api={api} loader={loader} />}
        {session instanceof Error && (
          <Failed
            title="The session couldn’t be loaded"
            problem={session instanceof ApiError ? (session.problem ?? { code: session.code }) : null}
            onRetry={look}
            headingLevel={1}
          />
        )}
      </QueryClientProvider>
    </ThemeRoot>
  );
}

type PortalProps = Pick<Props, 'area' | 'api'> & { session: Session; loader: RemoteLoader };

const PortalContext = createContext<PortalProps | null>(null);

/** The router outlives changes of session and loader, so that the address stays where it was. */
function Portal(props: PortalProps) {
  const { area } = props;
  const [router] = useState(() =>
    createBrowserRouter([
      { path: '/', element: <Navigate to={area.path} replace /> },
      { path: `${area.path}/*`, element: <Frame /> },
      { path: '*', element: <NotFound back={{ to: area.path, label: area.title }} /> },
    ]),
  );
  return (
    <PortalContext value={props}>
      <RouterProvider router={router} />
    </PortalContext>
  );
}

function Frame() {
  const { area, api, session, loader } = use(PortalContext)!;
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
        <Guarded area={area} loader={loader} />
      </main>
    </HostProvider>
  );
}

/** The guard that the shell would put in front of the area, and the states that it would show of the remote. */
function Guarded({ area, loader }: Pick<PortalProps, 'area' | 'loader'>) {
  const decision = useDecision(area.capability);
  if (decision.level === 'none') return <Restricted title={area.title} denials={decision.denials} />;
  return (
    <RemoteRoute
      remote={area.remote ?? area.id}
      loader={loader}
      loading={<Loading shape="table" label={`Loading ${area.title}`} />}
      notFound={<NotFound back={{ to: area.path, label: area.title }} />}
      renderUnavailable={({ error, retryAt, retry }) => (
        <Unavailable name={area.title} type={error.type} since={error.at} retryAt={retryAt} onRetry={retry} />
      )}
      // Neither an operator nor an earlier version stands behind sources.
      renderOff={() => null}
      renderEarlier={() => null}
    />
  );
}

function withProject(path: string, project: string): string {
  const url = new URL(path, location.origin);
  url.searchParams.set('project', project);
  return url.pathname + url.search + url.hash;
}
