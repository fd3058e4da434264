import { createHmac, randomUUID } from 'node:crypto';
import { persona } from '@foyer/server/personas';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { test, WITH_START } from '../browser/own-product.ts';
import { DEMO_PASSWORD, signIn } from '../browser/sign-in.ts';
import { signInOverHttp } from '../product/client.ts';

/** What happens on the phone stands on the screen within so many milliseconds. */
const SOON = 1_000;

interface Line {
  /** Sends an event of a call as a platform of the plain kind does. */
  send(event: string, call: Readonly<Record<string, unknown>>): Promise<void>;
}

/** A connection of Oakfield's, made over the interface as the agency's console does. */
async function connect(url: string): Promise<Line> {
  const agency = await signInOverHttp(url, 'vivienne@larkspur.example', DEMO_PASSWORD);
  const base = `${url}/api/clients/${persona('oakfield-admin').clientId}/connections`;
  const ask = async (address: string, method: string, body?: unknown) =>
    (
      await agency.fetch(address, {
        method,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json', origin: url },
          body: JSON.stringify(body),
        }),
      })
    ).json();
  const made = await ask(base, 'POST', {
    vendor: 'generic',
    name: 'Workshop line',
    consent: 'granted',
    retentionDays: 90,
  });
  const { agents } = await ask(base, 'GET');
  await ask(`${base}/${made.connection.id}/agents`, 'PUT', {
    vendorAgentId: 'front',
    agentId: agents[0].id,
  });
  return {
    send: async (event, call) => {
      const body = JSON.stringify({ event, call: { agent: 'front', direction: 'inbound', ...call } });
      const timestamp = Math.floor(Date.now() / 1000);
      const signature = createHmac('sha256', made.secret).update(`${timestamp}.${body}`).digest('hex');
      const answer = await fetch(made.connection.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-foyer-signature': `t=${timestamp},v1=${signature}`,
        },
        body,
      });
      expect(answer.status).toBe(200);
    },
  };
}

const idOf = (row: Locator) => row.getByRole('link').first().getAttribute('href');
const rows = (page: Page) => page.locator('[role="row"][data-index]:not([aria-busy="true"])');

let line: Line | undefined;

/** The list of calls with its event stream open, as somebody who may see all of it. */
async function openList(page: Page, product: string): Promise<Line> {
  line ??= await connect(product);
  const hears = page.waitForRequest(/\/api\/events$/);
  await signIn(page, 'vivienne@larkspur.example');
  await page.goto('/agency');
  await page.getByRole('link', { name: 'Oakfield Garage' }).click();
  await page.getByRole('button', { name: 'Open with full access' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
  await rows(page).first().waitFor();
  await hears;
  return line;
}

test(
  'a call appears while it goes on, ticks, and settles where it stands',
  WITH_START,
  async ({ page, product }) => {
    const { send } = await openList(page, product);
    const before = await idOf(rows(page).first());
    const call = { id: randomUUID(), startedAt: new Date().toISOString() };

    await send('call.started', call);
    const from = performance.now();
    const live = rows(page).filter({ hasText: 'In progress' });
    await live.waitFor();
    expect(performance.now() - from).toBeLessThan(SOON);
    expect(await idOf(rows(page).first())).not.toBe(before);
    const lasted = async () => Number.parseInt((await live.locator('time').last().textContent()) ?? '', 10);
    const first = await lasted();
    await expect.poll(lasted).toBeGreaterThan(first);

    await send('call.finished', { ...call, durationMs: 9_000, status: 'completed', summary: 'All is well.' });
    const ended = performance.now();
    await live.waitFor({ state: 'detached' });
    expect(performance.now() - ended).toBeLessThan(SOON);
    expect(await rows(page).first().textContent()).toContain('9 s');
  },
);

test('what is being looked at doesn’t move: new calls wait above it until they are asked for', async ({
  page,
  product,
}) => {
  const { send } = await openList(page, product);
  await rows(page).nth(3).hover();
  const top = await idOf(rows(page).first());
  for (const ago of [0, 30_000])
    await send('call.finished', {
      id: randomUUID(),
      // One of them began before others that stand there, and was over after them.
      startedAt: new Date(Date.now() - ago).toISOString(),
      durationMs: 4_000,
      status: 'completed',
    });
  await page.getByRole('button', { name: '2 new calls' }).waitFor();
  expect(await idOf(rows(page).first())).toBe(top);
  await page.getByRole('button', { name: '2 new calls' }).click();
  await expect.poll(() => idOf(rows(page).first())).not.toBe(top);
  expect(await page.getByRole('button', { name: /new calls?$/ }).count()).toBe(0);
});
