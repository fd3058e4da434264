import { persona } from '@foyer/server/personas';
import { expect } from 'vitest';
import { expectAccessible } from '../browser/accessibility.ts';
import { linkFor } from '../browser/mailbox.ts';
import { test, WITH_START } from '../browser/own-product.ts';
import { DEMO_PASSWORD, signIn } from '../browser/sign-in.ts';
import { signInOverHttp } from '../product/client.ts';

const EMAIL = 'wren@brightwater.example';
const PASSWORD = 'rain on the tin roof';

async function invite(product: string, email: string): Promise<void> {
  const agency = await signInOverHttp(product, 'vivienne@larkspur.example', DEMO_PASSWORD);
  const client = persona('brightwater-staff').clientId;
  const answer = await agency.fetch(`/api/clients/${client}/invitations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, name: 'Wren Abara', role: 'client_staff', projects: 'all' }),
  });
  expect(answer.status).toBe(200);
}

test(
  'somebody who is invited chooses a password and is in, and the link opens nothing after that',
  WITH_START,
  async ({ page, product }) => {
    await invite(product, EMAIL);
    const link = await linkFor(page, EMAIL);
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'Welcome to Brightwater Dental' }).waitFor();
    await expectAccessible(page);

    await page.getByLabel('New password').fill('too short');
    await page.getByRole('button', { name: 'Accept and sign in' }).click();
    await page.getByText('Take at least 12 characters.').waitFor();
    await page.getByLabel('Your name').fill('Wren A.');
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Accept and sign in' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).waitFor();
    await page.getByRole('button', { name: /Wren A\./ }).waitFor();

    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'This invitation can’t be used' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go to the sign-in' }).click();
    await page.getByLabel('E-mail address').waitFor();
  },
);

test('a link that nobody sent looks like one that is over', async ({ page }) => {
  for (const link of ['/invitation', '/invitation#made-up', '/invitation#%00']) {
    await page.goto('/sign-in');
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'This invitation can’t be used' }).waitFor();
    await page.getByText('Ask whoever invited you to send it again').waitFor();
  }
});

test('somebody who forgot their password chooses another with the link of a letter', async ({ page }) => {
  const email = 'philippa@keystone.example';
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByRole('button', { name: 'Send the link' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText(/a letter with a link is on its way/).waitFor();

  const link = await linkFor(page, email);
  await page.goto(link);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).waitFor();
  await page.context().clearCookies();
  await signIn(page, email, PASSWORD);

  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.goto(link);
  await page.getByLabel('New password').fill('yet another way in');
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'This link can’t be used' }).waitFor();
});
