import { persona, type Persona } from '@foyer/server/personas';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from '../browser/accessibility.ts';
import { test, WITH_START } from '../browser/own-product.ts';
import { DEMO_PASSWORD, signIn } from '../browser/sign-in.ts';
import { signInOverHttp } from '../product/client.ts';

/** What an authenticator shows with the key that stands on the page, so many steps from now. */
async function codeOf(key: string, steps = 0): Promise<string> {
  const secret = Secret.fromBase32(key.replaceAll(' ', ''));
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

async function signInWithPassword(page: Page, email: string, to = '/'): Promise<void> {
  await page.goto(to);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What the agency does when it wants a second factor of one person. */
async function requireFactorOf(product: string, key: string): Promise<Persona> {
  const who = persona(key);
  const agency = await signInOverHttp(product, 'vivienne@larkspur.example', DEMO_PASSWORD);
  const answer = await agency.fetch(`/api/clients/${who.clientId}/people/${who.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, role: who.role, projects: 'all', mfaRequired: true }),
  });
  expect(answer.status).toBe(200);
  return who;
}

test(
  'somebody sets up a second step, and needs it from then on to get where they were going',
  WITH_START,
  async ({ page }) => {
    const email = 'renata@brightwater.example';
    await signIn(page, email);
    await page.getByRole('button', { name: /Renata/ }).click();
    await page.getByRole('menuitem', { name: 'Two-step sign-in' }).click();
    await page.getByLabel('Your password').fill('not the password');
    await page.getByRole('button', { name: 'Set up an authenticator' }).click();
    await page.getByText('The password is wrong.').waitFor();
    await page.getByLabel('Your password').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Set up an authenticator' }).click();
    await page.getByRole('img', { name: 'Code for your authenticator app' }).waitFor();
    await expectAccessible(page);
    const key = await page.getByLabel('Key', { exact: true }).innerText();
    await page.getByLabel('Code', { exact: true }).fill(await codeOf(key));
    await page.getByRole('button', { name: 'Confirm' }).click();
    const codes = page.getByRole('list', { name: 'Recovery codes' });
    await codes.waitFor();
    await expectAccessible(page);
    const [recovery = '', ...others] = await codes.getByRole('listitem').allInnerTexts();
    expect(others).toHaveLength(9);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 left').waitFor();

    await page.context().clearCookies();
    await signInWithPassword(page, email, '/calls?status=missed');
    await page.getByRole('heading', { level: 1, name: 'Enter your code' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('This code isn’t right').waitFor();
    // The password alone opens nothing, and the page is there again after a reload.
    await page.goto('/agents');
    await page.getByRole('heading', { level: 1, name: 'Enter your code' }).waitFor();
    await page.goto('/calls?status=missed');
    await page.getByLabel('Code', { exact: true }).fill(await codeOf(key, 1));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
    expect(new URL(page.url()).searchParams.get('status')).toBe('missed');

    await page.context().clearCookies();
    await signInWithPassword(page, email);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recovery.toUpperCase());
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).waitFor();
  },
);

test('somebody of whom it is required sets it up while signing in, on a phone, and keeps the recovery codes', async ({
  page,
  product,
}) => {
  const { email } = await requireFactorOf(product, 'brightwater-staff');

  await page.setViewportSize({ width: 390, height: 800 });
  await signInWithPassword(page, email, '/calls');
  await page.getByRole('heading', { level: 1, name: 'Set up your second step' }).waitFor();
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  const key = await page.getByLabel('Key', { exact: true }).innerText();
  await expectAccessible(page);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(key));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
});

test('a session that ended asks for both steps over the page, and gives it back as it was', async ({
  page,
}) => {
  const email = 'colm@brightwater.example';
  await signIn(page, email);
  await page.goto('/account/two-step');
  await page.getByLabel('Your password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  const key = await page.getByLabel('Key', { exact: true }).innerText();
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(key));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();

  await page.goto('/calls?status=missed');
  await page.getByRole('searchbox').waitFor();
  await page.context().clearCookies();
  await page.getByRole('searchbox').fill('whitening');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password').fill(DEMO_PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.getByLabel('Code', { exact: true }).fill(await codeOf(key, 1));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByRole('searchbox').inputValue()).toBe('whitening');
});

test('somebody of whom it is required while they look at a page is asked for it there and then, and comes back', async ({
  page,
  product,
}) => {
  await signIn(page, 'owen@keystone.example');
  const heard = page.waitForResponse((response) => response.url().endsWith('/api/events'));
  await page.goto('/calls?status=missed');
  await heard;
  await requireFactorOf(product, 'keystone-manager');
  await page.getByRole('heading', { level: 1, name: 'Set up your second step' }).waitFor();
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  const key = await page.getByLabel('Key', { exact: true }).innerText();
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(key));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toBe('missed');
});

test('what somebody was writing when a second step was asked of them is there when they come back', async ({
  page,
  product,
}) => {
  const words = 'The owner asks what the reception’s agent is told.';
  await signIn(page, persona('aurelia-manager').email);
  const heard = page.waitForResponse((response) => response.url().endsWith('/api/events'));
  await page.goto('/agents');
  await page.getByRole('button', { name: 'Request access' }).click();
  await page.getByLabel('What do you need it for? (optional)').fill(words);
  await heard;
  await requireFactorOf(product, 'aurelia-manager');
  await page.getByRole('heading', { level: 1, name: 'Set up your second step' }).waitFor();
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  const key = await page.getByLabel('Key', { exact: true }).innerText();
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(key));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('heading', { name: 'Agents is closed to you' }).waitFor();
  await page.getByRole('heading', { name: /^What you were writing on/ }).waitFor();
  await page.getByRole('main').getByText(words).waitFor();
  await expectAccessible(page);
});
