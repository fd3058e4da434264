import { expect } from 'vitest';
import { filesAskedFor, testAtDesk } from './desk.ts';
import { BLUE, FIRST, notice, releaseJourneys } from './release-journeys.ts';
import { saying } from './variant.ts';

const test = testAtDesk('one origin');
releaseJourneys(test);

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
