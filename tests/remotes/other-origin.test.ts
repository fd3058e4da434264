import { createServer } from 'node:http';
import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { expect } from 'vitest';
import { collectTroubles } from '../browser/journey.ts';
import { startFaultyOrigin, type Fault } from '../faults/faulty-origin.ts';
import { test as atDesk, type Desk } from './desk.ts';
import { saying, variantOf } from './variant.ts';

const GREEN = 'What answers your calls, in green.';
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

/** `test` with hosts of static files beside the portal: plain folders, each at an origin of its own, whose addresses can be made to fail. */
const test = atDesk
  // Vitest reads from the pattern what a fixture needs: nothing.
  // oxlint-disable-next-line no-empty-pattern
  .extend('hosts', { scope: 'file' }, async ({}, { onCleanup }) => {
    const closing: (() => Promise<void>)[] = [];
    onCleanup(async () => void (await Promise.all(closing.map((close) => close()))));
    return async (folder: string) => {
      const files = createServer((request, response) => {
        const path = normalize(decodeURIComponent(new URL(request.url ?? '', 'http://host').pathname));
        readFile(join(folder, path)).then(
          (body) => {
            response.writeHead(200, {
              'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
              'access-control-allow-origin': '*',
              'cache-control': 'public, max-age=31536000, immutable',
            });
            response.end(body);
          },
          () => response.writeHead(404, { 'access-control-allow-origin': '*' }).end(),
        );
      });
      await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
      const front = await startFaultyOrigin(`http://127.0.0.1:${(files.address() as AddressInfo).port}`);
      closing.push(async () => {
        await front.close();
        files.close();
        files.closeAllConnections();
      });
      return front;
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

const NOT_FOUND: Fault = { status: 404, type: 'text/plain', body: 'gone' };
const faults: [name: string, where: RegExp, fault: Fault, words: string][] = [
  ['that answers 404', /./, NOT_FOUND, 'It answered with an error.'],
  ['that answers 500', /./, { status: 500, body: '' }, 'It answered with an error.'],
  ['that answers with a page', /./, { type: 'text/html', body: '<!doctype html>' }, 'something unexpected'],
  ['that hangs', /./, 'hang', 'It didn’t answer in time.'],
  ['whose connections are torn', /./, 'reset', 'It couldn’t be reached.'],
];

test.for(faults)(
  'a host %s makes its remote unavailable, until it is repaired',
  async (row, { page, desk, hosts, variants }) => {
    const [, where, fault, words] = row;
    await desk.reset();
    const { host } = await elsewhere(desk, hosts, variants);
    host.break(where, fault);
    await page.goto('/agents');
    await page.getByRole('heading', { name: 'Agents isn’t available right now' }).waitFor();
    await page.getByText(words).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
    await page.getByRole('row').nth(2).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).click();

    host.repair();
    await page.getByRole('button', { name: 'Try again' }).click();
    // A browser goes on waiting for a file that hangs, under the one name that it has on a plain host: only a new page forgets it.
    if (fault === 'hang') await page.getByRole('button', { name: 'Reload the page' }).click();
    await page.getByText(GREEN).waitFor();
  },
);

test('a file that was tampered with on another host is refused', async ({ page, desk, hosts, variants }) => {
  await desk.reset();
  const { variant } = await elsewhere(desk, hosts, variants);
  for (const { path } of variant.manifest.files) {
    const file = join(variant.dist, path);
    const script = await readFile(file, 'utf8');
    if (script.includes(GREEN)) await writeFile(file, `window.tampered = true;${script}`);
  }
  await page.goto('/agents');
  await page.getByText('What arrived isn’t what was published, so it wasn’t started.').waitFor();
  expect(await page.evaluate(() => 'tampered' in window)).toBe(false);
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

type Hosts = (folder: string) => ReturnType<typeof startFaultyOrigin>;

/** A version of the agents on a host of its own, live. */
async function elsewhere(desk: Desk, hosts: Hosts, variants: string) {
  const variant = await variantOf('agents', variants, saying(GREEN));
  const host = await hosts(variant.dist);
  await desk.publishFolder(variant, `${host.url}/`);
  await desk.promote(variant);
  return { variant, host };
}
