import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { signedInPage } from '../faults/broken-page.ts';
import { filesAskedFor, type DeskTest } from './desk.ts';
import { saying } from './variant.ts';

export const FIRST = 'What answers your calls, and how it is going.';
export const BLUE = 'What answers your calls, in blue.';
const GREEN = 'What answers your calls, in green.';

export const notice = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Notifications' }).getByText(words);

/** What open tabs and clients get of a release, wherever its files lie. */
export function releaseJourneys(test: DeskTest): void {
  test('a new version reaches an open tab within a second, which goes on as it is until it is asked to reload', async ({
    page,
    desk,
  }) => {
    await desk.reset();
    await page.goto('/agents');
    await page.getByText(FIRST).waitFor();
    const blue = await desk.publish('agents', saying(BLUE));
    await desk.promote(blue);
    await notice(page, 'A new version of Agents is ready.').waitFor({ timeout: 5_000 });
    await page.getByText(FIRST).waitFor();

    await page.getByRole('button', { name: 'Later' }).click();
    await expect.poll(() => notice(page, 'A new version of Agents is ready.').count()).toBe(0);
    await page.getByText(FIRST).waitFor();

    const green = await desk.publish('agents', saying(GREEN));
    await desk.promote(green);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByText(GREEN).waitFor();
  });

  test('rolling back under an open tab offers the version before, with who did it in the history', async ({
    page,
    desk,
  }) => {
    await desk.reset();
    const blue = await desk.publish('agents', saying(BLUE));
    await desk.promote(blue);
    await page.goto('/agents');
    await page.getByText(BLUE).waitFor();
    const params = { remote: 'agents' };
    await desk.api.rollBackRelease({ params, body: { channel: 'stable', note: 'blue is not our colour' } });
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByText(FIRST).waitFor();
    const { items } = await desk.api.listReleaseHistory({ query: { remote: 'agents', limit: 1 } });
    expect(items[0]).toMatchObject({
      act: 'roll_back',
      channel: 'stable',
      from: blue.manifest.version,
      to: await desk.stable('agents'),
      note: 'blue is not our colour',
    });
    expect(items[0]?.by).toMatch(/\S/);
  });

  test('a canary is for the clients that were named, and stays theirs when it grows', async ({
    page,
    browser,
    desk,
  }) => {
    await desk.reset();
    const blue = await desk.publish('agents', saying(BLUE));
    await desk.promote(blue, 'canary');
    const session = await (await page.request.get('/api/session')).json();
    const clients = [session.client.id as string];
    const params = { remote: 'agents' };
    await desk.api.setCanary({ params, body: { percent: 0, clients } });

    await page.goto('/agents');
    await page.getByText(BLUE).waitFor();
    const other = await signedInPage(browser, desk.url, 'philippa@keystone.example');
    await other.goto('/agents');
    await other.getByText(FIRST).waitFor();

    await desk.api.setCanary({ params, body: { percent: 100, clients } });
    await other.getByRole('button', { name: 'Reload' }).click();
    await other.getByText(BLUE).waitFor();
    expect(await page.getByText(/new version/).count()).toBe(0);
    await other.context().close();
  });

  test('not a byte of a remote goes to a person who may not open it, not even ahead', async ({
    browser,
    desk,
  }) => {
    await desk.reset();
    const staff = await signedInPage(browser, desk.url, 'suri@brightwater.example');
    const files = filesAskedFor(staff);
    await staff.goto('/');
    await staff.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    // What is open to them is fetched when the page is at rest; by then, what isn't would have been too.
    await expect.poll(() => files.some(({ remote }) => remote === 'calls')).toBe(true);
    await staff.goto('/agents');
    await staff.getByRole('heading', { name: 'Agents is closed to you' }).waitFor();
    await staff.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
    await staff.getByRole('row').nth(2).waitFor();
    expect(files.filter(({ remote }) => remote !== 'calls')).toEqual([]);
    await staff.context().close();
  });
}
