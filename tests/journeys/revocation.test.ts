import { clientOf, type ClientOf } from '@foyer/contract';
import { consoleEndpoints, type ConsoleContract } from '@foyer/contract/console';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { expectAccessible } from '../browser/accessibility.ts';
import { findCall } from '../browser/find-call.ts';
import { collectTroubles, test } from '../browser/journey.ts';
import { loadedRow } from '../browser/loaded-row.ts';
import { DEMO_PASSWORD, signIn } from '../browser/sign-in.ts';
import { signInOverHttp } from '../product/client.ts';
import type { Product } from '../product/product.ts';
import { startDemo } from '../product/start-demo.ts';

/** What is taken away must be felt within so many milliseconds. */
const SOON = 1_000;
const COPPERLINE = 'Copperline';

let own: Product;
let agency: ClientOf<ConsoleContract>;
let clientId = '';

beforeAll(async () => {
  own = await startDemo();
  const operator = await signInOverHttp(own.url, 'anselm@tidewell.example', DEMO_PASSWORD);
  agency = clientOf(consoleEndpoints, {
    baseUrl: own.url,
    fetch: async (one) =>
      operator.fetch(one.url, {
        method: one.method,
        headers: one.headers,
        ...(one.body && { body: await one.text() }),
      }),
  });
  const { items } = await agency.searchClients({ query: { text: COPPERLINE } });
  clientId = items[0]?.id ?? '';
});
afterAll(() => own.stop());

const path = () => ({ params: { clientId } });
/** Turns grants of the client on or off, as the agency's console does. */
async function turn(grants: Readonly<Record<string, boolean>>): Promise<void> {
  const { version } = await agency.getPermissions(path());
  const overrides = Object.fromEntries(
    Object.entries(grants).map(([grant, value]) => [grant, { value, until: null }]),
  );
  await agency.savePermissions({ ...path(), body: { version, overrides } });
}

/** A person of the client in a window of their own, who hears what changes. */
async function open(page: Page, email: string, address: string): Promise<Page> {
  const context = await page.context().browser()!.newContext({ baseURL: own.url });
  context.setDefaultTimeout(15_000);
  const window = await context.newPage();
  const hears = window.waitForRequest(/\/api\/events$/);
  await signIn(window, email);
  await window.goto(address);
  await hears;
  return window;
}

test('a manager whose billing is turned off while they look at it sees why, within a second', async ({
  page,
  troubles,
}) => {
  const manager = await open(page, 'teodor@copperline.example', '/billing');
  collectTroubles(manager, troubles);
  await manager.getByRole('heading', { name: /isn’t part of this installation yet/ }).waitFor();
  await turn({ manage_billing: false });
  const from = performance.now();
  await manager.getByRole('heading', { name: 'Billing is closed to you' }).waitFor();
  await manager.getByText('Your agency turned off Billing.').first().waitFor();
  expect(performance.now() - from).toBeLessThan(SOON);
  expect(await manager.getByRole('navigation').getByRole('link', { name: 'Billing' }).count()).toBe(0);
  await manager.getByText('Ask your agency to turn on Billing.').waitFor();

  await turn({ manage_billing: true });
  await manager.getByRole('navigation').getByRole('link', { name: 'Billing' }).waitFor();
  await manager.getByText('Your agency turned on Billing.').first().waitFor();
  await manager.context().close();
});

test('a manager asks for what is closed, and is let in and told while they wait', async ({
  page,
  troubles,
}) => {
  await turn({ view_analytics: false });
  const manager = await open(page, 'teodor@copperline.example', '/analytics');
  collectTroubles(manager, troubles);
  await manager.getByRole('button', { name: 'Request access' }).click();
  const dialog = manager.getByRole('dialog', { name: 'Request access to Analytics' });
  await dialog.getByLabel('What do you need it for? (optional)').fill('The board asks each month.');
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await manager.getByText(/^Requested on /).waitFor();
  expect(await manager.getByRole('button', { name: 'Request access' }).count()).toBe(0);
  await expectAccessible(manager);

  const { items } = await agency.listAccessRequests();
  const request = items.find(({ note }) => note === 'The board asks each month.');
  const params = { clientId, requestId: request?.id ?? '' };
  const { version } = await agency.getPermissions({ params });
  await agency.grantAccess({ params, body: { version } });
  const from = performance.now();
  await manager.getByRole('heading', { name: /isn’t part of this installation yet/ }).waitFor();
  expect(performance.now() - from).toBeLessThan(SOON);
  await manager.getByText('Your agency has opened Analytics to you, as you asked.').first().waitFor();
  await manager.context().close();
});

