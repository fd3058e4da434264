import { HOST_API_VERSION } from '@foyer/federation';
import { areas } from '@foyer/federation/areas';
import type { RemoteManifest } from '@foyer/federation/document';
import type { PanelRemote } from '../panel/panel-state.ts';

/** What of a build the panel tells. */
export type BuildAtHand = Pick<RemoteManifest, 'id' | 'version' | 'hostApi' | 'preload' | 'files'>;

/**
 * Every remote of `areas`, in their order: the one that runs from its sources, with the host API that it gets here; of the others what this clone has
 * built, which a page on mocks doesn't load.
 */
export function remotesAtHand(
  sources: Readonly<{ id: string; version: string }>,
  builds: readonly BuildAtHand[],
): PanelRemote[] {
  return areas.flatMap(({ remote, title }): PanelRemote[] => {
    if (!remote) return [];
    const facts = { id: remote, title, bytes: null };
    if (remote === sources.id)
      return [
        {
          ...facts,
          version: sources.version,
          from: 'from its sources',
          hostApi: `^${HOST_API_VERSION}`,
          runs: true,
        },
      ];
    const build = builds.find(({ id }) => id === remote);
    return [
      build
        ? {
            ...facts,
            version: build.version,
            from: 'the build at hand',
            hostApi: build.hostApi,
            bytes: firstPageOf(build),
            runs: false,
          }
        : { ...facts, version: null, from: 'npm start builds it', hostApi: null, runs: false },
    ];
  });
}

const firstPageOf = ({ preload, files }: BuildAtHand): number =>
  files.filter(({ path }) => preload.includes(path)).reduce((sum, { brotli }) => sum + brotli, 0);
