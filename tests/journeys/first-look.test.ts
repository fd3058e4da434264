import { expect } from 'vitest';
import { expectAccessible } from '../browser/accessibility.ts';
import { test } from '../browser/journey.ts';
import { loadedRow } from '../browser/loaded-row.ts';
import { signIn } from '../browser/sign-in.ts';

const EVERYTHING = [
  'Dashboard',
  'Calls',
  'Agents',
  'Analytics',
  'Support',
  'Audit log',
  'Billing',
  'Integrations',
  'Settings',
  'Status',
];

test('a client admin with every grant sees ten places, opens Calls and a call', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  const navigation = page.getByRole('navigation').first();
  await expect.poll(() => navigation.getByRole('link').allTextContents()).toEqual(EVERYTHING);

  await navigation.getByRole('link', { name: 'Calls' }).click();
  await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
  await loadedRow(page).waitFor();
});

test('staff of a hands-off client see no Calls, and a link to them says why', async ({ page }) => {
  await signIn(page, 'dale@oakfield.example');
  const links = page.getByRole('navigation').first().getByRole('link');
  await links.filter({ hasText: 'Dashboard' }).waitFor();
  expect(await links.allTextContents()).not.toContain('Calls');

  await page.goto('/calls');
  await page
    .getByText(/your agency/i)
    .first()
    .waitFor();
});

test('the sign-in page and the first pages can be used by everybody, in both themes', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').waitFor();
  await expectAccessible(page);
  await signIn(page, 'renata@brightwater.example');
  await expectAccessible(page);
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  await expectAccessible(page);
});
