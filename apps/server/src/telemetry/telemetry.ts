import type { TelemetryEvent, TelemetrySummary } from '@foyer/contract/telemetry';
import type { Database } from '../db/database.ts';
import type { Log } from '../platform/dependencies.ts';
import type { Registry } from '../releases/registry.ts';
import { createAddressLimit } from './address-limit.ts';
import { createKnownPlaces } from './known-places.ts';
import { createLogLines } from './log-lines.ts';
import { createSummary } from './summary.ts';
import type { Received, TelemetryExporter } from './telemetry-exporter.ts';

/** What the app does with what pages tell: it logs what went wrong, counts in memory, and hands everything to the exporters. */
export interface Telemetry {
  /** Whether an address may send one more batch now. */
  admits(address: string): boolean;
  /** Takes a batch whose shape was checked. */
  receive(events: readonly TelemetryEvent[]): Promise<void>;
  /** Since the start of this process. */
  summary(): TelemetrySummary;
}

export interface TelemetryParts {
  readonly db: Database;
  readonly registry: Registry;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly exporters: readonly TelemetryExporter[];
}

export function createTelemetry({ db, registry, clock, log, exporters }: TelemetryParts): Telemetry {
  const limit = createAddressLimit();
  const known = createKnownPlaces(db, registry);
  const lines = createLogLines(log);
  const summary = createSummary();
  return {
    admits: (address) => limit.passes(address, clock.now()),
    receive: async (events) => {
      const at = clock.now();
      const received: Received[] = (await known(events)).map((event) => ({ event, at }));
      lines.take(received);
      summary.take(received);
      for (const exporter of exporters) exporter.take(received);
    },
    summary: () => ({
      items: summary.items(),
      dropped: exporters.reduce((sum, exporter) => sum + exporter.dropped(), 0),
    }),
  };
}
