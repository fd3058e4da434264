/*
 * Where a page sends or listens beside the typed client: streams and beacons are no calls with an answer. Their endpoints, with the shapes of
 * what travels, are in events.ts and telemetry.ts, of which a page needs the types alone.
 */

/** For `new EventSource(EVENTS_PATH)`; see `PortalState`. */
export const EVENTS_PATH = '/api/events';

/** For `navigator.sendBeacon(TELEMETRY_PATH, new Blob([JSON.stringify(batch)], { type: 'application/json' }))`; see `TelemetryBatch`. */
export const TELEMETRY_PATH = '/api/telemetry';

/** For `navigator.sendBeacon(PRESENCE_PATH, …)`: which area is open in front of somebody. */
export const PRESENCE_PATH = '/api/presence';

/** For `fetch(LOADS_PATH, { method: 'POST', keepalive: true, … })`; see `LoadReports`. */
export const LOADS_PATH = '/api/loads';
