import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { signedInPage } from '../faults/broken-page.ts';
import { filesAskedFor, test } from './desk.ts';
import { saying } from './variant.ts';

const FIRST = 'What answers your calls, and how it is going.';
const BLUE = 'What answers your calls, in blue.';
const GREEN = 'What answers your calls, in green.';

const notice = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Notifications' }).getByText(words);

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

test('a tab that has not opened the remote yet takes the new version without a word', async ({
  page,
  desk,
}) => {
  await desk.reset();
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  const files = filesAskedFor(page);
  const blue = await desk.publish('agents', saying(BLUE));
  await desk.promote(blue);
  // Told by the event stream: the page asks for the session anew, and fetches the new version ahead.
  await expect.poll(() => files.some(({ version }) => version === blue.manifest.version)).toBe(true);
  await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).click();
  await page.getByText(BLUE).waitFor();
  expect(await page.getByText(/new version/).count()).toBe(0);
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

test('a remote that is taken down says so in the operator’s words, fetches nothing, and comes back by itself', async ({
  page,
  desk,
}) => {
  await desk.reset();
  await desk.api.setAvailability({
    params: { remote: 'agents' },
    body: { disabled: 'Back at noon, with better voices.' },
  });
  const files = filesAskedFor(page);
  await page.goto('/agents');
  await page.getByRole('heading', { name: 'Agents is being worked on' }).waitFor();
  await page.getByText('Back at noon, with better voices.').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
  await page.getByRole('row').nth(2).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).click();
  await page.getByText('Back at noon, with better voices.').waitFor();
  expect(files.filter(({ remote }) => remote === 'agents')).toEqual([]);

  await desk.api.setAvailability({ params: { remote: 'agents' }, body: { disabled: null } });
  await page.getByText(FIRST).waitFor();
  await desk.api.setAvailability({ params: { remote: 'agents' }, body: { disabled: 'And again.' } });
  await page.getByText('And again.').waitFor();
});

test('what is not saved is not reloaded over, and other tabs know of it', async ({ page, desk }) => {
  await desk.reset();
  const fixture = await desk.fixture('agents', '1');
  await desk.publishFolder(fixture);
  await desk.promote(fixture);
  await page.goto('/agents');
  await page.getByLabel('Draft').fill('a long answer');
  const other = await page.context().newPage();
  await other.goto('/agents');
  await other.getByLabel('Draft').waitFor();

  const next = await desk.fixture('agents', '2');
  await desk.publishFolder(next);
  await desk.promote(next);
  await notice(page, 'You have changes here that aren’t saved: save them first.').waitFor();
  expect(await page.getByRole('button', { name: 'Reload' }).count()).toBe(0);
  expect(await page.getByLabel('Draft').inputValue()).toBe('a long answer');
  await notice(other, 'What you haven’t saved in another tab stays there.').waitFor();

  await page.getByLabel('Draft').fill('');
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('library 2').waitFor();
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

test('a person of the client can’t do what the operator does', async ({ page, desk }) => {
  await desk.reset();
  for (const [method, path] of [
    ['get', '/api/operator/remotes'],
    ['get', '/api/operator/history'],
    ['post', '/api/operator/remotes/agents/promote'],
    ['post', '/api/operator/remotes/agents/rollback'],
    ['put', '/api/operator/remotes/agents/availability'],
  ] as const) {
    const answer = await page.request[method](path, {
      ...(method === 'get' ? {} : { data: { version: '0.1.1-abcdef123456', channel: 'stable' } }),
      headers: { origin: desk.url },
    });
    expect(answer.status(), path).toBe(401);
  }
});
