import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import type { MediaStore } from './dependencies.ts';

/** Recordings as files of one folder, which no key leads out of. */
export function folderMedia(folder: string): MediaStore {
  const root = normalize(folder);
  const pathOf = (key: string): string | null => {
    const path = normalize(join(root, key));
    return path.startsWith(root + sep) ? path : null;
  };
  return {
    open: async (key) => {
      const path = pathOf(key);
      if (path === null) return null;
      const found = await stat(path).catch(() => null);
      if (!found?.isFile()) return null;
      return { size: found.size, read: (start, end) => readPart(path, start, end) };
    },
    put: async (key, bytes) => {
      const path = pathOf(key);
      if (!path) throw new Error('A key leads out of the folder of recordings.');
      if (await stat(path).catch(() => null)) return;
      await mkdir(dirname(path), { recursive: true });
      const unfinished = `${path}.${randomUUID()}`;
      try {
        await writeFile(unfinished, bytes, { flush: true });
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
  };
}

/** Recordings that are kept in one place, and read there or else in another. */
export const mediaOf = (own: MediaStore, other: MediaStore): MediaStore => ({
  open: async (key) => (await own.open(key)) ?? other.open(key),
  put: own.put,
});

async function readPart(path: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(end - start + 1);
    const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
