import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { signedInPage } from '../faults/broken-page.ts';
import { startProduct } from '../product/product.ts';
import { copyOfRepository, type RepositoryCopy } from './repository-copy.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MINUTES = 60_000;

let copy: RepositoryCopy;

beforeAll(async () => {
  copy = await copyOfRepository();
}, 5 * MINUTES);
afterAll(() => copy.remove());

/** What it said, of a command that has to end well. */
async function good(ending: Promise<{ code: number | null; output: string }>): Promise<string> {
  const { code, output } = await ending;
  expect(code, output).toBe(0);
  return output;
}

const newRemote = (...words: string[]) => copy.run('npm', 'run', '--silent', 'new:remote', '--', ...words);
const manifestOf = (app: string, name: string) =>
  JSON.parse(readFileSync(join(copy.folder, 'apps', app, 'dist', name), 'utf8')) as Record<string, unknown>;

it('whoever asks for a remote without saying who may open it is told what to say, and nothing is written', async () => {
  const { code, output } = await newRemote('weekly-reports');
  expect(code).toBe(1);
  expect(output).toContain('Say with --capability who may open it.');
  expect(output).toContain('analytics (Analytics)');
  expect(existsSync(join(copy.folder, 'apps/weekly-reports'))).toBe(false);
});

it(
  'a new remote passes every check and its own test, builds, and has its place in the shell; this tree stays as it was',
  { timeout: 10 * MINUTES },
  async () => {
    const title = 'The week’s reports';
    const wishes = ['--capability', 'analytics', '--title', title];
    expect(await good(newRemote('weekly-reports', ...wishes))).toContain('apps/weekly-reports stands');
    // One that `areas` has already needs no more than its name.
    await good(newRemote('support'));

    await good(copy.run('npm', 'run', '--silent', 'check'));
    const own = ['apps/weekly-reports', 'apps/support', 'packages/federation/src/areas'];
    const tested = copy.run('npx', 'vitest', 'run', '--project', 'unit', '--project', 'dom', ...own);
    expect(await good(tested)).toMatch(/3 passed/);

    await good(copy.run('node', '.ci/build.mjs'));
    const area = { path: '/weekly-reports', title, capability: 'analytics' };
    expect(manifestOf('weekly-reports', 'foyer-remote.json')).toMatchObject({ id: 'weekly-reports', area });
    expect(manifestOf('support', 'foyer-remote.json')).toMatchObject({ area: { path: '/support' } });
    expect(manifestOf('shell', 'foyer-shell.json')['areas']).toEqual(
      expect.arrayContaining([
        { id: 'weekly-reports', ...area, remote: 'weekly-reports' },
        expect.objectContaining({ id: 'support', remote: 'support' }),
      ]),
    );
    await expectInThePortal(title);

    expect(existsSync(join(root, 'apps/weekly-reports'))).toBe(false);
    for (const path of ['packages/federation/src/areas.ts', 'pnpm-lock.yaml'])
      expect(readFileSync(join(root, path), 'utf8')).not.toContain('weekly-reports');
  },
);

/** Opened from the sidebar by somebody who may; not there for somebody who may not, who is told why on its address. */
async function expectInThePortal(title: string): Promise<void> {
  const product = await startProduct({ repository: copy.folder, timeout: 3 * MINUTES });
  const browser = await launchChromium();
  try {
    const manager = await signedInPage(browser, product.url, 'colm@brightwater.example');
    await manager.goto('/');
    await manager.getByRole('navigation').getByRole('link', { name: title }).click();
    await manager.getByRole('main').getByRole('heading', { level: 1, name: title }).waitFor();
    await manager.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
    expect(await manager.getByText('isn’t available right now').count()).toBe(0);
    const staff = await signedInPage(browser, product.url, 'suri@brightwater.example');
    await staff.goto('/weekly-reports');
    await staff.getByRole('heading', { name: `${title} is closed to you` }).waitFor();
    expect(await staff.getByRole('navigation').getByRole('link', { name: title }).count()).toBe(0);
  } finally {
    await browser.close();
    await product.stop();
  }
}
