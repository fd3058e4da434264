import { expect } from 'vitest';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';
import { signedInPage } from '../faults/broken-page.ts';
import { signInOverHttp } from '../product/client.ts';
import { filesAskedFor, RENATA, testAtDesk } from './desk.ts';
import { BROKEN, FIRST, GREEN, repairJourneys, UNAVAILABLE } from './repair-journeys.ts';
import { saying } from './variant.ts';

const test = testAtDesk('one origin');
repairJourneys(test);

test('a withdrawn version is not fallen back to', async ({ page, desk }) => {
  await desk.reset();
  const green = await desk.publish('agents', saying(GREEN));
  await desk.promote(green);
  await page.goto('/agents');
  await page.getByText(GREEN).waitFor();
  await desk.promote(await desk.publish('agents', BROKEN));
  const { id: remote, version } = green.manifest;
  await desk.api.withdrawRelease({ params: { remote, version } });
  await page.reload();
  await page.getByRole('heading', { name: UNAVAILABLE }).waitFor();
  expect(await page.getByText(GREEN).count()).toBe(0);
});

test('a canary that fails on too many devices is rolled back by the server, which says so', async ({
  page,
  desk,
}) => {
  await desk.reset();
  const broken = await desk.publish('agents', BROKEN);
  await desk.promote(broken, 'canary');
  const session = await (await page.request.get('/api/session')).json();
  await desk.api.setCanary({
    params: { remote: 'agents' },
    body: { percent: 0, clients: [session.client.id] },
  });
  // Five more devices, on which it fails as it does here.
  for (let device = 0; device < 5; device++) {
    const { api, fetch: ask } = await signInOverHttp(desk.url, RENATA, DEMO_PASSWORD);
    const { remotes } = await api.getSession();
    const version = remotes.find(({ id }) => id === 'agents')?.version ?? '';
    expect(version).toBe(broken.manifest.version);
    const loads = [{ remote: 'agents', version, outcome: 'failed', type: 'evaluation' }];
    const told = await ask('/api/loads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loads }),
    });
    expect(told.status).toBe(204);
  }
  const channels = async () =>
    (await desk.api.listReleases()).items.find(({ id }) => id === 'agents')?.channels;
  // None of its own: everybody has stable.
  await expect.poll(async () => (await channels())?.canary).toBeNull();
  const { items } = await desk.api.listReleaseHistory({ query: { remote: 'agents', limit: 1 } });
  expect(items[0]).toMatchObject({ by: 'server', act: 'roll_back', from: broken.manifest.version });
  await page.goto('/agents');
  await page.getByText(FIRST).waitFor();
});

test('an address rescues a portal that a remote breaks, for this tab', async ({ page, desk }) => {
  await desk.reset();
  await desk.promote(await desk.publish('agents', BROKEN));
  const errors: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  await page.goto('/agents?disable-remotes=agents');
  await page.getByRole('heading', { name: 'Agents is switched off in this tab' }).waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(errors).toEqual([]);
  await desk.promote(await desk.publish('agents', saying(GREEN)));
  await page.getByRole('button', { name: 'Enable again' }).click();
  await page.getByText(GREEN).waitFor();
});

test('a registry that is not signed by the portal’s own key opens no remote', async ({ browser, desk }) => {
  await desk.reset();
  const page = await signedInPage(browser, desk.url, RENATA);
  const key = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=';
  await page.route('**/agents', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '<head>',
      `<head><meta name="foyer-registry-key" content="${key}">`,
    );
    await route.fulfill({ response, body });
  });
  const files = filesAskedFor(page);
  await page.goto('/agents');
  await page.getByText('What arrived isn’t what was published, so it wasn’t started.').waitFor();
  expect(files.filter(({ path }) => path.endsWith('remote-entry.js')).length).toBeLessThan(2);
  await page.context().close();
});
