import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { OtherBytesError, sameBytes, type ReleaseStore } from './release-store.ts';

const HALF_WRITTEN = '.half-written-';

/** Keeps versions in a folder, which a portal's server (`FOYER_REMOTES`) or any host of static files can serve. */
export function folderStore(folder: string): ReleaseStore {
  const fullPath = (path: string): string => {
    const full = normalize(join(folder, path));
    if (!full.startsWith(normalize(folder) + sep)) throw new TypeError(`${path} leads out of ${folder}.`);
    return full;
  };
  const read: ReleaseStore['read'] = (path) => readFile(fullPath(path)).catch(unlessMissing(null));
  return {
    place: folder,
    read,
    put: async (path, body) => {
      const full = fullPath(path);
      await mkdir(dirname(full), { recursive: true });
      // Linked to its name once it is whole: a reader never meets half a file, and of two writers one is told that it was too late.
      const half = join(dirname(full), `${HALF_WRITTEN}${randomUUID()}`);
      try {
        await writeAndSync(half, body);
        await link(half, full);
        return 'written';
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        const there = await read(path);
        if (there && sameBytes(there, body)) return 'there';
        throw new OtherBytesError(path, folder);
      } finally {
        await rm(half, { force: true });
      }
    },
    list: async (below) => {
      const options = { recursive: true, withFileTypes: true } as const;
      const entries = await readdir(fullPath(below), options).catch(unlessMissing([]));
      return entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith(HALF_WRITTEN))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort();
    },
  };
}

async function writeAndSync(path: string, body: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
}

function unlessMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return otherwise;
    throw error;
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
