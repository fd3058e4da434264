import type { Browser, Locator, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';

/** When a person first saw something, in milliseconds of the page's own clock, from the start of the navigation on. */
export interface Seen {
  sidebar?: number;
  unavailable?: number;
  /** Words that say something else than what is the case. */
  wrong?: string;
}

declare global {
  interface Window {
    seen: Seen;
  }
}

/** A page in a profile of its own that is signed in already, at any origin. What it reports is not collected: it is there for trouble. */
export async function signedInPage(browser: Browser, origin: string, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(20_000);
  const answer = await context.request.post('/api/sign-in', {
    data: { email, password: DEMO_PASSWORD },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`Sign-in of ${email}: ${answer.status()} ${await answer.text()}`);
  return context.newPage();
}

/** Presses what an unavailable remote offers, until its page stands. */
export async function tryAgain(page: Page, stands: Locator): Promise<void> {
  await page.getByRole('button', { name: 'Try again' }).click();
  await stands.waitFor();
}

/** The same on a plain host: under the one name that a file has there, a browser may remember how badly it went, until there is a new page. */
export async function tryAgainOrReload(page: Page, stands: Locator): Promise<void> {
  await page.getByRole('button', { name: 'Try again' }).click();
  const reload = page.getByRole('button', { name: 'Reload the page' });
  await stands.or(reload).first().waitFor();
  if (await reload.isVisible()) await reload.click();
  await stands.waitFor();
}

/** From the next navigation on, notes what the page shows and when, however slow whoever watches is. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen = {};
    window.seen = seen;
    new MutationObserver(() => {
      if (document.querySelector('nav a[href="/calls"]')) seen.sidebar ??= performance.now();
      for (const heading of document.querySelectorAll('h1, h2')) {
        const words = heading.textContent;
        if (/isn’t available right now/.test(words)) seen.unavailable ??= performance.now();
        if (/not found|wasn’t found|closed to you|went wrong|couldn’t be/i.test(words)) seen.wrong ??= words;
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

export const seenOn = (page: Page): Promise<Seen> => page.evaluate(() => window.seen);

/**
 * From the next navigation on, the portal names no hashes of a remote's files, as if what the faulty origin answers were what had been published:
 * a release that was broken when it was built, not on its way.
 */
export async function asPublished(page: Page): Promise<void> {
  // A document that comes from here and not off a socket counts as one from the internet, which has to ask before it loads from this machine.
  await page.context().grantPermissions(['local-network-access']);
  await page.route('**/api/session', async (route) => {
    const response = await route.fetch();
    const session = await response.json();
    for (const remote of session.remotes) remote.integrity = {};
    await route.fulfill({ response, json: session });
  });
  await page.route(
    (url) => url.pathname === '/calls',
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: (await response.text()).replaceAll(/ integrity="sha384-[^"]+"/g, ''),
      });
    },
  );
}
