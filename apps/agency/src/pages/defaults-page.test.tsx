import { GRANTS } from '@foyer/access';
import { serverAs } from '@foyer/mocks/testing';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { consoleApi } from '../console-api.ts';
import { openPortal, withDemo } from '../testing/open-console.ts';

withDemo();

const turn = (name: string) => screen.getByRole('switch', { name: new RegExp(`^${name}\\b`) });

async function open(address: string) {
  const page = await openPortal('larkspur-agency', address);
  return { ...page, console: consoleApi((await serverAs('larkspur-agency')).api) };
}

test('saving makes a new version, tells what it turned, and leaves every client as it was', async () => {
  const { user, console: api } = await open('/agency/defaults');
  await screen.findByRole('list', { name: 'Permissions' });
  const before = await api.getDefaults();
  const [client] = (await api.searchClients()).items;
  const params = { clientId: client?.id ?? '' };
  const granted = await api.getPermissions({ params });

  await user.click(turn('Billing'));
  await user.click(screen.getByRole('button', { name: `Save as v${before.version + 1}` }));
  expect(
    await screen.findByText(`Saved as v${before.version + 1}, for clients that you create from now on.`),
  ).toBeDefined();
  const word = before.grants.manage_billing ? 'off' : 'on';
  expect(await screen.findByText(`Billing turned ${word}`)).toBeDefined();
  const after = await api.getPermissions({ params });
  expect(GRANTS.map((grant) => after.grants[grant].granted)).toEqual(
    GRANTS.map((grant) => granted.grants[grant].granted),
  );
});

test('an earlier version fills the form and is saved as a new one', async () => {
  const { user, console: api } = await open('/agency/defaults');
  await screen.findByRole('list', { name: 'Permissions' });
  const { items } = await api.listDefaultsVersions();
  await user.click(await screen.findByRole('button', { name: 'Fill the form with v1' }));
  const first = items.find(({ version }) => version === 1);
  expect(turn('Billing').getAttribute('aria-checked')).toBe(String(first?.grants.manage_billing));
  expect((await api.getDefaults()).version).toBe(items[0]?.version);
});

test('applying shows each chosen client what it changes, and changes no other', async () => {
  const { user, console: api } = await open('/agency/defaults/apply');
  const { items } = await api.searchClients();
  const [one, other] = items;
  await user.click(await screen.findByRole('checkbox', { name: one?.name ?? '' }));
  await user.click(screen.getByRole('radio', { name: 'Drop overrides' }));
  const { version } = await api.getDefaults();
  expect(await screen.findByRole('heading', { name: `What defaults v${version} change` })).toBeDefined();
  const kept = await api.getPermissions({ params: { clientId: other?.id ?? '' } });
  await user.click(screen.getByRole('button', { name: 'Apply to 1 client' }));
  expect(await screen.findByText(`Defaults v${version} hold for 1 client, in every open tab.`)).toBeDefined();

  const { grants } = await api.getDefaults();
  const applied = await api.getPermissions({ params: { clientId: one?.id ?? '' } });
  expect(GRANTS.map((grant) => applied.grants[grant].granted)).toEqual(GRANTS.map((grant) => grants[grant]));
  expect(await api.getPermissions({ params: { clientId: other?.id ?? '' } })).toEqual(kept);
});
