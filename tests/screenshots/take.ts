import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';
import { startProduct } from '../product/product.ts';

/**
 * Takes the pictures in docs/screenshots from the built product: the shell as each role, in light and dark, wide and narrow.
 * Run it after `npm run build`.
 */
const out = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

interface Shot {
  readonly name: string;
  readonly email: string;
  readonly path: string;
  readonly narrow?: true;
  readonly dark?: true;
  readonly prepare?: (page: Page) => Promise<void>;
}

/** The newest call that can be heard. */
const openCall = async (page: Page): Promise<void> => {
  const list = await (await page.request.get('/api/calls?limit=100')).json();
  for (const { id } of list.items as { id: string }[]) {
    const call = await (await page.request.get(`/api/calls/${id}`)).json();
    if (call.recording.playback.level === 'none') continue;
    await page.goto(`/calls/${id}`);
    await page.getByRole('region', { name: 'Recording', exact: true }).waitFor();
    return;
  }
};
const chooseClient = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Oakfield Garage' }).click();
  await page.getByRole('button', { name: 'Open with full access' }).click();
  await page.getByRole('button', { name: /^Full access/ }).waitFor();
};

const shots: readonly Shot[] = [
  { name: 'calls-admin-light', email: 'renata@brightwater.example', path: '/calls' },
  {
    name: 'call-admin-dark',
    email: 'renata@brightwater.example',
    path: '/calls',
    dark: true,
    prepare: openCall,
  },
  { name: 'agents-manager-light', email: 'colm@brightwater.example', path: '/agents' },
  { name: 'calls-staff-light', email: 'suri@brightwater.example', path: '/calls' },
  {
    name: 'calls-staff-narrow-dark',
    email: 'suri@brightwater.example',
    path: '/calls',
    narrow: true,
    dark: true,
  },
  { name: 'restricted-manager-light', email: 'nkechi@oakfield.example', path: '/calls' },
  {
    name: 'full-access-agency-light',
    email: 'vivienne@larkspur.example',
    path: '/clients',
    prepare: chooseClient,
  },
];

async function take(browser: Browser, baseURL: string, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    baseURL,
    viewport: shot.narrow ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    colorScheme: shot.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await signIn(page, shot.email);
  await page.goto(shot.path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await shot.prepare?.(page);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `${out}${shot.name}.png` });
  await context.close();
}

await mkdir(out, { recursive: true });
const product = await startProduct();
const browser = await launchChromium();
try {
  for (const shot of shots) {
    await take(browser, product.url, shot);
    process.stdout.write(`${shot.name}\n`);
  }
} finally {
  await browser.close();
  await product.stop();
}
