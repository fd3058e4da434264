import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openPortal, withDemo } from '../testing/open-console.ts';

withDemo();

test('an agency’s admin sees every client of the own agency, and no other', async () => {
  const { api } = await openPortal('larkspur-agency', '/agency');
  const { items } = await api.listClients();
  for (const { name } of items) expect(await screen.findByRole('link', { name })).toBeDefined();
  expect(screen.getAllByRole('row')).toHaveLength(items.length + 1);
});

test('a search stands in the address, and finding nobody says so and leads back', async () => {
  const { user, router } = await openPortal('larkspur-agency', '/agency');
  const search = await screen.findByRole('searchbox', { name: 'Search clients' });
  await user.type(search, 'nobody of that name{Enter}');
  expect(await screen.findByRole('heading', { name: 'No client fits' })).toBeDefined();
  expect(router.state.location.search).toBe('?text=nobody+of+that+name');
  await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
  await waitFor(() => expect(router.state.location.search).toBe(''));
  expect((await screen.findAllByRole('row')).length).toBeGreaterThan(1);
});

test('a client’s own admin meets the reason, not the list', async () => {
  await openPortal('brightwater-admin', '/agency');
  expect(await screen.findByRole('heading', { name: 'Clients is closed to you' })).toBeDefined();
  expect(screen.getByText(/Your agency looks after this/)).toBeDefined();
});
