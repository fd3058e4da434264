import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { devPanel } from '../browser/dev-panel.ts';
import { signIn } from '../browser/sign-in.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const READY = /Foyer is ready at (http:\/\/\S+)/;
/** Vite looks through the dependencies of the shell and of each remote before the first page. */
const PATIENCE = 120_000;

describe('`npm run dev`: the whole portal from its sources', () => {
  let portal: ChildProcess;
  let data: string;
  let browser: Browser;
  let page: Page;
  const panel = () => devPanel(page, 'Development');
  const main = () => page.getByRole('main');
  const list = () => page.getByRole('columnheader', { name: 'Duration' }).waitFor();
  const sidebar = () => page.getByRole('navigation').first().getByRole('link').allInnerTexts();

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'foyer-dev-'));
    const [address, chromium] = await Promise.all([startPortal(), launchChromium()]);
    browser = chromium;
    page = await browser.newPage({ baseURL: address, viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE);
    await signIn(page, 'renata@brightwater.example');
    await page.goto('/calls');
    await list();
    page.setDefaultTimeout(20_000);
  }, 3 * PATIENCE);

  afterAll(async () => {
    await browser?.close();
    if (portal?.exitCode === null) {
      portal.kill();
      await once(portal, 'exit');
    }
    await rm(data, { recursive: true, force: true });
  });

  async function startPortal(): Promise<string> {
    // What tells code that it is tested would have Vite serve other code.
    const { VITEST: _, NODE_ENV: __, ...env } = process.env;
    portal = spawn(process.execPath, ['.ci/dev.mjs'], {
      cwd: root,
      env: {
        ...env,
        FOYER_DEV: '1',
        FOYER_DATA: data,
        PORT: String(await freePorts(8)),
        NO_COLOR: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    return new Promise((resolve, reject) => {
      const listen = (chunk: Buffer): void => {
        output += chunk.toString();
        const found = READY.exec(output)?.[1];
        if (found) resolve(found);
      };
      portal.stdout?.on('data', listen);
      portal.stderr?.on('data', listen);
      portal.on('exit', (code) => reject(new Error(`The portal ended with ${code}.\n${output}`)));
    });
  }

  it('says of each remote that it comes from its sources', { timeout: PATIENCE }, async () => {
    await panel().unfold('Remotes');
    const remotes = await panel()
      .region.getByRole('list', { name: 'Remotes' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(remotes.length).toBeGreaterThan(1);
    for (const remote of remotes)
      expect(remote).toMatch(/-sources\s+from its sources at http.* · host API \^\d/);
  });

  it.each([
    ['the code of a remote', 'remote calls', 'malformed', 'Calls isn’t available right now'],
    ['one endpoint', 'listCalls', 'failing', 'The calls couldn’t be loaded'],
  ])('breaks %s, and repairs it', { timeout: PATIENCE }, async (_, target, fault, words) => {
    await panel().unfold('Faults');
    await panel().set('Only', target);
    await Promise.all([page.waitForEvent('load'), panel().set('does this', fault)]);
    await main().getByText(words).waitFor();
    const repair = panel().region.getByRole('button', { name: 'Repair everything' });
    await Promise.all([page.waitForEvent('load'), repair.click()]);
    await list();
    expect(await main().getByText(words).count()).toBe(0);
  });

  it(
    'is somebody else in one step, and says why something is hidden for them',
    { timeout: PATIENCE },
    async () => {
      const before = await sidebar();
      await panel().become('oakfield-manager');
      await main()
        .getByText(/Your agency hasn.t turned on Calls/)
        .first()
        .waitFor();
      expect(await sidebar()).not.toEqual(before);
      await panel().unfold('Why is this hidden?');
      await panel()
        .region.getByRole('definition')
        .filter({ hasText: /^grant .*turned on Calls.*\(the agency\)$/ })
        .first()
        .waitFor();
    },
  );
});

/** The first of so many ports in a row that nobody listens on at this moment. */
async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new Error('No ports are free.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
