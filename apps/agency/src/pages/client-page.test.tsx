import { serverAs } from '@foyer/mocks/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openClient, openPortal, withDemo } from '../testing/open-console.ts';

withDemo();

async function open(name: string, tab: string) {
  const page = await openClient(name, tab);
  await screen.findByRole('heading', { level: 1, name });
  return page;
}

test('a client is suspended after a warning that says who loses the portal, and restored', async () => {
  const { user, id, console: api } = await open('Oakfield Garage', '');
  const { people } = await api.getClient({ params: { clientId: id } });
  await user.click(await screen.findByRole('button', { name: 'Suspend Oakfield Garage' }));
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Suspend Oakfield Garage?' }));
  expect(dialog.getByText(new RegExp(`^${people} people lose the portal`))).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Suspend and sign everybody out' }));
  await user.click(await screen.findByRole('button', { name: 'Restore' }));
  expect(await screen.findByRole('button', { name: 'Suspend Oakfield Garage' })).toBeDefined();
  expect((await api.getClient({ params: { clientId: id } })).state).toBe('active');
});

test('a rename shows in the heading, and one that comes second says what stands there now', async () => {
  const { user, id, console: api } = await open('Keystone Lettings', '');
  await user.click(await screen.findByRole('button', { name: 'Rename' }));
  const { version } = await api.getClient({ params: { clientId: id } });
  await api.renameClient({ params: { clientId: id }, body: { version, name: 'Keystone & Co' } });
  const name = await screen.findByRole('textbox', { name: 'Name' });
  await user.clear(name);
  await user.type(name, 'Keystone Homes');
  const dialog = within(screen.getByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Rename' }));
  expect(await dialog.findByText(/it is Keystone & Co, active/)).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Rename' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Keystone Homes' })).toBeDefined();
});

test('an address that is none is refused where it was typed, and a policy is in the client’s activity', async () => {
  const { user, id, console: api } = await open('Brightwater Dental', '/policies');
  const field = await screen.findByRole('textbox', { name: 'Addresses and ranges' });
  await user.type(field, '300.1.2.3');
  await user.click(screen.getByRole('button', { name: 'Save addresses' }));
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect((await api.getAddresses({ params: { clientId: id } })).ranges).toEqual([]);

  const devices = screen.getByRole('switch', { name: /^Devices may be remembered/ });
  const was = devices.getAttribute('aria-checked');
  await user.click(devices);
  await user.click(screen.getByRole('button', { name: 'Save policies' }));
  await waitFor(async () =>
    expect(
      String((await api.getPolicies({ params: { clientId: id } })).policies.remembered_devices),
    ).not.toBe(was),
  );
  await user.click(screen.getByRole('link', { name: 'Activity' }));
  const activity = within(await screen.findByRole('list', { name: 'Activity' }));
  expect(activity.getAllByText(/changed policies and entitlements/).length).toBeGreaterThan(0);
});

test('a view begins with a reason, and the form says where it lacks one', async () => {
  const { user } = await open('Brightwater Dental', '/people');
  await user.click(screen.getByRole('button', { name: 'View as …' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'View Brightwater Dental as …' }));
  const start = dialog.getByRole('button', { name: 'Start viewing' });
  expect(start).toHaveProperty('disabled', true);
  await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'They asked where their invoices went.');
  expect(start).toHaveProperty('disabled', false);
});

test('another agency’s client and one that never was look alike', async () => {
  const { api: foreign } = await serverAs('tidewell-agency');
  const [theirs] = (await foreign.listClients()).items;
  const shown: (string | null)[] = [];
  for (const id of [theirs?.id, '00000000-0000-4000-8000-000000000000', 'nonsense']) {
    await openPortal('larkspur-agency', `/agency/${id}/permissions`);
    const heading = await screen.findByRole('heading', { name: 'This client wasn’t found' });
    shown.push(heading.closest('section')?.textContent ?? null);
    document.body.replaceChildren();
  }
  expect(new Set(shown).size).toBe(1);
});
