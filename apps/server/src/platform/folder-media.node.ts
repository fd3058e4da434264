import { open, stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import type { MediaStore } from './dependencies.ts';

/** Recordings as files of one folder, which no key leads out of. */
export function folderMedia(folder: string): MediaStore {
  const root = normalize(folder);
  return {
    open: async (key) => {
      const path = normalize(join(root, key));
      if (!path.startsWith(root + sep)) return null;
      const found = await stat(path).catch(() => null);
      if (!found?.isFile()) return null;
      return { size: found.size, read: (start, end) => readPart(path, start, end) };
    },
  };
}

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
