import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../browser/journey.ts';
import { signIn } from '../browser/sign-in.ts';

/** Everything the page asks a remote's folder for, from now on. */
function remoteRequests(page: Page, remote: string): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith(`/remotes/${remote}/`)) asked.push(pathname);
  });
  return asked;
}

test('no byte of a remote reaches a person who may not open it, on no address under it', async ({ page }) => {
  const asked = remoteRequests(page, 'calls');
  await signIn(page, 'nkechi@oakfield.example');
  for (const path of [
    '/calls',
    '/calls/',
    '/calls/0b0e7a5e-57d1-4b6c-8f4e-7a3f0d6d4c11',
    '/calls/anything/else?status=missed',
  ]) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'Calls is closed to you' }).waitFor();
    await page.getByText('Ask your agency to turn on Calls.').waitFor();
  }
  expect(asked).toEqual([]);
});

test('staff who follow a link to an agent see why it is closed, and load nothing of it', async ({ page }) => {
  const asked = remoteRequests(page, 'agents');
  await signIn(page, 'suri@brightwater.example');
  await page.goto('/agents/0b0e7a5e-57d1-4b6c-8f4e-7a3f0d6d4c11');
  await page.getByRole('heading', { name: 'Agents is closed to you' }).waitFor();
  expect(asked).toEqual([]);
});

test('a remote is fetched when it is opened, and not a second time', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.waitForLoadState('networkidle');
  const asked = remoteRequests(page, 'agents');
  const navigation = page.getByRole('navigation').first();
  await navigation.getByRole('link', { name: 'Agents' }).click();
  await page.getByRole('heading', { level: 1, name: 'Agents' }).waitFor();
  await page.getByText('Ada, front desk').first().waitFor();
  expect(asked.length).toBeGreaterThan(0);
  expect(new Set(asked).size).toBe(asked.length);
});

test('an address of nobody’s is not found, within the portal', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/nowhere/at/all');
  await page
    .getByRole('heading', { name: /not found/i })
    .first()
    .waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).waitFor();
});

test('a place that is allowed but not part of this installation says so', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.getByRole('navigation').getByRole('link', { name: 'Billing' }).click();
  await page.getByRole('heading', { name: /isn’t part of this installation yet/ }).waitFor();
});
