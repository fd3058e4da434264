import type { RemoteAddress } from '@foyer/federation';
import {
  createRemoteLoader,
  RemoteLoadError,
  RemoteRoute,
  type RemoteLoader,
  type RuntimePort,
} from '@foyer/federation/loader';
import { createMemoryRouter, RouterProvider, type RouteObject } from '@foyer/federation/router';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

const calls: RemoteAddress = {
  id: 'calls',
  version: '1',
  channel: 'stable',
  hostApi: '^1.0.0',
  base: '/remotes/calls/1/',
  entry: 'remote-entry.js',
  preload: [],
  integrity: {},
  disabled: null,
};

function openCalls(
  path: string,
  load: RuntimePort['load'],
  options: Partial<Parameters<typeof createRemoteLoader>[0]> = {},
  address: RemoteAddress = calls,
): { loader: RemoteLoader; reported: RemoteLoadError[] } {
  const reported: RemoteLoadError[] = [];
  const loader = createRemoteLoader({
    runtime: { register: () => {}, load },
    refresh: async () => ({ remotes: [calls], signature: null }),
    report: (error) => reported.push(error),
    timeoutMs: () => 50,
    probe: async () => ({ status: 200, type: 'text/javascript' }),
    ...options,
  });
  loader.announce({ remotes: [address], signature: null });
  const element = (
    <RemoteRoute
      remote="calls"
      loader={loader}
      loading={<p>Loading</p>}
      notFound={<p>Not found</p>}
      renderOff={(off) => <p>{off.by === 'operator' ? off.message : 'Switched off here'}</p>}
      renderEarlier={({ retry }) => <button onClick={retry}>Earlier version: try again</button>}
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

it('a remote that is out of service shows the operator’s words, and its page once it is back', async () => {
  const { loader } = openCalls(
    '/calls',
    withRoutes([{ index: true, element: <h1>All calls</h1> }]),
    {},
    { ...calls, disabled: 'Back at noon.' },
  );
  await screen.findByText('Back at noon.');
  act(() => loader.announce({ remotes: [calls], signature: null }));
  await screen.findByRole('heading', { name: 'All calls' });
  expect(screen.queryByText('Back at noon.')).toBeNull();
});

it('a version whose page breaks gives way to the one that worked before, below a word about it', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const Broken = () => {
    throw new Error('boom');
  };
  let registered = '';
  openCalls('/calls', withRoutes([]), {
    runtime: {
      register: (_, entry) => {
        registered = entry;
      },
      load: async () => ({
        routes: [
          { index: true, element: registered.includes('/0/') ? <h1>All calls, as before</h1> : <Broken /> },
        ],
      }),
    },
    lastGood: { get: () => '0', set: () => {} },
    earlier: async () => ({
      remotes: [{ ...calls, version: '0', base: '/remotes/calls/0/' }],
      signature: null,
    }),
    online: () => true,
  });
  await screen.findByRole('heading', { name: 'All calls, as before' });
  expect(screen.getByRole('button', { name: 'Earlier version: try again' })).toBeTruthy();
  quiet.mockRestore();
});

it('the version whose page stands is remembered as one that works', async () => {
  const kept: Record<string, string | null> = {};
  openCalls(
    '/calls',
    withRoutes([{ index: true, lazy: async () => ({ Component: () => <h1>All calls</h1> }) }]),
    {
      lastGood: {
        get: () => null,
        set: (id, version) => {
          kept[id] = version;
        },
      },
    },
  );
  expect(kept).toEqual({});
  await screen.findByRole('heading', { name: 'All calls' });
  expect(kept).toEqual({ calls: '1' });
});
