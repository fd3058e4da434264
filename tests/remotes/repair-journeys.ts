import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { signedInPage } from '../faults/broken-page.ts';
import { signInOverHttp } from '../product/client.ts';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';
import { filesAskedFor, RENATA, test, type Desk } from './desk.ts';
import { saying, type Change, type Variant } from './variant.ts';

const FIRST = 'What answers your calls, and how it is going.';
const GREEN = 'What answers your calls, in green.';
const EARLIER = 'An earlier version of Agents is showing, because the newest didn’t load.';
const UNAVAILABLE = 'Agents isn’t available right now';

/** A version whose pages throw when their code is evaluated. */
const BROKEN: Change = {
  edit: (script, path) => (path.includes('/routes-') ? `throw new Error("broken");${script}` : script),
};

const sidebar = (page: Page) => page.getByRole('navigation').first();
const link = (page: Page, name: string) => sidebar(page).getByRole('link', { name });

test('a version that does not start gives way to the one that last worked on this device, and is tried again on wish', async ({
  page,
  desk,
}) => {
  await desk.reset();
  await page.goto('/agents');
  await page.getByText(FIRST).waitFor();
  await desk.promote(await desk.publish('agents', BROKEN));
  const files = filesAskedFor(page);
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
});

test('a withdrawn version is not fallen back to', async ({ page, desk }) => {
  await desk.reset();
  const green = await desk.publish('agents', saying(GREEN));
  await desk.promote(green);
  await page.goto('/agents');
  await page.getByText(GREEN).waitFor();
  await desk.promote(await desk.publish('agents', BROKEN));
  const { id: remote, version } = green.manifest;
  await desk.api.withdrawRelease({ params: { remote, version } });
  await page.reload();
  await page.getByRole('heading', { name: UNAVAILABLE }).waitFor();
  expect(await page.getByText(GREEN).count()).toBe(0);
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
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText(GREEN).waitFor();
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
  await page.route(everything, (route) => route.fulfill({ status: 500 }));
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

test('a canary that fails on too many devices is rolled back by the server, which says so', async ({
  page,
  desk,
}) => {
  await desk.reset();
  const broken = await desk.publish('agents', BROKEN);
  await desk.promote(broken, 'canary');
  const session = await (await page.request.get('/api/session')).json();
  await desk.api.setCanary({
    params: { remote: 'agents' },
    body: { percent: 0, clients: [session.client.id] },
  });
  // Five more devices, on which it fails as it does here.
  for (let device = 0; device < 5; device++) {
    const { api, fetch: ask } = await signInOverHttp(desk.url, RENATA, DEMO_PASSWORD);
    const { remotes } = await api.getSession();
    const version = remotes.find(({ id }) => id === 'agents')?.version ?? '';
    expect(version).toBe(broken.manifest.version);
    const loads = [{ remote: 'agents', version, outcome: 'failed', type: 'evaluation' }];
    const told = await ask('/api/loads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loads }),
    });
    expect(told.status).toBe(204);
  }
  const channels = async () =>
    (await desk.api.listReleases()).items.find(({ id }) => id === 'agents')?.channels;
  // None of its own: everybody has stable.
  await expect.poll(async () => (await channels())?.canary).toBeNull();
  const { items } = await desk.api.listReleaseHistory({ query: { remote: 'agents', limit: 1 } });
  expect(items[0]).toMatchObject({ by: 'server', act: 'roll_back', from: broken.manifest.version });
  await page.goto('/agents');
  await page.getByText(FIRST).waitFor();
});

test('an address rescues a portal that a remote breaks, for this tab', async ({ page, desk }) => {
  await desk.reset();
  await desk.promote(await desk.publish('agents', BROKEN));
  const errors: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  await page.goto('/agents?disable-remotes=agents');
  await page.getByRole('heading', { name: 'Agents is switched off in this tab' }).waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(errors).toEqual([]);
  await desk.promote(await desk.publish('agents', saying(GREEN)));
  await page.getByRole('button', { name: 'Enable again' }).click();
  await page.getByText(GREEN).waitFor();
});

test('a registry that is not signed by the portal’s own key opens no remote', async ({ browser, desk }) => {
  await desk.reset();
  const page = await signedInPage(browser, desk.url, RENATA);
  const key = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=';
  await page.route('**/agents', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '<head>',
      `<head><meta name="foyer-registry-key" content="${key}">`,
    );
    await route.fulfill({ response, body });
  });
  const files = filesAskedFor(page);
  await page.goto('/agents');
  await page.getByText('What arrived isn’t what was published, so it wasn’t started.').waitFor();
  expect(files.filter(({ path }) => path.endsWith('remote-entry.js')).length).toBeLessThan(2);
  await page.context().close();
});

/** The one script of a published version that holds these words. */
async function chunkWith(desk: Desk, variant: Variant, words: string): Promise<string> {
  for (const { path } of variant.manifest.files) {
    const file = join(desk.folder(variant), path);
    if (path.endsWith('.js') && (await readFile(file, 'utf8')).includes(words)) return file;
  }
  throw new Error(`No script of ${variant.manifest.version} holds ${words}.`);
}
