import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser/chromium.ts';
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
    await page.goto(address);
    await list();
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

  async function choose(select: 'Persona' | 'Network', value: string): Promise<void> {
    await Promise.all([page.waitForEvent('load'), page.getByLabel(select).selectOption(value)]);
    await page.getByLabel(select).waitFor();
  }

  it(
    "opens on its area with somebody's calls, callers and costs among them",
    async () => {
      expect(new URL(page.url()).pathname).toBe('/calls');
      expect(await page.getByLabel('Persona').inputValue()).toBe('brightwater-admin');
      expect(await page.getByRole('row').count()).toBeGreaterThan(5);
      await column('Caller').waitFor();
      await column('Cost').waitFor();
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
      await choose('Persona', 'brightwater-staff');
      await list();
      expect(await page.getByRole('row').count()).toBeGreaterThan(5);
      expect(await column('Caller').count()).toBe(0);
      expect(await column('Cost').count()).toBe(0);
      expect(await page.getByLabel('Persona').inputValue()).toBe('brightwater-staff');
    },
    PATIENCE,
  );

  it(
    'shows a closed area in words',
    async () => {
      await choose('Persona', 'oakfield-manager');
      await page
        .getByText(/Your agency hasn.t turned on Calls/)
        .first()
        .waitFor();
      expect(await page.getByRole('columnheader').count()).toBe(0);
    },
    PATIENCE,
  );

  it(
    'shows how the page fails when the network does',
    async () => {
      await choose('Persona', 'brightwater-admin');
      await choose('Network', 'failing');
      const failure = page.getByRole('alert').filter({ hasText: 'mock-failure' }).first();
      await failure.waitFor();
      expect(await failure.getByRole('button').count()).toBe(1);
    },
    PATIENCE,
  );
});
