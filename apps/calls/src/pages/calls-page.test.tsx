import { screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { portalOf, serverAs } from '@foyer/mocks/testing';
import { preloadPopups } from '@foyer/ui';
import { routes } from '../routes.tsx';

const openPortal = portalOf('calls', routes);

// The first to ask has the demo made.
beforeAll(async () => {
  await Promise.all([serverAs('brightwater-admin'), preloadPopups()]);
}, 180_000);

test('an admin sees who called, from where, how it ended and what it cost', async () => {
  await openPortal('brightwater-admin', '/calls');
  expect(await columns()).toEqual([
    'Time',
    'Caller',
    'Agent',
    'Project',
    'Direction',
    'Status',
    'Outcome',
    'Sentiment',
    'Duration',
    'Cost',
  ]);
  expect(screen.queryByLabelText('What is hidden')).toBeNull();
});

test('staff see no caller column and no costs, and are told why', async () => {
  await openPortal('brightwater-staff', '/calls');
  const seen = await columns();
  expect(seen).not.toContain('Caller');
  expect(seen).not.toContain('Cost');
  expect(seen).toContain('Outcome');
  expect(screen.getByLabelText('What is hidden').textContent).toMatch(
    /Caller details.*costs? are hidden.*Your role doesn't include this/,
  );
});

test('a manager whose company lacks call details sees the bare list and whom to ask', async () => {
  await openPortal('aurelia-manager', '/calls');
  expect(await columns()).toEqual(['Time', 'Agent', 'Direction', 'Status', 'Duration', 'Cost']);
  expect(screen.getByLabelText('What is hidden').textContent).toContain(
    'Ask your agency to turn on Call details.',
  );
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Sentiment' })).toBeNull();
});

test('an agency admin sees everything of the client that is open', async () => {
  await openPortal('larkspur-agency', '/calls', { client: 'Hotel Aurelia' });
  expect(await columns()).toContain('Caller');
});

test('a filter narrows the list, stands in the address, and one click clears it', async () => {
  const { user, router } = await openPortal('brightwater-admin', '/calls');
  await rows();
  const before = screen.getAllByRole('status')[0]?.textContent;
  await user.click(screen.getByRole('button', { name: 'Direction' }));
  await user.click(await screen.findByRole('checkbox', { name: 'Outbound' }));
  await waitFor(() => expect(router.state.location.search).toBe('?direction=outbound'));
  await waitFor(() => expect(screen.getAllByRole('status')[0]?.textContent).not.toBe(before));
  await user.click(screen.getByRole('button', { name: 'Clear Direction' }));
  await waitFor(() => expect(router.state.location.search).toBe(''));
});

test('the back button takes a filter away again', async () => {
  const { user, router } = await openPortal('brightwater-admin', '/calls');
  await rows();
  await user.click(screen.getByRole('button', { name: /^Duration/ }));
  await waitFor(() => expect(router.state.location.search).toBe('?sort=-duration'));
  await router.navigate(-1);
  await waitFor(() =>
    expect(screen.getByRole('columnheader', { name: /^Time/ }).getAttribute('aria-sort')).toBe('descending'),
  );
});

test('an address with garbage in it opens with what can be read and says what was left out', async () => {
  await openPortal('brightwater-admin', '/calls?status=missed,exploded&sort=colour');
  for (const row of await rows()) expect(row.textContent).toContain('Missed');
  expect(screen.getByText(/was left out: the status and the order/)).toBeDefined();
});

test('filters over what is closed to the reader are left out and named', async () => {
  await openPortal('aurelia-manager', '/calls?sentiment=negative');
  expect((await rows()).length).toBeGreaterThan(5);
  expect(screen.getByText(/isn’t open to you and was left out: the sentiment/)).toBeDefined();
});

test('when nothing matches, one click shows all calls again', async () => {
  const { user, router } = await openPortal('brightwater-admin', '/calls?text=xylophone');
  await user.click(await screen.findByRole('button', { name: 'Clear the filters' }));
  expect((await rows()).length).toBeGreaterThan(5);
  expect(router.state.location.search).toBe('');
});

test('staff who search for a phone number are told that they can’t, before anything is asked', async () => {
  const { said } = await openPortal('brightwater-staff', '/calls?text=%2B44%2020%207946%200958');
  expect(await screen.findByRole('heading', { name: 'This can’t be searched for' })).toBeDefined();
  expect(screen.getAllByText(/can't search for phone numbers/).length).toBeGreaterThan(0);
  expect(said).toEqual([]);
});

test('the client’s time zone is named', async () => {
  const { session } = await openPortal('fernhill-admin', '/calls');
  expect(session.timeZone).toBe('Australia/Sydney');
  expect(await screen.findByText(/Times are in .*Sydney/)).toBeDefined();
});

test('j and Enter open a call, j goes on to the next, Escape leads back to its row', async () => {
  const { user, router } = await openPortal('brightwater-admin', '/calls?status=completed');
  const list = await rows();
  await user.keyboard('jj{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/calls\/[0-9a-f-]{36}$/));
  const first = router.state.location.pathname;
  expect(router.state.location.search).toBe('?status=completed');
  await user.keyboard('j');
  await waitFor(() => expect(router.state.location.pathname).not.toBe(first));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/calls'));
  await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('row'));
  expect(list.length).toBeGreaterThan(5);
});

test('on a phone a call covers the list, which waits where it was', async () => {
  const { user, router } = await openPortal('brightwater-staff', '/calls', { width: 390 });
  const [first] = await rows();
  if (first) await user.click(first);
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/calls\//));
  expect(await screen.findByRole('heading', { level: 1, name: /^Call with/ })).toBeDefined();
  expect(screen.getByLabelText('Calls').closest('[inert]')).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'Back to the calls' }));
  await waitFor(() => expect(document.querySelector('[inert]')).toBeNull());
  expect(within(screen.getByRole('grid')).getAllByRole('row').length).toBeGreaterThan(5);
});

/** The names of the columns, once the rows are there. */
async function columns(): Promise<string[]> {
  await rows();
  return screen.getAllByRole('columnheader').map((head) => head.textContent ?? '');
}

/** The rows that are drawn, once the first have come. */
function rows(): Promise<HTMLElement[]> {
  return waitFor(() => {
    const drawn = screen
      .getAllByRole('row')
      .filter((row) => row.dataset['index'] !== undefined && row.getAttribute('aria-busy') !== 'true');
    if (drawn.length === 0) throw new Error('no row yet');
    return drawn;
  });
}
