import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RemoteManifest } from '@foyer/federation/document';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Command, World } from '../../packages/releases/src/commands/command.ts';
import { contractCheck } from '../../packages/releases/src/commands/contract-check.ts';
import { registry } from '../../packages/releases/src/commands/registry.ts';
import { release } from '../../packages/releases/src/commands/release.ts';
import { startBucketServer, type BucketServer } from '../../packages/releases/src/testing/bucket-server.ts';
import { test as journey } from '../browser/journey.ts';
import { signIn } from '../browser/sign-in.ts';
import type { Product } from '../product/product.ts';
import { startDemo } from '../product/start-demo.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** A repository of built apps, so that a build can be another one than this tree's. */
const work = mkdtempSync(join(tmpdir(), 'foyer-releases-'));
let product: Product;
let bucket: BucketServer;

beforeAll(async () => {
  [product, bucket] = await Promise.all([startDemo(), startBucketServer()]);
  for (const app of ['agents', 'shell'])
    cpSync(join(root, 'apps', app, 'dist'), join(work, 'apps', app, 'dist'), { recursive: true });
  write('apps/agents/src/routes.tsx', '');
}, 180_000);
afterAll(async () => {
  await Promise.all([product.stop(), bucket.stop()]);
  rmSync(work, { recursive: true, force: true });
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(work, path)), { recursive: true });
  writeFileSync(join(work, path), content);
}

/** Has the built agents say something else about themselves: another build of theirs, with a version of its own. */
function rebuild(version: string, facts: Partial<RemoteManifest> = {}): RemoteManifest {
  const built = JSON.parse(
    readFileSync(join(root, 'apps/agents/dist/foyer-remote.json'), 'utf8'),
  ) as RemoteManifest;
  const manifest = { ...built, version, ...facts };
  write('apps/agents/dist/foyer-remote.json', JSON.stringify(manifest));
  return manifest;
}

/** Runs a command against the product; what it says and its exit code. */
async function run(command: Command, words: string, env: Record<string, string> = {}) {
  const said: string[] = [];
  const world: World = {
    env: { FOYER_DATA: product.data, ...env },
    root: work,
    say: (line) => said.push(line),
    complain: (line) => said.push(line),
    build: async () => true,
  };
  const code = await command([...words.split(' '), '--against', product.url], world);
  return { code, said: said.join('\n') };
}

// The portal of these tests is one of their own.
const test = journey.extend('product', () => product.url);

