import { join } from 'node:path';
import type { Database } from './database.ts';
import { lockFolder } from './folder-lock.node.ts';
import { openEngineInThread } from './pglite-thread.node.ts';
import { assumeRole, embeddedDatabase } from './pglite.ts';

/**
 * Opens the embedded database of a data folder, for this process alone.
 * @throws FolderInUse
 */
export async function openFolder(folder: string): Promise<Database> {
  const release = await lockFolder(folder);
  try {
    return embeddedDatabase(
      await openEngineInThread({ folder: join(folder, 'postgres'), onOpen: assumeRole }),
      async () => release(),
    );
  } catch (error) {
    release();
    throw error;
  }
}
