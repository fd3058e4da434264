import { configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo } from 'react';
import { vi } from 'vitest';
import type { Client, Session } from '@foyer/contract';
import { areas, HostProvider, type Host } from '@foyer/federation';
import { QueryClient, QueryClientProvider } from '@foyer/federation/query';
import {
  createMemoryRouter,
  Link,
  RouterProvider,
  useRoutes,
  useSearchParams,
  type RouteObject,
} from '@foyer/federation/router';
import { ThemeRoot } from '@foyer/ui';
import { createMockServer, forgetMockDatabase, type MockServer } from '../mock-server.node.ts';

// The server answers from a real database, and CI has two cores for everything.
configure({ asyncUtilTimeout: 8000 });

const signedIn = new Map<string, Promise<MockServer>>();

/** The server, with a demo person signed in; once for all tests of a file. */
export function serverAs(persona: string): Promise<MockServer> {
  const server = signedIn.get(persona) ?? createMockServer(persona);
  signedIn.set(persona, server);
  return server;
}

/** For the end of a file whose tests write: the next file finds the demo as it was seeded. */
export async function forgetDemo(): Promise<void> {
  signedIn.clear();
  await forgetMockDatabase();
}

export type PortalOptions = Readonly<{
  /** Pixels that the page is wide. */
  width?: number;
  /** For an agency's admin: the name of the client to open. */
  client?: string;
}>;

/**
 * `openPortal` for the tests of one remote: signs a demo person in and opens an address of the remote's area, as the shell would show it.
 * @example const openPortal = portalOf('agents', routes); const { user } = await openPortal('brightwater-admin', '/agents');
 */
export function portalOf(remote: string, routes: RouteObject[]) {
  const path = areas.find((area) => area.remote === remote)?.path;
  if (!path) throw new Error(`No area names the remote ${remote}.`);
  return async (persona: string, address: string, { width = 1440, client = '' }: PortalOptions = {}) => {
    layOut(width);
    const { api } = await serverAs(persona);
    if (client) {
      const { items } = await api.listClients();
      await api.chooseClient({ body: { clientId: items.find(({ name }) => name === client)?.id ?? null } });
    }
    const session = await api.getSession();
    const titles: string[] = [];
    const said: string[] = [];
    const router = createMemoryRouter(
      [{ path: `${path}/*`, element: <Portal {...{ session, titles, said, api, routes }} /> }],
      { initialEntries: [address] },
    );
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 60_000 } } });
    render(
      <ThemeRoot timeZone={session.timeZone} linkComponent={Link as never}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ThemeRoot>,
    );
    return { api, session, router, titles, said, user: userEvent.setup(), queries };
  };
}

type PortalProps = { session: Session; api: Client; titles: string[]; said: string[]; routes: RouteObject[] };

function Portal({ session, api, titles, said, routes }: PortalProps) {
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
