import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RemoteManifest } from '@foyer/federation/document';

const apps = fileURLToPath(new URL('../../apps/', import.meta.url));

export interface Change {
  /** Rewrites a script of the built remote; the manifest is made to fit. */
  readonly edit?: (script: string, path: string) => string;
  readonly manifest?: Partial<RemoteManifest>;
}

export interface Variant {
  readonly manifest: RemoteManifest;
  /** As `apps/<id>/dist` is: to be published. */
  readonly dist: string;
}

/** Another version of a built remote, whole and consistent, in a folder of its own under `into`. */
export async function variantOf(remote: string, into: string, change: Change): Promise<Variant> {
  const dist = await mkdtemp(join(into, `${remote}-`));
  await cp(join(apps, remote, 'dist'), dist, { recursive: true });
  const built = JSON.parse(await readFile(join(dist, 'foyer-remote.json'), 'utf8')) as RemoteManifest;
  const files = await Promise.all(
    built.files.map(async (file) => {
      if (!change.edit || !file.path.endsWith('.js')) return file;
      const before = await readFile(join(dist, file.path), 'utf8');
      const after = change.edit(before, file.path);
      if (after === before) return file;
      await writeFile(join(dist, file.path), after);
      await rm(join(dist, `${file.path}.br`), { force: true });
      const bytes = Buffer.byteLength(after);
      const integrity = `sha384-${createHash('sha384').update(after).digest('base64')}`;
      return { path: file.path, bytes, brotli: bytes, integrity };
    }),
  );
  const facts = { ...built, ...change.manifest, files };
  // A version of its own each time, even with the same change.
  const manifest = { ...facts, version: `0.1.1-${randomBytes(6).toString('hex')}` };
  if (change.edit && files.every((file, index) => file === built.files[index]))
    throw new Error(`The edit changed nothing of ${remote}.`);
  await writeFile(join(dist, 'foyer-remote.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { manifest, dist };
}

/** What stands on the page of agents, and nowhere else. */
const SENTENCE = 'What answers your calls, and how it is going.';

/** A version whose page of agents says something of its own. */
export const saying = (words: string): Change => ({ edit: (script) => script.replace(SENTENCE, words) });

/** A folder for a file's variants; `remove` it at the end. */
export async function variantFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'foyer-variants-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

const root = fileURLToPath(new URL('fixture/', import.meta.url));
const { VITEST: _, ...env } = process.env;

/** The fixture, built as a real remote with one of the two versions of its library. */
export async function buildFixture(remote: string, library: '1' | '2', into: string): Promise<Variant> {
  const dist = await mkdtemp(join(into, `fixture-${remote}-`));
  await promisify(execFile)(process.execPath, ['../build-fixture.mjs', remote, library, dist], {
    cwd: root,
    env: { ...env, NODE_ENV: 'production' },
  });
  return {
    dist,
    manifest: JSON.parse(await readFile(join(dist, 'foyer-remote.json'), 'utf8')) as RemoteManifest,
  };
}
