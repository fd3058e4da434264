import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openClient, withDemo } from '../testing/open-console.ts';

withDemo();

async function open(name: string) {
  const page = await openClient(name, '/permissions');
  await screen.findByRole('list', { name: 'Permissions' });
  return page;
}

/** Its sentence is a part of a switch's name. */
const turn = (name: string) => screen.getByRole('switch', { name: new RegExp(`^${name}\\b`) });
const saveButton = () => screen.getByRole('button', { name: 'Save permissions' });
const isOn = (name: string) => turn(name).getAttribute('aria-checked') === 'true';

/** Nothing can be saved before its consequences stand there. */
async function save(user: Awaited<ReturnType<typeof open>>['user']) {
  await waitFor(() => expect(saveButton()).toHaveProperty('disabled', false));
  await user.click(saveButton());
  await screen.findByText(/Saved. It holds already/);
}

test('turning Calls off turns Call details off in sight, and says who loses what before anything is saved', async () => {
  const { user, console: api, id, said } = await open('Brightwater Dental');
  const before = await api.getPermissions({ params: { clientId: id } });
  expect(isOn('Call details')).toBe(true);
  await user.click(turn('Calls'));
  expect(isOn('Call details')).toBe(false);
  expect(screen.getByText('Turned off with Calls, without which it can’t be on.')).toBeDefined();
  expect(said).toContain('Call details turned off with Calls.');

  const differences = within(await screen.findByRole('list', { name: 'Differences' }));
  expect(differences.getByText(/admin.*Calls/i)).toBeDefined();
  const staff = within(screen.getByRole('list', { name: 'Sidebar of Staff' }));
  expect(staff.getByText('Calls', { exact: false }).textContent).toBe('Calls, lost');
  expect((await api.getPermissions({ params: { clientId: id } })).version).toBe(before.version);

  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(isOn('Calls')).toBe(true);
  expect(screen.queryByRole('button', { name: 'Save permissions' })).toBeNull();
});

test('what is saved is told with who and when, and one press undoes it', async () => {
  const { user, console: api, id } = await open('Brightwater Dental');
  const before = await api.getPermissions({ params: { clientId: id } });
  const was = before.grants.manage_billing.granted;
  await user.click(turn('Billing'));
  await save(user);
  const after = await api.getPermissions({ params: { clientId: id } });
  expect(after.grants.manage_billing.granted).toBe(!was);
  expect(after.version).toBe(before.version + 1);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(isOn('Billing')).toBe(was));
  expect((await api.getPermissions({ params: { clientId: id } })).grants.manage_billing.granted).toBe(was);
});

test('a switch that is moved while others are being saved is still to be saved', async () => {
  const { user, console: api, id } = await open('Brightwater Dental');
  const before = await api.getPermissions({ params: { clientId: id } });
  const was = { billing: isOn('Billing'), analytics: isOn('Analytics') };
  await user.click(turn('Billing'));
  await waitFor(() => expect(saveButton()).toHaveProperty('disabled', false));
  fireEvent.click(saveButton());
  fireEvent.click(turn('Analytics'));
  await waitFor(async () =>
    expect((await api.getPermissions({ params: { clientId: id } })).version).toBe(before.version + 1),
  );
  await waitFor(() => expect(screen.getByText('1 permission changes')).toBeDefined());
  expect(isOn('Analytics')).toBe(!was.analytics);
  const { grants } = await api.getPermissions({ params: { clientId: id } });
  expect(grants.manage_billing.granted).toBe(!was.billing);
  expect(grants.view_analytics.granted).toBe(was.analytics);
});

test('a preset only fills the form, and editing of agents comes with its warning', async () => {
  const { user, console: api, id } = await open('Keystone Lettings');
  const before = await api.getPermissions({ params: { clientId: id } });
  await user.click(screen.getByRole('button', { name: 'Hands-off' }));
  expect(isOn('Agents')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Self-service' }));
  expect(isOn('Agent editing')).toBe(true);
  if (!before.grants.edit_agents.granted)
    expect(screen.getAllByText(/Clients can then change the prompts/).length).toBeGreaterThan(0);
  expect((await api.getPermissions({ params: { clientId: id } })).version).toBe(before.version);
});

test('whoever saves second sees both sides, and can go on with theirs', async () => {
  const { user, console: api, id } = await open('Oakfield Garage');
  const before = await api.getPermissions({ params: { clientId: id } });
  await user.click(turn('Analytics'));
  const other = before.grants.manage_billing.granted;
  const saved = await api.savePermissions({
    params: { clientId: id },
    body: { version: before.version, overrides: { manage_billing: { value: !other, until: null } } },
  });
  await waitFor(() => expect(saveButton()).toHaveProperty('disabled', false));
  await user.click(saveButton());
  expect(await screen.findByRole('heading', { name: 'Somebody changed this in the meantime' })).toBeDefined();
  const sides = within(screen.getByRole('table', { name: 'Both sides' }));
  expect(sides.getByRole('row', { name: /^Billing/ }).textContent).toContain(other ? 'Off' : 'On');
  expect(sides.getByRole('row', { name: /^Analytics/ })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Go on with mine' }));
  await save(user);
  const after = await api.getPermissions({ params: { clientId: id } });
  expect(after.version).toBe(saved.permissions.version + 1);
  expect(after.grants.view_analytics.granted).toBe(!before.grants.view_analytics.granted);
});

test('an override can end by itself, and says when', async () => {
  const { user, console: api, id } = await open('Brightwater Dental');
  await user.click(turn('Analytics'));
  await user.click(screen.getByRole('button', { name: 'No end: Analytics' }));
  await user.click(await screen.findByRole('menuitemradio', { name: /^Until Friday/ }));
  await save(user);
  const { until } =
    (await api.getPermissions({ params: { clientId: id } })).grants.view_analytics.override ?? {};
  expect(new Date(until ?? 0).getUTCDay()).toBe(5);
  expect(screen.getByText(/^Overridden by Vivienne .* until /)).toBeDefined();

  await user.click(screen.getByRole('button', { name: 'Reset Analytics to its default' }));
  await save(user);
  expect((await api.getPermissions({ params: { clientId: id } })).grants.view_analytics.override).toBeNull();
});
