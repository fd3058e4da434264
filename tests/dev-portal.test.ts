import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../.ci/workspaces.mjs';
import { launchChromium } from './browser/chromium.ts';

// Everything from sources: the first pages wait for Vite to look through the dependencies of the shell and of each remote.
const PATIENCE = 150_000;

let command: ChildProcess;
let browser: Browser;
let page: Page;
let data: string;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'foyer-dev-'));
  const [address] = await Promise.all([startDev(), launchChromium().then((started) => (browser = started))]);
  page = await browser.newPage({ baseURL: address, viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
}, 2 * PATIENCE);

afterAll(async () => {
  await browser?.close();
  command?.kill('SIGTERM');
  if (command) await once(command, 'close');
  await rm(data, { recursive: true, force: true });
});

/** What stands behind `npm run dev`, on a port that is free, as are those behind it for the remotes. */
async function startDev(): Promise<string> {
  // The runner's own settings would make the presets leave federation out.
  const { VITEST: _, DATABASE_URL: __, ...env } = process.env;
  command = spawn(process.execPath, ['.ci/dev.mjs'], {
    cwd: root,
    env: {
      ...env,
      FOYER_DEV: '1',
      NODE_ENV: 'development',
      PORT: String(await freePort()),
      FOYER_DATA: data,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /Foyer is ready at (http:\/\/\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    };
    command.stdout?.on('data', listen);
    command.stderr?.on('data', listen);
    command.on('exit', (code) => reject(new Error(`It ended with ${code}.\n${output}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  // Far from those that are given out by chance.
  return 20_000 + (port % 10_000);
}

const panel = () => page.getByRole('complementary', { name: 'Development' });
const choice = (label: string) => panel().getByRole('combobox', { name: label, exact: true });
const link = (name: string) => page.getByRole('navigation').getByRole('link', { name }).first();

/** A choice for which the page loads anew. */
const choose = (label: string, value: string) =>
  Promise.all([page.waitForEvent('load'), choice(label).selectOption(value)]);

async function unfold(section: string): Promise<void> {
  const whole = panel()
    .locator('details')
    .filter({ has: page.getByText(section, { exact: true }) });
  if ((await whole.getAttribute('open')) === null) await whole.locator('summary').first().click();
}

it(
  'a developer signs in as anybody from the panel, and sees which remotes come from their sources',
  async () => {
    await page.goto('/');
    const button = panel().getByRole('button', { name: 'Development · nobody' });
    await button.click();
    await choose('Persona', 'brightwater-admin');
    await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    await panel().getByRole('button', { name: 'Development · Renata Oyelaran' }).waitFor();
    await unfold('Remotes');
    const remotes = panel().getByRole('list', { name: 'Remotes' }).getByRole('listitem');
    await expect
      .poll(async () => (await remotes.allInnerTexts()).find((text) => text.startsWith('Calls')))
      .toMatch(/^Calls\s+0\.1\.0-sources\s+from its sources at http:\/\/127\.0\.0\.1:\d+\/ · host API \^\d/);
  },
  PATIENCE,
);

it(
  'breaks the code of a remote and an endpoint on the wire, and repairs them',
  async () => {
    await link('Calls').click();
    await page.getByRole('row').nth(2).waitFor();
    await unfold('Faults');
    await choice('Only').selectOption('remote calls');
    await choose('does this', 'failing');
    await page.getByRole('heading', { name: 'Calls isn’t available right now' }).waitFor();
    await Promise.all([
      page.waitForEvent('load'),
      panel().getByRole('button', { name: 'Repair Code of Calls' }).click(),
    ]);
    await page.getByRole('row').nth(2).waitFor();

    await choice('Only').selectOption('listCalls');
    await choose('does this', 'failing');
    await page.getByRole('alert').filter({ hasText: 'mock-failure' }).first().waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
    await Promise.all([
      page.waitForEvent('load'),
      panel().getByRole('button', { name: 'Repair everything' }).click(),
    ]);
    await page.getByRole('row').nth(2).waitFor();
  },
  PATIENCE,
);

it(
  'says why something is hidden for another person, whom the server knows',
  async () => {
    await choose('Persona', 'brightwater-staff');
    await panel()
      .getByRole('button', { name: /Development · Suri/ })
      .waitFor();
    await unfold('Why is this hidden?');
    const billing = panel()
      .getByLabel('Places')
      .locator('div')
      .filter({ has: page.getByText('Billing', { exact: false }) });
    expect(await billing.first().innerText()).toMatch(/^Billing none/);
    await unfold('Role and grants');
    await panel().getByText('is here as Staff').waitFor();
  },
  PATIENCE,
);
