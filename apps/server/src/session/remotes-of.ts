import { allows, type Capability, type Decision } from '@foyer/access';
import type { RemoteEntry } from '@foyer/contract';
import { areas } from '@foyer/federation/areas';
import { remoteAddress } from '@foyer/federation/document';
import type { Site } from '../site/site.ts';

/** The remotes whose area these decisions open, ready to load. */
export function remotesOf(site: Site, decisions: Readonly<Record<Capability, Decision>>): RemoteEntry[] {
  const open = new Set(areas.filter((area) => allows(decisions[area.capability])).map((area) => area.remote));
  return site
    .remotes()
    .filter((remote) => open.has(remote.id))
    .map((remote) => {
      const { preload, ...address } = remoteAddress(remote);
      return { ...address, preload: [...preload] };
    });
}
