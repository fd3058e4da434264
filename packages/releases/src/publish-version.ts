import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { RemoteManifest } from '@foyer/federation/document';
import { OtherBytesError, StoreError, type ReleaseStore } from './release-store.ts';

export const MANIFEST = 'foyer-remote.json';
const AT_ONCE = 8;

export type Published = Readonly<{ manifest: RemoteManifest; outcome: 'published' | 'already there' }>;

/** The folder of a version within a store, with a slash at its end. */
export const folderOf = (manifest: Pick<RemoteManifest, 'id' | 'version'>): string =>
  `${manifest.id}/${manifest.version}/`;

/**
 * Copies a built remote (`apps/<id>/dist`) into a store, its manifest last: until that is there the version isn't, and a run that was cut short
 * goes on where it stopped.
 *
 * @throws OtherBytesError when the version is there with other bytes: it names the file
 * @throws StoreError when a built file isn't what the manifest says
 */
export async function publishVersion(store: ReleaseStore, dist: string): Promise<Published> {
  const text = readFileSync(join(dist, MANIFEST));
  // Written by the build that wrote the folder.
  const manifest = JSON.parse(text.toString('utf8')) as RemoteManifest;
  const folder = folderOf(manifest);
  const there = await store.read(`${folder}${MANIFEST}`);
  if (there) {
    if (text.equals(there)) return { manifest, outcome: 'already there' };
    throw new OtherBytesError(folder + whatDiffers(manifest, there), store.place);
  }
  const paths = manifest.files.flatMap(({ path, integrity }) => {
    const content = readFileSync(join(dist, path));
    if (`sha384-${createHash('sha384').update(content).digest('base64')}` !== integrity)
      throw new StoreError(`${join(dist, path)} isn't the file that ${MANIFEST} names: build again.`);
    return existsSync(join(dist, `${path}.br`)) ? [path, `${path}.br`] : [path];
  });
  await forEachAtOnce(paths, (path) => store.put(folder + path, readFileSync(join(dist, path))));
  await store.put(`${folder}${MANIFEST}`, text);
  return { manifest, outcome: 'published' };
}

/**
 * Copies the source maps of a build (`apps/<id>/dist-maps`) into a store of their own, one that nobody serves. The first maps of a version stay:
 * a comment that changed changes a map, but not the version.
 * @returns how many there are
 */
export async function keepSourceMaps(
  store: ReleaseStore,
  folder: string,
  manifest: RemoteManifest,
): Promise<number> {
  if (!existsSync(folder)) return 0;
  const maps = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  await forEachAtOnce(maps, async (path) => {
    try {
      await store.put(folderOf(manifest) + path, readFileSync(join(folder, path)));
    } catch (error) {
      if (!(error instanceof OtherBytesError)) throw error;
    }
  });
  return maps.length;
}

/** The manifest of a version that is there, or null. */
export async function readVersion(
  store: ReleaseStore,
  id: string,
  version: string,
): Promise<RemoteManifest | null> {
  const text = await store.read(`${folderOf({ id, version })}${MANIFEST}`);
  // Only `publishVersion` writes under this name.
  return text && (JSON.parse(Buffer.from(text).toString('utf8')) as RemoteManifest);
}

/** The versions of a remote that are there, sorted by name. */
export async function listVersions(store: ReleaseStore, id: string): Promise<string[]> {
  const paths = await store.list(`${id}/`);
  return paths.flatMap((path) => {
    const [remote, version, name, ...deeper] = path.split('/');
    return remote === id && version && name === MANIFEST && deeper.length === 0 ? [version] : [];
  });
}

function whatDiffers(manifest: RemoteManifest, there: Uint8Array): string {
  const theirs = JSON.parse(Buffer.from(there).toString('utf8')) as RemoteManifest;
  const known = new Map(theirs.files.map((file) => [file.path, file.integrity]));
  const changed = manifest.files.find((file) => known.get(file.path) !== file.integrity);
  if (changed) return changed.path;
  const left = new Set(manifest.files.map((file) => file.path));
  return theirs.files.find((file) => !left.has(file.path))?.path ?? MANIFEST;
}

async function forEachAtOnce(
  paths: readonly string[],
  step: (path: string) => Promise<unknown>,
): Promise<void> {
  const waiting = [...paths];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await step(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
