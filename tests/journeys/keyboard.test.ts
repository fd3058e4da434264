import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { loadedRow } from '../browser/loaded-row.ts';
import { test, WITH_START } from '../browser/own-product.ts';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';

const people = [
  { role: 'an admin', email: 'philippa@keystone.example', theme: 'light', closed: 'Billing' },
  { role: 'a manager', email: 'owen@keystone.example', theme: 'dark', closed: 'Integrations' },
  { role: 'staff', email: 'bartek@keystone.example', theme: 'light', closed: 'Agents' },
] as const;

/** Stops of the Tab key between any two things of a page, at most. */
const MOST_STOPS = 40;

/**
 * Where the focus is and whether the eye finds it there: what has it looks other than its own copy beside it, which hasn't. A heading is focused
 * to be read out and is no control; it only has to be there.
 */
function placeOfFocus(): 'nowhere' | 'out of sight' | 'unmarked' | 'plain to see' {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return 'nowhere';
  const { top, bottom, left, right } = active.getBoundingClientRect();
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return 'out of sight';
  if (active.tabIndex < 0) return 'plain to see';
  const look = (element: Element) => {
    const { outline, boxShadow, backgroundColor, borderColor } = getComputedStyle(element);
    return [outline, boxShadow, backgroundColor, borderColor].join();
  };
  let around: Element | null = active;
  for (let level = 0; around && level < 4; level++, around = around.parentElement) {
    const copy = around.cloneNode(true) as Element;
    copy.classList.remove('Mui-focusVisible');
    around.after(copy);
    const marked = look(around) !== look(copy);
    copy.remove();
    if (marked) return 'plain to see';
  }
  return 'unmarked';
}

/** A page that is worked with the keys alone: after each of them the focus is somewhere, in sight, and marked. */
function keysOf(page: Page) {
  const settle = (after: string) =>
    expect.poll(() => page.evaluate(placeOfFocus), { message: `focus after ${after}` }).toBe('plain to see');
  async function press(key: string): Promise<void> {
    await page.keyboard.press(key);
    await settle(key);
  }
  const has = (wanted: Locator) => wanted.evaluate((element) => element === document.activeElement);
  async function goTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await wanted.waitFor();
    for (let stops = 0; !(await has(wanted)); stops++) {
      if (stops === MOST_STOPS) throw new Error(`${key} doesn’t reach ${String(wanted)}.`);
      await press(key);
    }
  }
  return { press, settle, goTo, type: (words: string) => page.keyboard.type(words) };
}

const rowInFocus = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[role="row"]')?.dataset['index']);

for (const { role, email, theme, closed } of people) {
  test(
    `${role} signs in, goes through calls and asks for what is closed, by the keys alone, in the ${theme}`,
    WITH_START,
    async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 1440, height: 900 });
      const { press, settle, goTo, type } = keysOf(page);

      await page.goto('/');
      await goTo(page.getByLabel('E-mail address'));
      await type(email);
      await goTo(page.getByLabel('Password'));
      await type(DEMO_PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
      await settle('signing in');

      await goTo(page.getByRole('navigation').getByRole('link', { name: 'Calls' }), 'Shift+Tab');
      await press('Enter');
      await loadedRow(page).waitFor();

      await goTo(page.getByRole('button', { name: 'Status', exact: true }));
      await press('Enter');
      await goTo(page.getByRole('checkbox', { name: 'Completed' }));
      await press('Space');
      await press('Escape');
      const chip = page.getByRole('button', { name: 'Status: Completed' });
      expect(await chip.evaluate((element) => element === document.activeElement)).toBe(true);
      await expect.poll(() => new URL(page.url()).searchParams.get('status')).toBe('completed');
      // Until then the rows from before stand there, and would be opened.
      const others = page.locator('[role="row"][data-index]').filter({ hasNotText: 'Completed' });
      await expect.poll(() => others.count()).toBe(0);

      await press('j');
      await press('j');
      const next = Number(await rowInFocus(page)) + 1;
      await press('Enter');
      const call = page.getByRole('article', { name: 'Call' });
      await call.getByRole('heading', { name: 'Transcript' }).waitFor();
      await press('j');
      await page.locator(`[role="row"][data-index="${next}"][aria-selected="true"]`).waitFor();
      await press('Escape');
      await expect.poll(() => new URL(page.url()).pathname).toBe('/calls');
      await expect.poll(() => rowInFocus(page)).toBe(String(next));

      await goTo(page.getByRole('button', { name: 'Clear Status' }), 'Shift+Tab');
      await press('Enter');
      await expect.poll(() => new URL(page.url()).search).toBe('');

      // By its address: nothing leads to a door that is closed.
      await page.goto(`/${closed.toLowerCase()}`);
      const ask = page.getByRole('button', { name: 'Request access' });
      await goTo(ask);
      await press('Enter');
      await page.getByRole('dialog', { name: `Request access to ${closed}` }).waitFor();
      await type('I answer questions about it every day.');
      await goTo(page.getByRole('button', { name: 'Send request' }));
      await press('Enter');
      await page.getByText(/^Requested on/).waitFor();
      expect(await ask.count()).toBe(0);
      await settle('the request');
      await goTo(page.getByRole('navigation').getByRole('link', { name: 'Calls' }), 'Shift+Tab');
    },
  );
}
