import { configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo } from 'react';
import type { Client, Session } from '@foyer/contract';
import { HostProvider, type Host } from '@foyer/federation';
import { QueryClient, QueryClientProvider } from '@foyer/federation/query';
import {
  createMemoryRouter,
  Link,
  RouterProvider,
  useRoutes,
  useSearchParams,
} from '@foyer/federation/router';
import { createMockServer, type MockServer } from '@foyer/mocks';
import { ThemeRoot } from '@foyer/ui';
import { routes } from '../routes.tsx';

// The server answers from a real database, and CI has two cores for everything.
configure({ asyncUtilTimeout: 8000 });

const signedIn = new Map<string, Promise<MockServer>>();

/** The server, with a demo person signed in; once for all tests of a file. */
export function serverAs(persona: string): Promise<MockServer> {
  const server = signedIn.get(persona) ?? createMockServer(persona);
  signedIn.set(persona, server);
  return server;
}

/** Signs a demo person in and opens an address of the agents, as the shell would show it to them. */
export async function openPortal(persona: string, address: string) {
  const { api } = await serverAs(persona);
  const session = await api.getSession();
  const titles: string[] = [];
  const router = createMemoryRouter(
    [{ path: '/agents/*', element: <Portal {...{ session, titles, api }} /> }],
    {
      initialEntries: [address],
    },
  );
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <ThemeRoot timeZone={session.timeZone} linkComponent={Link as never}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeRoot>,
  );
  return { api, session, router, titles, user: userEvent.setup() };
}

type PortalProps = { session: Session; api: Client; titles: string[] };

function Portal({ session, api, titles }: PortalProps) {
  const [params, setParams] = useSearchParams();
  const asked = params.get('project');
  const id = session.projects.some((project) => project.id === asked) ? asked : null;
  const value = useMemo(() => {
    const host: Host = {
      announce: () => {},
      setTitle: (title) => void titles.push(title),
      href: (path) => path,
      report: (error) => {
        throw error;
      },
    };
    const choose = (next: string | null) => setParams(next ? { project: next } : {}, { replace: true });
    return { session, api, host, project: { id, all: session.projects, choose } };
  }, [session, api, titles, id, setParams]);
  return <HostProvider value={value}>{useRoutes(routes)}</HostProvider>;
}
