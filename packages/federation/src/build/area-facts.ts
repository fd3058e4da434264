import { areas, type Area } from '../areas.ts';
import type { AreaFacts, ShellManifest } from '../manifest.ts';

/** What a shell's manifest says of an area. */
export function areaFacts({ id, path, title, capability, remote }: Area): ShellManifest['areas'][number] {
  return { id, path, title, capability, ...(remote && { remote }) };
}

/** What a remote's manifest says of the area that names it, or null where none does yet. */
export function areaFactsOf(remote: string): AreaFacts | null {
  const area = areas.find((candidate) => candidate.remote === remote);
  return area ? { path: area.path, title: area.title, capability: area.capability } : null;
}
