import type { TelemetryEvent, TelemetrySummary } from '@foyer/contract/telemetry';
import type { Received } from './telemetry-exporter.ts';

/** Builds that are remembered; those that were silent longest are forgotten first. */
const MOST = 100;

type Item = TelemetrySummary['items'][number];

type Counts = Record<string, number>;

/** Counts by remote and version (`shell` where no remote is named), in memory. Its keys come from closed lists, so that nothing in it grows. */
export function createSummary(): { take(received: readonly Received[]): void; items(): Item[] } {
  const builds = new Map<string, Item>();

  const buildOf = (event: TelemetryEvent): Item => {
    const of = event.remote ?? 'shell';
    const version = event.remote === undefined ? event.shell : (event.version ?? '');
    const key = `${of} ${version}`;
    const build = builds.get(key) ?? {
      of,
      version,
      errors: {},
      csp: {},
      loads: {},
      failures: {},
      vitals: {},
    };
    // Last again.
    builds.delete(key);
    builds.set(key, build);
    const [oldest] = builds.keys();
    if (builds.size > MOST && oldest !== undefined) builds.delete(oldest);
    return build;
  };

  return {
    take: (received) => {
      for (const { event } of received) count(buildOf(event), event);
    },
    items: () => [...builds.values()].toReversed(),
  };
}

function count(build: Item, event: TelemetryEvent): void {
  switch (event.kind) {
    case 'error':
      return add(build.errors, event.name);
    case 'csp':
      return add(build.csp, event.directive);
    case 'load':
      if (event.type !== undefined) add(build.failures, event.type);
      return add(build.loads, event.outcome);
    case 'vital':
      return add(build.vitals, `${event.name} ${event.rating}`);
  }
}

function add(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
