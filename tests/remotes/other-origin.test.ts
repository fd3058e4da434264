import { expect } from 'vitest';
import { collectTroubles } from '../browser/journey.ts';
import { testAtDesk } from './desk.ts';
import { startFolderHost } from './folder-host.ts';
import { saying, variantOf } from './variant.ts';

/** `test` with more hosts of static files beside the portal, each for one folder. */
const test = testAtDesk('one origin')
  // Vitest reads from the pattern what a fixture needs: nothing.
  // oxlint-disable-next-line no-empty-pattern
  .extend('hosts', { scope: 'file' }, async ({}, { onCleanup }) => {
    const closing: (() => Promise<void>)[] = [];
    onCleanup(async () => void (await Promise.all(closing.map((close) => close()))));
    return async (folder: string) => {
      const host = await startFolderHost(folder);
      closing.push(host.close);
      return host;
    };
  });

test('remotes on origins of their own open like those on the portal’s', async ({
  page,
  desk,
  hosts,
  troubles,
}) => {
  await desk.reset();
  collectTroubles(page, troubles);
  const agents = await desk.fixture('agents', '1');
  const calls = await desk.fixture('calls', '2');
  const origins: string[] = [];
  for (const variant of [agents, calls]) {
    const host = await hosts(variant.dist);
    origins.push(host.url);
    await desk.publishFolder(variant, `${host.url}/`);
    await desk.promote(variant);
  }
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  await page.goto('/agents');
  await page.getByText('library 1, asked 1 times').waitFor();
  await page.getByText('signed in as Renata Oyelaran').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
  // Each has the version of the library that it was built with, and that library's own memory.
  await page.getByText('library 2, asked 101 times').waitFor();
  for (const origin of origins) expect(asked.some((url) => url.startsWith(origin))).toBe(true);

  // What all share is one and the same, or neither would have known who is signed in.
  const same = await page.evaluate(() => {
    const [one, other] = (window.copies ?? []) as Record<string, unknown>[];
    return Object.keys(one ?? {}).map((name) => [name, one?.[name] === other?.[name]]);
  });
  expect(Object.fromEntries(same)).toEqual({
    useState: true,
    createPortal: true,
    useSession: true,
    useQuery: true,
    useNavigate: true,
    Button: true,
  });
  expect(troubles).toEqual([]);
});

test('a developer’s build stands in a deployed portal by its override, until that is reset', async ({
  page,
  desk,
  hosts,
  variants,
}) => {
  await desk.reset();
  const own = await variantOf('agents', variants, saying('What answers your calls, at my desk.'));
  const host = await hosts(own.dist);
  await page.goto(`/agents?override=agents@${host.url}/`);
  await page.getByText('What answers your calls, at my desk.').waitFor();
  await page
    .getByRole('region', { name: 'Notifications' })
    .getByText(`Agents comes from ${host.url}`)
    .waitFor();
  expect(new URL(page.url()).search).toBe('');

  await page.reload();
  await page.getByText('What answers your calls, at my desk.').waitFor();
  await page.getByRole('button', { name: 'Reset overrides' }).click();
  await page.getByText('What answers your calls, and how it is going.').waitFor();
  expect(await page.getByText(/comes from/).count()).toBe(0);
});

test('a developer’s build that breaks the whole portal is left on the page that says so', async ({
  page,
  desk,
  hosts,
  variants,
}) => {
  await desk.reset();
  const breaking = `URLSearchParams.prototype.get = () => { throw new Error('broken by an override'); };\n`;
  const own = await variantOf('agents', variants, {
    edit: (script) => (saying('').edit?.(script, '') === script ? script : breaking + script),
  });
  const host = await hosts(own.dist);
  await page.goto(`/agents?override=agents@${host.url}/`);
  await page.getByText('What answers your calls, and how it is going.').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
  const stopped = page.getByRole('alert').filter({ hasText: 'The portal stopped' });
  await stopped.getByText(`On this device, Agents comes from ${host.url}.`).waitFor();

  await stopped.getByRole('button', { name: 'Reset overrides' }).click();
  await page.getByRole('main').getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
  expect(await stopped.count()).toBe(0);
});
