import { expect, inject } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { test } from '../browser/journey.ts';
import { signedInPage } from './broken-page.ts';

test('a chunk of the shell that went away with a deploy is answered by one reload, and by no second', async () => {
  const browser = await launchChromium();
  const page = await signedInPage(browser, inject('product'), 'renata@brightwater.example');
  let documents = 0;
  page.on('request', (request) => void (request.isNavigationRequest() && (documents += 1)));
  // What opens over a page comes in a chunk of its own, as soon as the page rests.
  let gone = true;
  await page.route('**/assets/heavy-*', (route) =>
    gone ? route.fulfill({ status: 404 }) : route.continue(),
  );

  await page.goto('/agents');
  await expect.poll(() => documents).toBe(2);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  // The new page misses it, too: it stands, and is not reloaded again.
  await page.getByRole('button', { name: /Renata Oyelaran/ }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
  await page.getByRole('row').nth(2).waitFor();
  expect(documents).toBe(2);

  gone = false;
  await page.reload();
  await page.getByRole('row').nth(2).waitFor();
  await page.getByRole('button', { name: /Renata Oyelaran/ }).click();
  await page.getByRole('menuitem').first().waitFor();
  expect(documents).toBe(3);
  await browser.close();
});
