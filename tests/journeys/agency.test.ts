import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from '../browser/accessibility.ts';
import { collectTroubles } from '../browser/journey.ts';
import { test } from '../browser/own-product.ts';
import { signIn } from '../browser/sign-in.ts';

const AGENCY = 'vivienne@larkspur.example';
/** What is taken away must be felt within so many milliseconds. */
const SOON = 1_000;

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function openTab(page: Page, client: string, tab: string): Promise<void> {
  await page.goto('/agency');
  await page.getByRole('link', { name: client }).click();
  await heading(page, client).waitFor();
  if (tab)
    await page
      .getByRole('navigation', { name: /^Parts of/ })
      .getByRole('link', { name: tab })
      .click();
}

/** What the keys are at; empty where they are nowhere. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: at, body } = document;
    return at === body || !at ? '' : (at.getAttribute('aria-label') ?? at.textContent.trim());
  });

/** A person of a client in a window of their own, who hears what changes. */
async function openAs(
  page: Page,
  product: string,
  email: string,
  path: string,
  troubles: string[],
): Promise<Page> {
  const context = await page.context().browser()!.newContext({ baseURL: product });
  context.setDefaultTimeout(15_000);
  const window = await context.newPage();
  collectTroubles(window, troubles);
  const hears = window.waitForRequest(/\/api\/events$/);
  await signIn(window, email);
  await window.goto(path);
  await hears;
  return window;
}

test(
  'with the keyboard alone, an agency’s admin sees who is looking at Billing, turns it off, gives it back, and answers who asked for it',
  { timeout: 120_000 },
  async ({ page, product, troubles }) => {
    const manager = await openAs(page, product, 'colm@brightwater.example', '/billing', troubles);
    await manager.getByRole('heading', { level: 1, name: 'Billing' }).waitFor();

    await signIn(page, AGENCY);
    await page.getByRole('searchbox', { name: 'Search clients' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('bright');
    await page.keyboard.press('Enter');
    await page.waitForURL(/text=bright/);
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'Brightwater Dental' }).focus();
    await page.keyboard.press('Enter');
    await heading(page, 'Brightwater Dental').waitFor();
    await page.getByRole('link', { name: 'Permissions' }).focus();
    await page.keyboard.press('Enter');

    const billing = page.getByRole('switch', { name: /^Billing/ });
    await billing.focus();
    await page.keyboard.press('Space');
    const differences = page.getByRole('list', { name: 'Differences' });
    await differences.getByText('1 manager loses Billing; one is looking at it now.').waitFor();
    await differences.getByText('Colm Vesterby').first().waitFor();
    await differences.getByText('1 admin loses Billing.').waitFor();
    await page
      .getByRole('list', { name: 'Sidebar of Manager' })
      .getByText('Billing, lost')
      .waitFor({ state: 'attached' });
    expect(await manager.getByRole('heading', { name: 'Billing is closed to you' }).count()).toBe(0);

    const save = page.getByRole('button', { name: 'Save permissions' });
    await expect.poll(() => save.isEnabled()).toBe(true);
    await save.focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Saved\. It holds already/).waitFor();
    await manager.getByRole('heading', { name: 'Billing is closed to you' }).waitFor({ timeout: SOON });
    await manager.getByText('Ask your agency to turn on Billing.').first().waitFor();

    const asked = await manager.request.post('/api/access-requests', {
      data: { capability: 'billing' },
      headers: { origin: product },
    });
    expect(asked.status()).toBe(200);

    // The bar that was pressed is gone: what stands in its place has the focus.
    await expect.poll(() => focused(page)).toBe('Saved');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Undo');
    await page.keyboard.press('Enter');
    await expect.poll(() => billing.isChecked()).toBe(true);
    await manager
      .getByRole('navigation')
      .first()
      .getByRole('link', { name: 'Billing' })
      .waitFor({ timeout: SOON });
    await manager.context().close();

    await page.goto('/agency');
    await page.getByRole('link', { name: 'Access requests 1' }).focus();
    await page.keyboard.press('Enter');
    const decline = page.getByRole('button', { name: /^Decline Billing for Colm/ });
    await decline.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Decline Billing for Colm/ });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/^Decline Billing for Colm/);
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.type('You have it again.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Decline');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nobody is waiting' }).waitFor();
    await expect.poll(() => focused(page)).not.toBe('');
  },
);

test('who views as a person comes back to the page they left, and the client’s activity says why they looked', async ({
  page,
}) => {
  await signIn(page, AGENCY);
  await openTab(page, 'Keystone Lettings', 'People');
  const table = page.getByRole('table', { name: 'People' });
  const name = (await table.getByRole('button').first().textContent()) ?? '';
  await table.getByRole('button', { name }).click();
  await page.getByRole('button', { name: `View as ${name}` }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('They asked where their calls went');
  await page.getByRole('button', { name: 'Start viewing' }).click();
  const banner = page.getByRole('region', { name: 'Viewing as' });
  await banner.getByText(name).waitFor();
  await banner.getByRole('button', { name: 'Leave' }).click();
  await heading(page, 'Keystone Lettings').waitFor();
  await page.waitForURL(/\/agency\/[^/]+\/people$/);
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByText('“They asked where their calls went”').first().waitFor();
});

test('a new client starts with the defaults, and its first person is invited', async ({ page }) => {
  await signIn(page, AGENCY);
  await heading(page, 'Clients').waitFor();
  await page.getByRole('button', { name: 'Create client' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a client' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Harbour Bakery');
  await dialog.getByRole('textbox', { name: 'First project' }).fill('Quay');
  await dialog.getByRole('combobox', { name: 'Time zone' }).selectOption('Europe/Berlin');
  await dialog.getByRole('button', { name: 'Create client' }).click();
  await heading(page, 'Harbour Bakery').waitFor();
  await page.getByRole('link', { name: 'Permissions' }).click();
  await page
    .getByText(/^Copied from defaults v3/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('paz@harbour.example');
  await page.getByRole('textbox', { name: 'Name' }).fill('Paz Ortega');
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByRole('rowheader', { name: /Paz Ortega/ }).waitFor();
});

test(
  'axe finds nothing on any page of the console, which fits a phone',
  { timeout: 240_000 },
  async ({ page }) => {
    await signIn(page, AGENCY);
    await openTab(page, 'Oakfield Garage', '');
    const client = new URL(page.url()).pathname;
    const paths = [
      '/agency',
      '/agency/defaults',
      '/agency/defaults/apply',
      ...['', '/people', '/permissions', '/policies', '/connections', '/activity'].map((tab) => client + tab),
    ];
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const path of paths) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
  },
);
