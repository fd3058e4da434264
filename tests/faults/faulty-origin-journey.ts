import { inject } from 'vitest';
import { test as journey } from '../browser/journey.ts';
import { openDesk, type Place } from '../remotes/desk.ts';
import { variantFolder } from '../remotes/variant.ts';
import { signedInPage, watch } from './broken-page.ts';
import { startFaultyOrigin, type FaultyOrigin } from './faulty-origin.ts';

/**
 * `test` for a client admin at a portal of whose remotes any file can be made to fail. `faults.url` is the portal's origin. `told` is what the page
 * has told the console: its telemetry.
 */
export const faultyTest = (place: Place) =>
  journey
    // Vitest reads from the pattern what a fixture needs: nothing.
    // oxlint-disable-next-line no-empty-pattern
    .extend('faults', { scope: 'file' }, async ({}, { onCleanup }): Promise<FaultyOrigin> => {
      const faults =
        place === 'one origin' ? await startFaultyOrigin(inject('product')) : await portalWithFaultyHost();
      onCleanup(() => faults.close());
      return faults;
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

export type FaultyTest = ReturnType<typeof faultyTest>;

/** A portal whose remotes lie on another origin; it is that one which fails. */
async function portalWithFaultyHost(): Promise<FaultyOrigin> {
  const variants = await variantFolder();
  const desk = await openDesk('separate origins', variants.path);
  if (!desk.host) throw new Error('The desk has no host.');
  return {
    ...desk.host,
    url: desk.url,
    close: async () => {
      await desk.close();
      await variants.remove();
    },
  };
}
