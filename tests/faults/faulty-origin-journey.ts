import { inject } from 'vitest';
import { test as journey } from '../browser/journey.ts';
import { signedInPage, watch } from './broken-page.ts';
import { startFaultyOrigin } from './faulty-origin.ts';

/** `test` for a client admin at an origin whose addresses can be made to fail. `told` is what the page has told the console: its telemetry. */
export const test = journey
  // Vitest reads from the pattern what a fixture needs: nothing.
  // oxlint-disable-next-line no-empty-pattern
  .extend('faults', { scope: 'file' }, async ({}, { onCleanup }) => {
    const origin = await startFaultyOrigin(inject('product'));
    onCleanup(() => origin.close());
    return origin;
  })
  .extend('told', (): string[] => [])
  .extend('page', async ({ browser, faults, told }, { onCleanup }) => {
    const page = await signedInPage(browser, faults.url, 'renata@brightwater.example');
    onCleanup(async () => {
      faults.repair();
      await page.context().close();
    });
    page.on('console', (message) => told.push(message.text()));
    await watch(page);
    return page;
  });
