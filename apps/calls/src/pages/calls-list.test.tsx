import { screen, waitFor, within } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { portalOf, serverAs } from '@foyer/mocks/testing';
import { preloadPopups } from '@foyer/ui';
import { routes } from '../routes.tsx';

const openPortal = portalOf('calls', routes);

// The first to ask has the demo made.
beforeAll(async () => {
  await Promise.all([serverAs('brightwater-admin'), preloadPopups()]);
}, 180_000);
beforeEach(() => localStorage.clear());

const status = () => screen.getAllByRole('status')[0]?.textContent;

test('calls are found by their length, by a preset and by one’s own', async () => {
  const { user, router } = await openPortal('brightwater-admin', '/calls');
  await rows();
  await user.click(screen.getByRole('button', { name: 'Length' }));
  await user.click(await screen.findByRole('button', { name: '1 to 5 min' }));
  await waitFor(() => expect(router.state.location.search).toBe('?minDuration=60&maxDuration=300'));
  const longest = screen.getByRole('textbox', { name: 'Longest' });
  await user.clear(longest);
  await user.type(longest, '30 s');
  expect(screen.getByText('The shortest is longer than the longest.')).toBeDefined();
  await user.clear(longest);
  await user.type(longest, '1:30{Enter}');
  await waitFor(() => expect(router.state.location.search).toBe('?minDuration=60&maxDuration=90'));
  await user.keyboard('{Escape}');
  expect(await screen.findByRole('button', { name: /Length: 1 min to 1 min 30 s/ })).toBeDefined();
});

test('columns are chosen and moved by the keyboard, and are so the next time', async () => {
  const { user } = await openPortal('brightwater-admin', '/calls');
  await rows();
  await user.click(screen.getByRole('button', { name: 'Display' }));
  await user.click(await screen.findByRole('checkbox', { name: 'Tags' }));
  await user.click(screen.getByRole('checkbox', { name: 'Direction' }));
  screen.getByRole('button', { name: 'Move Agent' }).focus();
  await user.keyboard('{ArrowUp}{ArrowUp}');
  const wanted = [
    'Agent',
    'Time',
    'Caller',
    'Project',
    'Status',
    'Outcome',
    'Sentiment',
    'Duration',
    'Cost',
    'Tags',
  ];
  await user.click(screen.getByRole('radio', { name: 'Date' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(heads()).toEqual(wanted));
  await openPortal('brightwater-admin', '/calls');
  await rows();
  expect(heads().slice(-wanted.length)).toEqual(wanted);
});

test('x picks a call, Shift+J goes on, Escape lets go; c copies a link', async () => {
  const { user } = await openPortal('brightwater-admin', '/calls');
  const written = vi.fn((_: string) => Promise.resolve());
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: written }, configurable: true });
  await rows();
  await user.keyboard('jxJJ');
  expect(await screen.findByText('3 selected')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Copy links' }));
  await waitFor(() => expect(written).toHaveBeenCalledTimes(1));
  expect(written.mock.calls[0]?.[0].split('\n')).toHaveLength(3);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('toolbar', { name: 'Selected calls' })).toBeNull());
  await user.keyboard('jc');
  await waitFor(() => expect(written).toHaveBeenCalledTimes(2));
  expect(written.mock.calls[1]?.[0]).toMatch(/\/calls\/[0-9a-f-]{36}$/);
});

test('nothing is picked, copied or shown while somebody types', async () => {
  const { user } = await openPortal('brightwater-admin', '/calls');
  await rows();
  await user.type(screen.getByRole('searchbox'), 'x?cj');
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('x?cj');
  expect(screen.queryByRole('toolbar', { name: 'Selected calls' })).toBeNull();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('? shows the map of keys, Escape leads back', async () => {
  const { user } = await openPortal('brightwater-staff', '/calls');
  await rows();
  await user.keyboard('?');
  const map = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(await within(map).findByText('Copy a link to the call')).toBeDefined();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('several calls are tagged at once, and it can be undone', async () => {
  const { user } = await openPortal('brightwater-admin', '/calls');
  await rows();
  await user.keyboard('jxJ');
  await user.click(await screen.findByRole('button', { name: 'Tag…' }));
  await user.type(
    await screen.findByRole('textbox', { name: 'Find or write a tag' }),
    'weekly review{Enter}',
  );
  await user.click(await screen.findByRole('button', { name: 'Tag 2 calls' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Undone for 2 calls.')).toBeDefined();
});

test('a search says where its words stand', async () => {
  await openPortal('brightwater-staff', '/calls?text=booked');
  const [first] = await rows();
  await waitFor(() => expect(first?.querySelector('mark')?.textContent).toMatch(/booked/i));
});

test('where nothing matches, the filter that shuts out most can be dropped', async () => {
  const { user, router } = await openPortal('brightwater-admin', '/calls?text=xylophone&status=completed');
  await user.click(await screen.findByRole('button', { name: /^Show .*calls$/ }));
  await waitFor(() => expect(router.state.location.search).toBe('?status=completed'));
  expect((await rows()).length).toBeGreaterThan(5);
});

test('a view is saved, changed, renamed, and deleted with an undo', async () => {
  const { user, router } = await openPortal('brightwater-admin', '/calls?status=missed');
  await rows();
  const before = status();
  await user.click(screen.getByRole('button', { name: 'View: All calls' }));
  await user.click(await screen.findByRole('button', { name: 'Save as a new view…' }));
  await user.type(screen.getByRole('textbox', { name: 'Save as a new view' }), 'Missed ones{Enter}');
  await waitFor(() => expect(router.state.location.search).toMatch(/^\?view=[0-9a-f-]{36}$/));
  expect(await screen.findByRole('button', { name: 'View: Missed ones' })).toBeDefined();
  await waitFor(() => expect(status()).toBe(before));

  await user.click(screen.getByRole('button', { name: 'Clear Status' }));
  await waitFor(() => expect(router.state.location.search).toMatch(/&status=$/));
  await user.click(await screen.findByRole('button', { name: /^View: Missed ones\s*, changed$/ }));
  await user.click(await screen.findByRole('button', { name: 'Undo the changes' }));
  await waitFor(() => expect(router.state.location.search).not.toContain('status'));

  await user.click(await screen.findByRole('button', { name: 'View: Missed ones' }));
  await user.click(await screen.findByRole('button', { name: 'Delete “Missed ones”' }));
  await waitFor(() => expect(router.state.location.search).toBe(''));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('button', { name: 'View: Missed ones' })).toBeDefined();
});

test('who may not change the client’s settings isn’t offered to share; a link to a view that is gone says so', async () => {
  const { user } = await openPortal(
    'brightwater-manager',
    '/calls?view=00000000-0000-4000-8000-000000000000',
  );
  expect(await screen.findByText(/isn’t there any more, or isn’t shared with you/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'View: All calls' }));
  await user.click(await screen.findByRole('button', { name: 'Save as a new view…' }));
  await user.type(screen.getByRole('textbox', { name: 'Save as a new view' }), 'Mine{Enter}');
  await user.click(await screen.findByRole('button', { name: 'View: Mine' }));
  expect(await screen.findByRole('button', { name: 'Rename…' })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Share in the company' })).toBeNull();
});

const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent ?? '');

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
