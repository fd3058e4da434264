import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser/chromium.ts';
import { devPanel } from './browser/dev-panel.ts';
import { collectTroubles } from './browser/journey.ts';

const calls = fileURLToPath(new URL('../apps/calls/', import.meta.url));

// The first page waits for Vite to look through the dependencies and for the database to be made.
const PATIENCE = 120_000;

describe('a remote alone on mocks', () => {
  let vite: ChildProcess;
  let browser: Browser;
  let page: Page;
  let address = '';
  const troubles: string[] = [];

  beforeAll(async () => {
    [address, browser] = await Promise.all([startRemote(), launchChromium()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE);
    collectTroubles(page, troubles);
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('status').getByText('Starting the demo…').waitFor();
    await list();
    page.setDefaultTimeout(20_000);
  }, 2 * PATIENCE);

  afterAll(async () => {
    await browser?.close();
    vite?.kill();
  });

  /** Runs what stands behind `dev:mocks`, on a free port. */
  function startRemote(): Promise<string> {
    const { scripts } = JSON.parse(readFileSync(join(calls, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const [bin, ...words] = (scripts['dev:mocks'] ?? '').split(' ');
    expect(bin).toBe('vite');
    vite = spawn(
      process.execPath,
      [join(calls, 'node_modules/vite/bin/vite.js'), ...words, '--port', '0', '--host', '127.0.0.1'],
      { cwd: calls, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return new Promise((resolve, reject) => {
      let output = '';
      const listen = (chunk: Buffer): void => {
        output += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(output);
        if (found) resolve(found[0]);
      };
      vite.stdout?.on('data', listen);
      vite.stderr?.on('data', listen);
      vite.on('exit', (code) => reject(new Error(`Vite ended with ${code}.\n${output}`)));
    });
  }

  const list = () => page.getByRole('columnheader', { name: 'Duration' }).waitFor();
  const column = (name: string) => page.getByRole('columnheader', { name });

  const panel = () => devPanel(page, 'Mocks');

  it(
    "opens on its area with somebody's calls, callers and costs among them",
    async () => {
      expect(new URL(page.url()).pathname).toBe('/calls');
      expect(await page.getByText('Starting the demo…').count()).toBe(0);
      await panel().unfold();
      expect(await panel().choice('Persona').inputValue()).toBe('brightwater-admin');
      expect(await page.getByRole('row').count()).toBeGreaterThan(5);
      await column('Caller').waitFor();
      await column('Cost').waitFor();
    },
    PATIENCE,
  );

  it(
    'tells which version of each remote there is: its own sources, and what is built of the others',
    async () => {
      await panel().unfold('Remotes');
      const remotes = await panel()
        .region.getByRole('list', { name: 'Remotes' })
        .getByRole('listitem')
        .allInnerTexts();
      const of = (title: string) => remotes.find((text) => text.startsWith(title)) ?? '';
      expect(of('Calls')).toMatch(/^Calls\s+\d+\.\d+\.\d+\s+from its sources · host API \^\d/);
      expect(of('Agents')).toMatch(
        /^Agents\s+\d+\.\d+\.\d+-[0-9a-f]{12}\s+the build at hand · host API \^\S+ · first page \d+\.\d KB$/,
      );
    },
    PATIENCE,
  );

  it(
    'plays a recording out of the page, in ranges',
    async () => {
      const seconds = await page.evaluate(async () => {
        const json = async (path: string) => (await fetch(path)).json();
        const { items } = await json('/api/calls?limit=100&status=completed');
        for (const { id } of items) {
          const recording = await fetch(`/api/calls/${id}/recording`);
          if (!recording.ok) continue;
          const audio = new Audio((await recording.json()).url);
          await new Promise((resolve, reject) => {
            audio.addEventListener('loadedmetadata', resolve);
            audio.addEventListener('error', () => reject(new Error(audio.error?.message)));
          });
          return audio.duration;
        }
        return 0;
      });
      expect(seconds).toBeGreaterThan(5);
      expect(troubles).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'shows staff the calls of their project, without a column of callers',
    async () => {
      await panel().become('brightwater-staff');
      await list();
      expect(await page.getByRole('row').count()).toBeGreaterThan(5);
      expect(await column('Caller').count()).toBe(0);
      expect(await column('Cost').count()).toBe(0);
      expect(await panel().choice('Persona').inputValue()).toBe('brightwater-staff');
    },
    PATIENCE,
  );

  it(
    'shows a closed area in words',
    async () => {
      await panel().become('oakfield-manager');
      await page
        .getByText(/Your agency hasn.t turned on Calls/)
        .first()
        .waitFor();
      expect(await page.getByRole('columnheader').count()).toBe(0);
    },
    PATIENCE,
  );

  it(
    'shows how the page fails when the network does, and stands again when it is repaired',
    async () => {
      await panel().become('brightwater-admin');
      await list();
      await panel().set('Network', 'failing');
      const failure = page.getByRole('alert').filter({ hasText: 'mock-failure' }).first();
      await failure.waitFor();
      expect(await failure.getByRole('button').count()).toBe(1);
      await panel().set('Network', 'offline');
      await page.getByRole('alert').filter({ hasText: 'couldn’t be reached' }).first().waitFor();
      await panel().set('Network', 'normal');
      await list();
    },
    PATIENCE,
  );

  it(
    'shows a remote whose code doesn’t come as unavailable, and tries again',
    async () => {
      await panel().set('Only', 'remote calls');
      await panel().set('does this', 'malformed');
      const alert = page.getByRole('alert').filter({ hasText: 'Calls isn’t available right now' });
      await alert.filter({ hasText: 'something unexpected' }).waitFor();
      await panel().region.getByRole('button', { name: 'Repair Code of Calls' }).click();
      await list();
      expect(await alert.count()).toBe(0);
    },
    PATIENCE,
  );

  it(
    'takes a role and a grant away while the page is open, and says why something is hidden',
    async () => {
      const loaded = await page.evaluate(() => performance.timeOrigin);
      await panel().unfold('Role and grants', 'Why is this hidden?');
      await panel().set('Role', 'client_staff');
      await column('Caller').waitFor({ state: 'detached' });
      await panel().region.getByRole('checkbox', { name: 'Calls', exact: true }).uncheck();
      await page
        .getByRole('main')
        .getByText(/Your agency hasn.t turned on Calls/)
        .waitFor();
      await panel()
        .region.getByLabel('Places')
        .getByRole('definition')
        .filter({ hasText: /^grant .*turned on Calls.*\(the agency\)$/ })
        .waitFor();
      expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
    },
    PATIENCE,
  );

  it(
    'remembers all of it for the tab',
    async () => {
      await page.reload();
      await page
        .getByRole('main')
        .getByText(/Your agency hasn.t turned on Calls/)
        .waitFor();
      expect(await panel().choice('Role').inputValue()).toBe('client_staff');
      await panel().region.getByRole('checkbox', { name: 'Calls', exact: true }).check();
      await list();
    },
    PATIENCE,
  );

  it(
    'covers nothing of a phone’s page, and folds by the keyboard',
    async () => {
      await page.setViewportSize({ width: 390, height: 800 });
      const lastLine = () =>
        page.evaluate(() => {
          scrollTo(0, document.body.scrollHeight);
          return document.querySelector('main')!.getBoundingClientRect().bottom;
        });
      const top = async () => (await panel().region.boundingBox())!.y;
      expect(await top()).toBeGreaterThan(400);
      await expect.poll(async () => (await lastLine()) <= (await top())).toBe(true);
      const button = panel().region.getByRole('button', { expanded: true });
      await button.press('Enter');
      await panel().region.getByRole('button', { expanded: false }).waitFor();
      expect(await top()).toBeGreaterThan(740);
      await expect.poll(async () => (await lastLine()) <= (await top())).toBe(true);
    },
    PATIENCE,
  );
});
