import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RemoteManifest } from '@foyer/federation/document';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderStore } from './folder-store.ts';
import { keepSourceMaps, listVersions, publishVersion, readVersion } from './publish-version.ts';
import { OtherBytesError, type ReleaseStore } from './release-store.ts';

let work = '';
let dist = '';
let store: ReleaseStore;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'foyer-publish-'));
  dist = join(work, 'dist');
  store = folderStore(join(work, 'remotes'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(work, path)), { recursive: true });
  writeFileSync(join(work, path), content);
}

/** A built remote, as a build leaves it. */
function build(files: Record<string, string>, facts: Partial<RemoteManifest> = {}): void {
  for (const [path, content] of Object.entries(files)) write(`dist/${path}`, content);
  const manifest: RemoteManifest = {
    id: 'calls',
    version: '1.0.0-a',
    hostApi: '^1.0.0',
    area: null,
    entry: 'entry.js',
    preload: ['entry.js'],
    shared: {},
    files: Object.entries(files)
      .filter(([path]) => !path.endsWith('.br'))
      .map(([path, content]) => ({
        path,
        bytes: content.length,
        brotli: content.length,
        integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
      })),
    ...facts,
  };
  write('dist/foyer-remote.json', JSON.stringify(manifest));
}

it('a version goes into the store whole, compressed siblings with it and nothing else that lies there', async () => {
  build({ 'entry.js': 'entry', 'assets/page.js': 'page', 'assets/page.js.br': 'compressed' });
  write('dist/.vite/manifest.json', '{}');
  expect(await publishVersion(store, dist)).toMatchObject({
    outcome: 'published',
    manifest: { id: 'calls' },
  });
  expect(await store.list('calls/')).toEqual([
    'calls/1.0.0-a/assets/page.js',
    'calls/1.0.0-a/assets/page.js.br',
    'calls/1.0.0-a/entry.js',
    'calls/1.0.0-a/foyer-remote.json',
  ]);
  expect(await listVersions(store, 'calls')).toEqual(['1.0.0-a']);
  expect((await readVersion(store, 'calls', '1.0.0-a'))?.entry).toBe('entry.js');
});

it('the same again changes nothing and says so', async () => {
  build({ 'entry.js': 'entry' });
  await publishVersion(store, dist);
  expect((await publishVersion(store, dist)).outcome).toBe('already there');
});

it('other bytes under the same version are refused, and the file that differs is named', async () => {
  build({ 'entry.js': 'entry', 'assets/page.js': 'page' });
  await publishVersion(store, dist);
  build({ 'entry.js': 'entry', 'assets/page.js': 'tampered' });
  await expect(publishVersion(store, dist)).rejects.toThrow(/^calls\/1\.0\.0-a\/assets\/page\.js is in/);
  build({ 'entry.js': 'entry', 'assets/page.js': 'page' }, { hostApi: '^2.0.0' });
  await expect(publishVersion(store, dist)).rejects.toThrow(/^calls\/1\.0\.0-a\/foyer-remote\.json is in/);
});

it('a version whose publishing was cut short isn’t there, and the next try finishes it', async () => {
  build({ 'entry.js': 'entry', 'assets/page.js': 'page' });
  const cut: ReleaseStore = {
    ...store,
    put: (path, body) =>
      path.endsWith('entry.js') ? Promise.reject(new Error('connection lost')) : store.put(path, body),
  };
  await expect(publishVersion(cut, dist)).rejects.toThrow('connection lost');
  expect(await listVersions(store, 'calls')).toEqual([]);
  expect(await readVersion(store, 'calls', '1.0.0-a')).toBeNull();
  expect((await publishVersion(store, dist)).outcome).toBe('published');
  expect(await listVersions(store, 'calls')).toEqual(['1.0.0-a']);
});

it('a leftover of other bytes from a try that was cut short is refused by name', async () => {
  await store.put('calls/1.0.0-a/entry.js', new TextEncoder().encode('else'));
  build({ 'entry.js': 'entry' });
  await expect(publishVersion(store, dist)).rejects.toThrow(OtherBytesError);
  expect(await listVersions(store, 'calls')).toEqual([]);
});

it('a build that was touched after it was built isn’t published', async () => {
  build({ 'entry.js': 'entry' });
  write('dist/entry.js', 'touched');
  await expect(publishVersion(store, dist)).rejects.toThrow(/dist\/entry\.js isn't the file .* build again/);
  expect(await store.list('calls/')).toEqual([]);
});

it('source maps are kept apart from the files, the first ones of a version for ever', async () => {
  build({ 'entry.js': 'entry' });
  const { manifest } = await publishVersion(store, dist);
  write('dist-maps/entry.js.map', 'first');
  const maps = folderStore(join(work, 'maps'));
  expect(await keepSourceMaps(maps, join(work, 'dist-maps'), manifest)).toBe(1);
  write('dist-maps/entry.js.map', 'with another comment');
  await keepSourceMaps(maps, join(work, 'dist-maps'), manifest);
  expect(new TextDecoder().decode((await maps.read('calls/1.0.0-a/entry.js.map')) ?? undefined)).toBe(
    'first',
  );
  expect((await store.list('calls/')).filter((path) => path.endsWith('.map'))).toEqual([]);
});
