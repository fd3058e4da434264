import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from '../browser/accessibility.ts';
import { test } from '../browser/journey.ts';
import { signIn } from '../browser/sign-in.ts';

/** Starts a view as the agency's console does, and opens the portal as it is seen then. */
async function viewAs(page: Page, clientName: string, role: string, returnTo: string): Promise<void> {
  await page.evaluate(
    async ([name, as, back]) => {
      const { items } = await (await fetch('/api/clients')).json();
      const client = items.find((one: { name: string }) => one.name === name);
      const answer = await fetch('/api/session/view-as', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          clientId: client.id,
          as: { kind: 'role', role: as },
          reason: 'They cannot find their invoices',
          returnTo: back,
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    [clientName, role, returnTo],
  );
  await page.goto('/');
}

const banner = (page: Page) => page.getByRole('region', { name: 'Viewing as' });
const areas = (page: Page) => page.getByRole('navigation').first().getByRole('link').allInnerTexts();

test('an agency’s admin sees what staff of a client see, knows it all the while, and comes back to where they were', async ({
  page,
}) => {
  await signIn(page, 'vivienne@larkspur.example');
  await page.goto('/agency?text=oak');
  await viewAs(page, 'Brightwater Dental', 'client_staff', '/agency?text=oak');

  await banner(page).getByText('Brightwater Dental').waitFor();
  await banner(page).getByText('Staff', { exact: true }).waitFor();
  await banner(page)
    .getByText(/^(60|59) min left$/)
    .waitFor();
  expect(await areas(page)).toEqual(['Dashboard', 'Calls', 'Support', 'Settings', 'Status']);

  await page.goto('/agents');
  await page.getByRole('heading', { name: 'Agents is closed to you' }).waitFor();
  await banner(page).waitFor();
  await page.goto('/calls');
  await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
  const refused = await page.evaluate(async () => {
    const answer = await fetch('/api/session/client', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"clientId":null}',
    });
    return [answer.status, (await answer.json()).code];
  });
  expect(refused).toEqual([403, 'view_as']);

  await page.keyboard.press('Home');
  await banner(page).getByRole('button', { name: 'Leave' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/agency\?text=oak$/);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await banner(page).count()).toBe(0);
});

test('a view that is left in one window ends in the other one, too', async ({ page }) => {
  await signIn(page, 'vivienne@larkspur.example');
  await viewAs(page, 'Brightwater Dental', 'client_manager', '/agency');
  await banner(page).waitFor();
  const other = await page.context().newPage();
  const hears = other.waitForEvent('request', ({ url }) => url().endsWith('/api/events')).catch(() => {});
  await Promise.all([other.goto('/calls'), Promise.race([page.waitForRequest(/\/api\/events$/), hears])]);
  await banner(other).waitFor();
  await banner(page).getByRole('button', { name: 'Leave' }).click();
  await page.waitForURL(/\/agency$/);
  await other.waitForURL(/\/agency$/, { timeout: 15_000 });
});

test('the banner has room on a phone, and axe has nothing against it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signIn(page, 'vivienne@larkspur.example');
  await viewAs(page, 'Brightwater Dental', 'client_admin', '/agency');
  await banner(page).getByRole('button', { name: 'Leave' }).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});