describe('a release', () => {
  test('is one command from a build to a channel, and its act is remembered with its note', async () => {
    rebuild('1.0.0-aaaaaaaaaaaa');
    const released = await run(release, 'agents --channel canary --note carefully');
    expect(released).toMatchObject({ code: 0, said: expect.stringContaining('It is canary.') });
    expect((await run(registry, 'list agents')).said).toMatch(
      /canary {2}1\.0\.0-aaaaaaaaaaaa {2}since \S+ by local; 0 % of clients/,
    );
    expect((await run(registry, 'history agents --limit 1')).said).toMatch(
      /local {2}promote {2}agents {2}canary .*“carefully”/,
    );
    const entry = await fetch(`${product.url}/remotes/agents/1.0.0-aaaaaaaaaaaa/remote-entry.js`);
    expect(entry.headers.get('content-type')).toContain('text/javascript');
  });

  test('of the same bytes again changes nothing; other bytes under the same version are refused by name', async () => {
    rebuild('1.0.0-bbbbbbbbbbbb');
    await run(release, 'agents');
    const again = await run(release, 'agents');
    expect(again.said).toMatch(/was in .* already\.[\s\S]* knew it already\.[\s\S]*It isn't live\./);
    rebuild('1.0.0-bbbbbbbbbbbb', { preload: [] });
    await expect(run(release, 'agents')).rejects.toThrow(
      /agents\/1\.0\.0-bbbbbbbbbbbb\/foyer-remote\.json is in .*, with other bytes/,
    );
  });

  test('that the deployed shell couldn’t run is turned away with the reason before anything of it is anywhere', async () => {
    const { shared } = rebuild('1.0.0-cccccccccccc');
    const ui = shared['@foyer/ui']!;
    rebuild('1.0.0-cccccccccccc', {
      shared: { ...shared, '@foyer/ui': { ...ui, names: [...ui.names, 'HoloDeck'] } },
    });
    const { code, said } = await run(release, 'agents --channel stable');
    expect(code).toBe(1);
    expect(said).toContain("It imports HoloDeck from @foyer/ui, and the shell's @foyer/ui has no HoloDeck.");
    expect(said).toContain('Release a shell whose @foyer/ui exports HoloDeck first, or do without HoloDeck.');
    expect((await run(registry, 'list agents')).said).not.toContain('1.0.0-cccccccccccc');
    expect((await fetch(`${product.url}/remotes/agents/1.0.0-cccccccccccc/remote-entry.js`)).status).toBe(
      404,
    );
  });

  test('that browsers wouldn’t find is turned away, and the portal never hears of it', async () => {
    rebuild('1.0.0-9999aaaa9999');
    const elsewhere = run(release, `agents --to ${join(work, 'elsewhere')} --channel stable`);
    await expect(elsewhere).rejects.toThrow(
      /1\.0\.0-9999aaaa9999\/remote-entry\.js answers 404\. --to says where files go/,
    );
    expect((await run(registry, 'list agents')).said).not.toContain('1.0.0-9999aaaa9999');
  });

  test('into a bucket of another origin is what people of the channel get in their portal', async ({
    page,
    troubles,
  }) => {
    rebuild('1.0.0-dddddddddddd');
    const base = `${bucket.endpoint}/remotes/portal/`;
    const released = await run(
      release,
      `agents --to s3://remotes/portal --base ${base} --channel stable`,
      bucket.env,
    );
    expect(released).toMatchObject({ code: 0, said: expect.stringContaining('It is stable.') });

    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await signIn(page, 'renata@brightwater.example');
    await page.goto('/agents');
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    const scripts = asked.filter((url) => url.includes('/agents/1.0.0-') && url.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((url) => !url.startsWith(`${base}agents/1.0.0-dddddddddddd/`))).toEqual([]);
    expect(troubles).toEqual([]);
  });
});

describe('the registry from the command line', () => {
  test('goes back, takes a remote out of service and in again, and keeps a withdrawn version away', async () => {
    rebuild('1.0.0-eeeeeeeeeeee');
    await run(release, 'agents --channel stable');
    expect((await run(registry, 'rollback agents --note broken')).said).not.toMatch(
      /stable {2}1\.0\.0-eeeeeeeeeeee/,
    );
    expect((await run(registry, 'withdraw agents 1.0.0-eeeeeeeeeeee')).said).toMatch(
      /1\.0\.0-eeeeeeeeeeee .* withdrawn/,
    );
    await expect(run(registry, 'promote agents 1.0.0-eeeeeeeeeeee')).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await run(registry, 'disable agents Back at noon.')).said).toContain('DISABLED: Back at noon.');
    expect((await run(registry, 'enable agents')).said).not.toContain('DISABLED');
  });

  test('keeps those named on canary while the share of all grows', async () => {
    const client = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
    await run(registry, `canary agents 5 --clients ${client}`);
    expect((await run(registry, 'canary agents 25%')).said).toContain('25 % of clients and 1 named');
    expect((await run(registry, 'canary agents 0 --clients=')).said).toMatch(/; 0 % of clients$/m);
  });

  test('says to whom it doesn’t listen, and what it can’t do', async () => {
    const stranger = run(registry, 'list', { FOYER_OPERATOR_TOKEN: 'guessed' });
    await expect(stranger).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(run(registry, 'explode agents')).rejects.toThrow(/registry can list, promote, rollback/);
    await expect(run(registry, 'promote agents')).rejects.toThrow(
      /It goes: registry promote <remote> <version>/,
    );
  });
});

describe('the contract check', () => {
  test('of a shell names every live remote that it would break', async () => {
    expect((await run(contractCheck, 'shell')).code).toBe(0);
    const shell = JSON.parse(readFileSync(join(work, 'apps/shell/dist/foyer-shell.json'), 'utf8')) as object;
    write('apps/shell/dist/foyer-shell.json', JSON.stringify({ ...shell, hostApi: '2.0.0' }));
    const { code, said } = await run(contractCheck, 'shell');
    expect(code).toBe(1);
    expect(said).toMatch(/^agents \S+ \(stable.*\) doesn't fit this shell/m);
    expect(said).toMatch(/^calls \S+ \(stable\) doesn't fit this shell/m);
    expect(said).toContain('Move the remote to the host API 2.0.0');
  });

  test('of a remote says that it fits', async () => {
    rebuild('1.0.0-ffffffffffff');
    const { code, said } = await run(contractCheck, 'agents');
    expect([code, said]).toEqual([0, expect.stringContaining('agents 1.0.0-ffffffffffff fits the shell at')]);
  });
});
