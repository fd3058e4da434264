import { configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo } from 'react';
import { vi } from 'vitest';
import type { Client } from '@foyer/contract';
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

type Session = Awaited<ReturnType<Client['getSession']>>;

/** What jsdom has no layout for: a page of this width, and media elements that are silent. */
function layOut(width: number): void {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  vi.stubGlobal('matchMedia', (query: string) => {
    const [, bound, px] = /\((min|max)-width: ([\d.]+)px\)/.exec(query) ?? [];
    const matches = bound === 'min' ? width >= Number(px) : bound === 'max' ? width <= Number(px) : false;
    // MUI still listens in the old way where it finds no new one.
    return Object.assign(new EventTarget(), { matches, media: query, addListener() {}, removeListener() {} });
  });
  Element.prototype.scrollTo ??= () => {};
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {});
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(() => {});
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(async () => {});
}

const signedIn = new Map<string, Promise<MockServer>>();

/** The server, with a demo person signed in; once for all tests of a file. */
export function serverAs(persona: string): Promise<MockServer> {
  const server = signedIn.get(persona) ?? createMockServer(persona);
  signedIn.set(persona, server);
  return server;
}

/** Signs a demo person in and opens an address of the calls, as the shell would show it to them. */
export async function openPortal(persona: string, address: string, { width = 1440, client = '' } = {}) {
  layOut(width);
  const server = await serverAs(persona);
  if (client) {
    const { items } = await server.api.listClients();
    const chosen = items.find(({ name }) => name === client);
    await server.api.chooseClient({ body: { clientId: chosen?.id ?? null } });
  }
  const session = await server.api.getSession();
  const titles: string[] = [];
  const said: string[] = [];
  const router = createMemoryRouter(
    [{ path: '/calls/*', element: <Portal {...{ session, titles, said }} api={server.api} /> }],
    {
      initialEntries: [address],
    },
  );
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 60_000 } } });
  render(
    <ThemeRoot timeZone={session.timeZone} linkComponent={Link as never}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeRoot>,
  );
  const user = userEvent.setup();
  return { api: server.api, session, router, titles, said, user, queries };
}

type PortalProps = { session: Session; api: Client; titles: string[]; said: string[] };

function Portal({ session, api, titles, said }: PortalProps) {
  const [params, setParams] = useSearchParams();
  const asked = params.get('project');
  const id = session.projects.some((project) => project.id === asked) ? asked : null;
  const value = useMemo(() => {
    const host: Host = {
      announce: (message) => void said.push(message),
      setTitle: (title) => void titles.push(title),
      href: (path) => path,
      report: (error) => {
        throw error;
      },
    };
    const choose = (next: string | null) =>
      setParams(
        (was) => {
          if (next) was.set('project', next);
          else was.delete('project');
          return was;
        },
        { replace: true },
      );
    return { session, api, host, project: { id, all: session.projects, choose } };
  }, [session, api, titles, said, id, setParams]);
  return <HostProvider value={value}>{useRoutes(routes)}</HostProvider>;
}

/** The names of the columns, once the rows are there. */
export async function columns(): Promise<string[]> {
  await rows();
  return screen.getAllByRole('columnheader').map((head) => head.textContent ?? '');
}

/** The rows that are drawn, once the first have come. */
export function rows(): Promise<HTMLElement[]> {
  return waitFor(() => {
    const drawn = screen
      .getAllByRole('row')
      .filter((row) => row.dataset['index'] !== undefined && row.getAttribute('aria-busy') !== 'true');
    if (drawn.length === 0) throw new Error('no row yet');
    return drawn;
  });
}
