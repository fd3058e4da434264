import {
  createRemoteLoader,
  RemoteLoadError,
  RemoteRoute,
  type RemoteLoader,
  type RuntimePort,
} from '@foyer/federation/loader';
import { createMemoryRouter, RouterProvider, type RouteObject } from '@foyer/federation/router';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

const calls = {
  id: 'calls',
  version: '1',
  entry: '/remotes/calls/1/remote-entry.js',
  hostApi: '^1.0.0',
  preload: [],
};

function openCalls(
  path: string,
  load: RuntimePort['load'],
): { loader: RemoteLoader; reported: RemoteLoadError[] } {
  const reported: RemoteLoadError[] = [];
  const loader = createRemoteLoader({
    runtime: { register: () => {}, load },
    refresh: async () => [calls],
    report: (error) => reported.push(error),
    timeoutMs: () => 50,
    probe: async () => ({ status: 200, type: 'text/javascript' }),
  });
  loader.announce([calls]);
  const element = (
    <RemoteRoute
      remote="calls"
      loader={loader}
      loading={<p>Loading</p>}
      notFound={<p>Not found</p>}
      renderUnavailable={({ error, retry, reload }) => (
        <div role="alert">
          Unavailable: {error.type}
          <button onClick={retry}>Try again</button>
          {reload && <button onClick={reload}>Reload the page</button>}
        </div>
      )}
    />
  );
  const router = createMemoryRouter(
    [
      {
        path: '/calls/*',
        element: (
          <>
            <nav>Portal</nav>
            {element}
          </>
        ),
      },
    ],
    { initialEntries: [path] },
  );
  render(<RouterProvider router={router} />);
  return { loader, reported };
}

const withRoutes = (routes: RouteObject[]) => async () => ({ routes });

it('a remote’s pages stand below its area, those that load lazily too', async () => {
  const lazyPage = async () => ({ Component: () => <h1>One call</h1> });
  openCalls(
    '/calls/7',
    withRoutes([
      { index: true, element: <h1>All calls</h1> },
      { path: ':id', lazy: lazyPage },
    ]),
  );
  expect((await screen.findByRole('heading')).textContent).toBe('One call');
});

it('an address that the remote has no page for is not found, not unavailable', async () => {
  openCalls('/calls/7/nothing', withRoutes([{ index: true, element: <h1>All calls</h1> }]));
  await screen.findByText('Not found');
  expect(screen.queryByRole('alert')).toBeNull();
});

it('a page that breaks while it renders takes its pane down, not the portal, and a retry brings it back', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  let broken = true;
  const Page = () => {
    if (broken) throw new Error('boom');
    return <h1>All calls</h1>;
  };
  const { reported } = openCalls('/calls', withRoutes([{ index: true, element: <Page /> }]));
  expect((await screen.findByRole('alert')).textContent).toContain('Unavailable: evaluation');
  screen.getByText('Portal');
  expect(reported).toHaveLength(1);
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('heading', { name: 'All calls' });
  quiet.mockRestore();
});

it('a page whose chunk never comes is unavailable; when a retry fails too, a reload is offered', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  openCalls('/calls', withRoutes([{ index: true, lazy: () => new Promise<never>(() => {}) }]));
  expect((await screen.findByRole('alert')).textContent).toContain('Unavailable: timeout');
  expect(screen.queryByRole('button', { name: 'Reload the page' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('button', { name: 'Reload the page' });
  quiet.mockRestore();
});
