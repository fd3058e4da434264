import { showOverrides } from './show-overrides.ts';
import { startTelemetry } from './start-telemetry.ts';
import { tellPlace } from './tell-place.ts';
import { tellDecisions } from './tell-decisions.ts';
import { warmRemotes } from './warm-remotes.ts';
import { watchAccess } from './watch-access.ts';
import { watchVersions } from './watch-versions.ts';

/** What the portal does once the first page stands and the network is calm. Called once a page. */
export function startAll(): void {
  startTelemetry();
  showOverrides();
  watchAccess();
  tellDecisions();
  watchVersions();
  warmRemotes();
  tellPlace();
}
