import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { test } from '../browser/journey.ts';
import { signedInPage } from '../faults/broken-page.ts';
import { filesAskedFor, RENATA } from './desk.ts';

const link = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name });

/** Whether the browser says that each byte counts: then nothing is fetched that nobody has asked for. */
async function onADearConnection(page: Page): Promise<void> {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } }),
  );
}

test('with the pointer or the keyboard on an entry of the sidebar, its remote and its first answer are on their way', async ({
  browser,
}) => {
  for (const reach of ['hover', 'focus'] as const) {
    const page = await signedInPage(browser, inject('product'), RENATA);
    await onADearConnection(page);
    const files = filesAskedFor(page);
    const answers: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname === '/api/calls') answers.push(pathname + search);
    });
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    await link(page, 'Calls')[reach]();
    await expect.poll(() => files.filter(({ remote }) => remote === 'calls').length).toBeGreaterThan(1);
    await expect.poll(() => answers.length).toBe(1);
    const [first] = answers;
    // The page takes what came ahead: it asks for neither again.
    const before = files.length;
    await link(page, 'Calls').click();
    await page.getByRole('row').nth(2).waitFor();
    expect(answers.filter((one) => one === first)).toHaveLength(1);
    const again = files
      .slice(before)
      .filter(({ path }) => files.slice(0, before).some((f) => f.path === path));
    expect(again).toEqual([]);
    await page.context().close();
  }
});

test('at rest, the remotes that a person may open come by themselves, but not where each byte counts', async ({
  browser,
}) => {
  const spoilt = await signedInPage(browser, inject('product'), RENATA);
  const coming = filesAskedFor(spoilt);
  await spoilt.goto('/');
  for (const id of ['agents', 'calls'])
    await expect.poll(() => coming.some(({ remote }) => remote === id)).toBe(true);
  await spoilt.context().close();

  const page = await signedInPage(browser, inject('product'), RENATA);
  await onADearConnection(page);
  const files = filesAskedFor(page);
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  // What rests is at rest: the queue of what could be fetched has been gone through.
  for (let turn = 0; turn < 5; turn++)
    await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
  expect(files).toEqual([]);
  await page.context().close();
});
