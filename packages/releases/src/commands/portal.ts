import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createReleaseClient } from '@foyer/contract/releases';
import { UsageError, type World } from './command.ts';

export type Portal = Readonly<{ address: string; api: ReturnType<typeof createReleaseClient> }>;

/** The folder in which the local product keeps what it knows. */
export const dataFolder = ({ env, root }: World): string => resolve(root, env['FOYER_DATA'] ?? '.data');

/**
 * The portal at an address, by default the local product's. The operator's token comes from FOYER_OPERATOR_TOKEN; a portal on this machine is
 * also given the one that its server left in the data folder, which no other ever sees.
 */
export function portalAt(given: string | undefined, world: World): Portal {
  const text = given ?? world.env['FOYER_PORTAL'] ?? `http://127.0.0.1:${world.env['PORT'] ?? '4400'}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(`${text} is no address of a portal.`);
  const token = world.env['FOYER_OPERATOR_TOKEN'] ?? localToken(url, world);
  return { address: url.origin, api: createReleaseClient({ baseUrl: url.origin, ...(token && { token }) }) };
}

function localToken({ hostname }: URL, world: World): string | undefined {
  const path = join(dataFolder(world), 'operator-token');
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname) || !existsSync(path)) return undefined;
  return readFileSync(path, 'utf8').trim();
}
