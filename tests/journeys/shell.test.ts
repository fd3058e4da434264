import { expect } from 'vitest';
import { test } from '../browser/journey.ts';
import { loadedRow } from '../browser/loaded-row.ts';
import { signIn } from '../browser/sign-in.ts';

test('one request brings the session, however many pages one opens', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  let sessions = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/session') sessions++;
  });
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).click();
  await page.getByRole('heading', { level: 1, name: 'Agents' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(sessions).toBe(1);
});

test('each page has a title, and opening one moves the focus to its heading and says so', async ({
  page,
}) => {
  await signIn(page, 'renata@brightwater.example');
  await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).click();
  await page.getByRole('heading', { level: 1, name: 'Agents' }).waitFor();
  await expect.poll(() => page.title()).toMatch(/^Agents · Larkspur Voice$/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Agents');
  await expect
    .poll(() =>
      page
        .locator('[aria-live]')
        .allTextContents()
        .then((all) => all.join(' ')),
    )
    .toContain('Agents');
});

test('the first thing the keyboard meets skips the sidebar', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/agents');
  await page.getByText('Ada, front desk').first().waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/skip/i);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('the theme follows the system, can be chosen, and the choice is there from the first paint on', async ({
  page,
}) => {
  await signIn(page, 'renata@brightwater.example');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(background).not.toBe(light);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: /Renata/ }).click();
  await page
    .getByRole('menuitemradio', { name: 'Dark' })
    .or(page.getByRole('radio', { name: 'Dark' }))
    .first()
    .click();
  await expect.poll(background).not.toBe(light);
  await page.reload();
  await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).waitFor();
  expect(await background()).not.toBe(light);
});

test('on a phone the sidebar is a drawer and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'suri@brightwater.example');
  await page
    .getByRole('button', { name: /menu|navigation/i })
    .first()
    .click();
  await page.getByRole('link', { name: 'Calls' }).click();
  await loadedRow(page).waitFor();
  for (const path of ['/calls', '/', '/settings']) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      path,
    ).toBeLessThanOrEqual(0);
  }
});
