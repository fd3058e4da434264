import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { tryAgain, tryAgainOrReload } from '../faults/broken-page.ts';
import { filesAskedFor, type Desk, type DeskTest } from './desk.ts';
import { saying, type Change, type Variant } from './variant.ts';

export const FIRST = 'What answers your calls, and how it is going.';
export const GREEN = 'What answers your calls, in green.';
const EARLIER = 'An earlier version of Agents is showing, because the newest didn’t load.';
export const UNAVAILABLE = 'Agents isn’t available right now';

/** A version whose pages throw when their code is evaluated. */
export const BROKEN: Change = {
  edit: (script, path) => (path.includes('/routes-') ? `throw new Error("broken");${script}` : script),
};

const sidebar = (page: Page) => page.getByRole('navigation').first();
const link = (page: Page, name: string) => sidebar(page).getByRole('link', { name });

/** What happens by itself when a version doesn't come or doesn't start, wherever its files lie. */
export function repairJourneys(test: DeskTest): void {
  test('a version that does not start gives way to the one that last worked on this device, and is tried again on wish', async ({
    page,
    desk,
  }) => {
    await desk.reset();
    await page.goto('/agents');
    await page.getByText(FIRST).waitFor();
    await desk.promote(await desk.publish('agents', BROKEN));
    const files = filesAskedFor(page);
    const warnings: string[] = [];
    page.on('console', (message) => void (message.type() === 'warning' && warnings.push(message.text())));
    await page.reload();
    await page.getByText(EARLIER).waitFor();
    await page.getByText(FIRST).waitFor();

    // Only once: moving on and back asks for nothing more.
    await link(page, 'Dashboard').click();
    const asked = files.length;
    await link(page, 'Agents').click();
    await page.getByText(EARLIER).waitFor();
    expect(files.length).toBe(asked);

    await desk.promote(await desk.publish('agents', saying(GREEN)));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(GREEN).waitFor();
    expect(await page.getByText(EARLIER).count()).toBe(0);
    // Three versions of one remote in one page, and the runtime takes none of them apart.
    expect(warnings.filter((text) => text.includes('already registered'))).toEqual([]);
  });

  test('a file that was tampered with is refused by the browser and said to be, until it is what was published', async ({
    page,
    desk,
  }) => {
    await desk.reset();
    const green = await desk.publish('agents', saying(GREEN));
    const file = await chunkWith(desk, green, GREEN);
    const published = await readFile(file, 'utf8');
    await writeFile(file, `window.tampered = true;${published}`);
    await desk.promote(green);
    await page.addInitScript(() => {
      const told: Blob[] = [];
      Object.assign(window, { told });
      navigator.sendBeacon = (_, body) => told.push(body as Blob) > 0;
    });
    const told = () =>
      page.evaluate(async () => {
        const { told: blobs } = window as unknown as { told: Blob[] };
        return (await Promise.all(blobs.map((blob) => blob.text()))).join('\n');
      });
    await page.goto('/agents');
    await page.getByText('What arrived isn’t what was published, so it wasn’t started.').waitFor();
    expect(await page.evaluate(() => 'tampered' in window)).toBe(false);
    // What a page has to tell goes out when it is left, or after a while.
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    await expect.poll(told, { timeout: 25_000 }).toContain('"integrity"');

    await writeFile(file, published);
    const retry = desk.host ? tryAgainOrReload : tryAgain;
    await retry(page, page.getByText(GREEN));
  });

  test('a version for another portal is not even fetched', async ({ page, desk }) => {
    await desk.reset();
    const future = await desk.publish('agents', { manifest: { hostApi: '^9.0.0' } });
    await desk.promote(future);
    const files = filesAskedFor(page);
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    await link(page, 'Agents').click();
    await page.getByText('Its version doesn’t fit this portal.').waitFor();
    expect(files.filter(({ remote }) => remote === 'agents')).toEqual([]);
  });

  test('a remote that goes on failing is left alone for a while, and comes by itself once it is repaired', async ({
    page,
    desk,
  }) => {
    await desk.reset();
    const everything = '**/remotes/agents/**';
    await page.route(everything, (route) =>
      route.fulfill({ status: 500, headers: { 'access-control-allow-origin': '*' } }),
    );
    await page.goto('/agents');
    await page.getByRole('heading', { name: UNAVAILABLE }).waitFor();
    for (let attempt = 0; attempt < 2; attempt++) {
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    }
    await page.getByText(/Tries again by itself in \d+ s/).waitFor();

    const files = filesAskedFor(page);
    for (const place of ['Dashboard', 'Agents']) {
      await link(page, place).click();
      await page.getByRole('main').getByRole('heading', { level: 1, name: place }).waitFor();
    }
    await page.getByText(/Tries again by itself in \d+ s/).waitFor();
    expect(files.filter(({ remote }) => remote === 'agents')).toEqual([]);

    await page.unroute(everything);
    await page.getByText(FIRST).waitFor({ timeout: 40_000 });
  });

  test('a page whose code went away with its deploy comes from the newest version, without a reload', async ({
    page,
    desk,
  }) => {
    await desk.reset();
    const first = await desk.fixture('agents', '1');
    await desk.publishFolder(first);
    await desk.promote(first);
    await page.goto('/agents');
    await page.getByText('library 1').waitFor();
    await page.evaluate(() => Object.assign(window, { same: true }));

    const next = await desk.fixture('agents', '2');
    await desk.publishFolder(next);
    await desk.promote(next);
    // A host that keeps no old versions.
    await rm(desk.folder(first), { recursive: true });
    await page.getByRole('link', { name: 'More' }).click();
    await page.getByText('There is more.').waitFor();
    expect(await page.evaluate(() => 'same' in window)).toBe(true);
  });
}

/** The one script of a published version that holds these words. */
async function chunkWith(desk: Desk, variant: Variant, words: string): Promise<string> {
  for (const { path } of variant.manifest.files) {
    const file = join(desk.folder(variant), path);
    if (path.endsWith('.js') && (await readFile(file, 'utf8')).includes(words)) return file;
  }
  throw new Error(`No script of ${variant.manifest.version} holds ${words}.`);
}
