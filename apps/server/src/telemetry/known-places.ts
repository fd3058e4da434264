import type { TelemetryEvent } from '@foyer/contract/telemetry';
import { areas } from '@foyer/federation/areas';
import type { Database } from '../db/database.ts';
import type { Registry } from '../releases/registry.ts';

/** Pages of the shell that are no area's. */
const OF_THE_SHELL = ['/sign-in', '/clients'];

const ours = new Set([...areas.map((area) => area.path), ...OF_THE_SHELL].map(firstPart));

/**
 * Keeps what names a build that was published, and leaves out the rest, as well as frames of nobody's code: what is kept can only ever name as
 * many builds as there are. A route that belongs to no area is `/*`. Every published version counts, because a page may have been open for
 * weeks.
 */
export function createKnownPlaces(
  db: Pick<Database, 'prepared'>,
  registry: Pick<Registry, 'recent'>,
): (events: readonly TelemetryEvent[]) => Promise<TelemetryEvent[]> {
  let known: { revision: number; builds: ReadonlySet<string> } = { revision: -1, builds: new Set() };
  const builds = async (): Promise<ReadonlySet<string>> => {
    const revision = (await registry.recent())?.revision ?? known.revision;
    if (revision !== known.revision) {
      // While the database doesn't say, what was known is good enough.
      const builds = await readBuilds(db).catch(() => null);
      if (builds) known = { revision, builds };
    }
    return known.builds;
  };
  return async (events) => {
    const there = await builds();
    return events
      .filter((event) => isKnown(event, there))
      .map((event) => ({
        ...event,
        ...(!ours.has(firstPart(event.route)) && { route: '/*' }),
        ...(event.kind === 'error' && {
          frames: event.frames.filter(({ of }) => of === 'shell' || there.has(of)),
        }),
      }));
  };
}

function isKnown({ remote, version }: TelemetryEvent, builds: ReadonlySet<string>): boolean {
  if (remote === undefined) return version === undefined;
  return builds.has(version === undefined ? remote : `${remote} ${version}`);
}

async function readBuilds(db: Pick<Database, 'prepared'>): Promise<Set<string>> {
  const rows = await db.prepared<{ remote: string; version: string }>(
    'published-builds',
    'select remote, version from remote_versions',
    [],
  );
  return new Set(rows.flatMap(({ remote, version }) => [remote, `${remote} ${version}`]));
}

function firstPart(route: string): string {
  return route.split('/')[1] ?? '';
}
