import type { TelemetryEvent } from '@foyer/contract/telemetry';

/** What a page told, and when it reached the server. */
export interface Received {
  readonly event: TelemetryEvent;
  readonly at: Date;
}

/** Where telemetry goes beside the log. */
export interface TelemetryExporter {
  /** Keeps them or drops them, at once: it never makes a request wait, and never throws. */
  take(received: readonly Received[]): void;
  /** How many it had to drop so far. */
  dropped(): number;
  /** Tries once more to pass on what it holds, for a few seconds at most. */
  close(): Promise<void>;
}
