import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { seededArchive } from '@foyer/server/testing';

const AUDIO = join(import.meta.dirname, '../../apps/server/src/seed/audio');

/**
 * The bytes of the migrated and seeded database: the one that server tests start from, cached with theirs.
 * @public loaded through Vite by vite-plugin.ts, because the server's sources need it
 */
export async function preparedDatabase(): Promise<Uint8Array<ArrayBuffer>> {
  const archive = await seededArchive();
  return new Uint8Array(await archive.arrayBuffer());
}

/** The bytes of a recording of the demo by its key, or null. */
export async function recording(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return readFile(join(AUDIO, basename(key))).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );
}
