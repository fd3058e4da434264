import { LOADS_PATH, TELEMETRY_PATH } from '@foyer/contract';
import type { LoadReport } from '@foyer/contract/telemetry';
import { note, sendTo } from '../telemetry/telemetry.ts';
import { onSession } from './on-session.ts';
import { createSender } from './send-telemetry.ts';
import { anonymous, type Place } from './telemetry-event.ts';
import { remoteLoader } from '../remotes/remotes.ts';

/** Milliseconds between two batches. */
const EVERY_MS = 15_000;

/** Sends what was noted since the page began, and everything from now on. */
export function startTelemetry(): void {
  let remotes: Place['remotes'] = [];
  let shell = '';
  onSession((session) => {
    remotes = session.remotes;
    // The shell that runs here is the one that was deployed when the page came.
    shell ||= session.shell;
  });
  const telemetry = createSender(TELEMETRY_PATH, (events) => ({ events }), 50);
  const loads = createSender<LoadReport>(LOADS_PATH, (reports) => ({ loads: reports }), 20);
  sendTo((noted) => {
    const event = anonymous(noted, {
      shell,
      remotes,
      origin: window.location.origin,
      routesOf: (remote) => {
        const state = remoteLoader.state(remote);
        return state.status === 'ready' ? state.routes : [];
      },
    });
    if (event) telemetry.add(event);
    if (noted.kind !== 'load' || noted.load.outcome === 'blocked') return;
    const { remote, version, outcome, type } = noted.load;
    loads.add({ remote, version, outcome, ...(type ? { type } : {}) });
  });
  const flush = (): void => {
    telemetry.flush();
    loads.flush();
  };
  setInterval(flush, EVERY_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());
  window.addEventListener('pagehide', flush);
  void import('./vitals.ts').then(
    ({ measureVitals }) => measureVitals(note),
    () => undefined,
  );
}
