import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { remoteBase } from '@foyer/federation/document';
import { folderStore, publishVersion } from '@foyer/releases';
import type { Database } from '../db/database.ts';
import type { Log } from '../platform/dependencies.ts';
import { promote, publish, type Actor } from './release-acts.ts';

export interface BuiltRemotes {
  /** The folder of the apps: what is built lies in `<id>/dist`. */
  readonly apps: string;
  /** Where released versions lie as `<id>/<version>/`, and are served from. */
  readonly folder: string;
}

/**
 * Releases what was built here and isn't released yet, and makes it stable: for the product that runs where it was built. What is there already
 * stays as it is, so that a version that was rolled back from doesn't come back by a restart.
 */
export async function publishBuilt(
  database: Database,
  log: Log,
  { apps, folder }: BuiltRemotes,
): Promise<void> {
  const store = folderStore(folder);
  const actor: Actor = { name: 'start', at: new Date(), newId: () => crypto.randomUUID() };
  for (const app of readdirSync(apps)) {
    const dist = join(apps, app, 'dist');
    if (!existsSync(join(dist, 'foyer-remote.json'))) continue;
    try {
      const { manifest } = await publishVersion(store, dist);
      const { id: remote, version } = manifest;
      await database.withSystem(async (db) => {
        const outcome = await publish(db, actor, { manifest, base: remoteBase(manifest) });
        if (outcome === 'published') await promote(db, actor, { remote, version, channel: 'stable' });
      });
    } catch (error) {
      // The portal goes on with what is released.
      log.warn({ app, error: error instanceof Error ? error.message : typeof error }, 'not released');
    }
  }
}
