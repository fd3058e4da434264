import { expect } from 'vitest';
import { loadedRow } from '../browser/loaded-row.ts';
import { DEMO_PASSWORD, signIn } from '../browser/sign-in.ts';
import { test } from '../browser/journey.ts';

test('a session that has ended asks for the password over the page, and gives it back as it was', async ({
  page,
}) => {
  await signIn(page, 'colm@brightwater.example');
  await page.goto('/calls?status=missed');
  await loadedRow(page).waitFor();
  await page.context().clearCookies();
  await page.getByRole('searchbox').fill('whitening');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.waitFor();
  await dialog.getByLabel('Password').fill(DEMO_PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByRole('searchbox').inputValue()).toBe('whitening');
  expect(new URL(page.url()).searchParams.get('status')).toBe('missed');
  await page.getByRole('status').filter({ hasText: /call/ }).first().waitFor();
});

test('what an agency’s admin was typing is still in its field after signing in again, and on the device if they leave first', async ({
  page,
}) => {
  await signIn(page, 'vivienne@larkspur.example');
  const hears = page.waitForRequest(/\/api\/events$/);
  await page.goto('/agency?create=client');
  await hears;
  const form = page.getByRole('dialog', { name: 'Create a client' });
  const ended = page.getByRole('dialog', { name: 'Your session has ended' });
  await form.getByLabel('Name').fill('Harrowgate Optics');
  await form.getByLabel('First project').fill('High Street');
  await page.context().clearCookies();
  await form.getByRole('button', { name: 'Create client' }).click();
  await ended.getByLabel('Password').fill(DEMO_PASSWORD);
  await ended.getByRole('button', { name: 'Sign in' }).click();
  await ended.waitFor({ state: 'hidden' });
  expect(await form.getByLabel('Name').inputValue()).toBe('Harrowgate Optics');
  expect(await form.getByLabel('First project').inputValue()).toBe('High Street');

  await page.context().clearCookies();
  await form.getByRole('button', { name: 'Create client' }).click();
  await ended.waitFor();
  await signIn(page, 'anselm@tidewell.example');
  await page.goto('/agency');
  await loadedRow(page).waitFor();
  expect(await page.getByText('Harrowgate Optics').count()).toBe(0);
  await page.context().clearCookies();
  await signIn(page, 'vivienne@larkspur.example');
  await page.goto('/agency');
  await page.getByRole('heading', { name: /^What you were writing on/ }).waitFor();
  await page.getByText('Harrowgate Optics').waitFor();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Harrowgate Optics').waitFor({ state: 'hidden' });
});

test('a deep link waits behind the sign-in, and wrong words are told without losing the address', async ({
  page,
}) => {
  await page.goto('/calls?direction=outbound');
  await page.getByLabel('E-mail address').fill('colm@brightwater.example');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The e-mail address or the password is wrong.').waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('colm@brightwater.example');
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
  expect(new URL(page.url()).searchParams.get('direction')).toBe('outbound');
});

test('signing in never leads to another site', async ({ page, product }) => {
  await page.goto('/sign-in?to=https%3A%2F%2Felsewhere.example%2F');
  await page.getByLabel('E-mail address').fill('colm@brightwater.example');
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).waitFor();
  expect(new URL(page.url()).origin).toBe(product);
});

test('signing out ends the session for good', async ({ page }) => {
  await signIn(page, 'colm@brightwater.example');
  const cookies = await page.context().cookies();
  await page.getByRole('button', { name: /Colm/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail address').waitFor();
  // The same cookie again: the server has forgotten it.
  await page.context().addCookies(cookies);
  await page.goto('/calls');
  await page.getByLabel('E-mail address').waitFor();
});
