import type { Page } from 'playwright-core';
import { inject, test as base } from 'vitest';
import { launchChromium } from './chromium.ts';

/**
 * `test` for a journey of a person in the browser: one browser a file, one empty profile a test, at the shared product's origin. What goes
 * wrong in the page unseen fails the test; one that expects trouble empties the list: `troubles.length = 0`.
 */
export const test = base
  // Vitest reads from the pattern what a fixture needs: nothing.
  // oxlint-disable-next-line no-empty-pattern
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('product', () => inject('product'))
  .extend('troubles', (): string[] => [])
  .extend('page', async ({ browser, product, troubles }, { onCleanup }) => {
    const context = await browser.newContext({ baseURL: product, viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    collectTroubles(page, troubles);
    onCleanup(async () => {
      await context.close();
      if (troubles.length) throw new Error(`The page reported:\n${troubles.join('\n')}`);
    });
    return page;
  });

/** Notes uncaught errors and console errors of a page; violations of the content security policy are among them. */
export function collectTroubles(page: Page, troubles: string[]): void {
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text(), message.location().url))
      troubles.push(`console: ${message.text()} (${message.location().url})`);
  });
}

/** The browser logs each 4xx by itself; from the interface those are answers, from anywhere else they are trouble. */
function isRefusal(text: string, url: string): boolean {
  return /^Failed to load resource: .* status of 4\d\d/.test(text) && /^https?:\/\/[^/]+\/api\//.test(url);
}
