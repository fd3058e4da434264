import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RemoteManifest, ShellManifest } from '@foyer/federation/document';
import { Refused, UsageError, type World } from './command.ts';

/** Builds a remote if its sources changed. */
export async function builtRemote(
  id: string,
  world: World,
): Promise<{ dist: string; manifest: RemoteManifest }> {
  if (!existsSync(join(world.root, 'apps', id, 'src/routes.tsx')))
    throw new UsageError(`There is no remote ${id}: apps/${id}/src/routes.tsx is missing.`);
  return built<RemoteManifest>(id, 'foyer-remote.json', world);
}

/** Builds the shell if its sources changed. */
export const builtShell = (world: World): Promise<{ dist: string; manifest: ShellManifest }> =>
  built<ShellManifest>('shell', 'foyer-shell.json', world);

async function built<Manifest>(
  app: string,
  name: string,
  world: World,
): Promise<{ dist: string; manifest: Manifest }> {
  if (!(await world.build([app]))) throw new Refused(`apps/${app} doesn't build.`);
  const dist = join(world.root, 'apps', app, 'dist');
  // The build that has just run wrote it.
  return { dist, manifest: JSON.parse(readFileSync(join(dist, name), 'utf8')) as Manifest };
}