test('calls that are taken away leave the page and the memory of every tab', async ({ page }) => {
  const manager = await open(page, 'teodor@copperline.example', '/calls');
  await loadedRow(manager).waitFor();
  const other = await manager.context().newPage();
  // It hears what the first one is told, as soon as it is calm.
  const hears = other.waitForResponse(/\/late-[^/]+\.js/);
  await other.goto('/calls');
  await loadedRow(other).waitFor();
  await hears;
  await turn({ view_calls: false, view_call_details: false });
  const from = performance.now();
  for (const tab of [manager, other])
    await tab.getByRole('heading', { name: 'Calls is closed to you' }).waitFor();
  expect(performance.now() - from).toBeLessThan(SOON);
  await turn({ view_calls: true, view_call_details: true });
  await loadedRow(manager).waitFor();
  await manager.context().close();
});

/** What the one audio element of a page does. Whether it sounds: it plays, and its time goes on. */
const audioOf = (page: Page) =>
  page
    .locator('audio')
    .first()
    .evaluate((one: HTMLAudioElement) => ({
      paused: one.paused,
      source: one.getAttribute('src'),
      seconds: one.currentTime,
    }));

/** Has a person listen to a recording of theirs until it can be heard. */
async function listen(window: Page): Promise<void> {
  const id = await findCall(window, ({ recording }) => recording.playback.level !== 'none');
  const hears = window.waitForRequest(/\/api\/events$/);
  await window.goto(`/calls/${id}`);
  await hears;
  await window
    .getByRole('region', { name: 'Recording', exact: true })
    .getByRole('button', { name: 'Play' })
    .click();
  await expect.poll(async () => (await audioOf(window)).seconds, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(await audioOf(window)).toMatchObject({ paused: false, source: expect.stringMatching(/./) });
}

test('a recording that a manager hears falls silent when the agency takes recordings out of the plan, and says so', async ({
  page,
  troubles,
}) => {
  const manager = await open(page, 'teodor@copperline.example', '/calls');
  collectTroubles(manager, troubles);
  const console = await open(page, 'anselm@tidewell.example', `/agency/${clientId}/policies`);
  collectTroubles(console, troubles);
  await console.getByRole('switch', { name: /^Listening to recordings/ }).click();
  await listen(manager);

  const saved = console.waitForResponse((answer) => answer.url().endsWith('/policies') && answer.ok());
  await console.getByRole('button', { name: 'Save policies' }).click();
  await saved;
  const from = performance.now();
  await manager.getByRole('heading', { name: 'Recordings aren’t part of your plan' }).waitFor();
  expect(await audioOf(manager)).toMatchObject({ paused: true, source: null });
  expect(performance.now() - from).toBeLessThan(SOON);
  await manager
    .getByText(/recording.*plan/i)
    .first()
    .waitFor();
  expect(await manager.getByRole('region', { name: 'Recording', exact: true }).count()).toBe(0);
  await expectAccessible(manager);

  await console.getByRole('switch', { name: /^Listening to recordings/ }).click();
  await console.getByRole('button', { name: 'Save policies' }).click();
  await manager.getByRole('region', { name: 'Recording', exact: true }).waitFor();
  // Nobody starts it but whoever listens.
  expect((await audioOf(manager)).paused).toBe(true);
  await manager.context().close();
  await console.context().close();
});

test('a recording that a manager hears falls silent with the grant behind it', async ({ page }) => {
  const manager = await open(page, 'teodor@copperline.example', '/calls');
  await listen(manager);
  await turn({ view_call_details: false });
  const from = performance.now();
  await manager.getByText('Summary, transcript and recording').waitFor();
  expect(await audioOf(manager)).toMatchObject({ paused: true, source: null });
  expect(performance.now() - from).toBeLessThan(SOON);
  await manager
    .getByText(/Ask your agency to turn on Call details/)
    .first()
    .waitFor();
  await turn({ view_call_details: true });
  await manager.context().close();
});

test('somebody whose client is suspended is asked to sign in within a second, and what they hear stops', async ({
  page,
}) => {
  const staff = await open(page, 'teodor@copperline.example', '/calls');
  await listen(staff);
  const { version } = await agency.getClient(path());
  await agency.setClientState({ ...path(), body: { version, state: 'suspended' } });
  const from = performance.now();
  await staff.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
  expect((await audioOf(staff)).paused).toBe(true);
  expect(performance.now() - from).toBeLessThan(SOON);
  await staff.context().close();
});
