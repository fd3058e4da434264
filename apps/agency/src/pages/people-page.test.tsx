import { forgetDemo, portalOf, serverAs } from '@foyer/mocks/testing';
import { preloadPopups } from '@foyer/ui';
import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleApi } from '../console-api.ts';
import { routes } from '../routes.tsx';

const openPortal = portalOf('agency', routes);

// The first to ask has the demo made.
beforeAll(async () => {
  await Promise.all([serverAs('larkspur-agency'), preloadPopups()]);
}, 180_000);
afterAll(forgetDemo);

async function open(name: string) {
  const { api: portal } = await serverAs('larkspur-agency');
  const id = (await portal.listClients()).items.find((client) => client.name === name)?.id ?? '';
  const page = await openPortal('larkspur-agency', `/agency/${id}/people`);
  await screen.findByRole('table', { name: 'People' });
  return { ...page, id, console: consoleApi(portal) };
}

test('each person stands there with role, projects and second factor, and no other client’s does', async () => {
  const { id, console: api } = await open('Brightwater Dental');
  const { items } = await api.listPeople({ params: { clientId: id } });
  const table = within(screen.getByRole('table', { name: 'People' }));
  expect(table.getAllByRole('row')).toHaveLength(items.length + 1);
  for (const { name, email } of items)
    expect(table.getByRole('rowheader', { name: new RegExp(`${name} ${email}`) })).toBeDefined();
});

test('an invitation waits until it is revoked', async () => {
  const { user, id, console: api } = await open('Keystone Lettings');
  await user.click(screen.getByRole('button', { name: 'Invite' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Invite somebody' }));
  await user.type(dialog.getByRole('textbox', { name: 'E-mail address' }), 'nobody@nowhere');
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Paz Ortega');
  await user.click(dialog.getByRole('button', { name: 'Send invitation' }));
  expect((await dialog.findAllByText(/Give an e-mail address such as/)).length).toBeGreaterThan(0);
  await user.clear(dialog.getByRole('textbox', { name: 'E-mail address' }));
  await user.type(dialog.getByRole('textbox', { name: 'E-mail address' }), 'paz@keystone.example');
  await user.click(dialog.getByRole('button', { name: 'Send invitation' }));

  expect(await screen.findByRole('rowheader', { name: /Paz Ortega/ })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Revoke the invitation of Paz Ortega' }));
  await waitFor(() => expect(screen.queryByRole('rowheader', { name: /Paz Ortega/ })).toBeNull());
  expect((await api.listPeople({ params: { clientId: id } })).invitations).toEqual([]);
});

test('the last admin is only taken away after a warning', async () => {
  const { user, id, console: api } = await open('Oakfield Garage');
  const { persona: admin } = await serverAs('oakfield-admin');
  await user.click(screen.getByRole('button', { name: admin.name }));
  await screen.findByRole('dialog', { name: admin.name });
  await user.selectOptions(screen.getByRole('combobox', { name: 'Role' }), 'client_manager');
  await user.click(screen.getByRole('button', { name: 'Save role and projects' }));
  const warning = within(await screen.findByRole('alertdialog', { name: `${admin.name} is the last admin` }));
  const roleNow = async () =>
    (await api.listPeople({ params: { clientId: id } })).items.find((one) => one.id === admin.id)?.role;
  expect(await roleNow()).toBe('client_admin');
  await user.click(warning.getByRole('button', { name: 'Leave them without an admin' }));
  await waitFor(async () => expect(await roleNow()).toBe('client_manager'));
});
