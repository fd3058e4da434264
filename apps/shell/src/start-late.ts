import { isLoading } from './remotes/remotes.ts';
import { queryClient } from './session/api.ts';

/** The page must have been calm for so long, in milliseconds, before anything that can wait is fetched. */
const CALM_MS = 2_000;
/** After so long it starts anyway: a request that hangs mustn't leave the page deaf. */
const AT_LATEST_MS = 20_000;

let started = false;

/** Everything that the first route doesn't need: events, telemetry, the prompts, what is loaded ahead. A chunk of its own, fetched once. */
export function startLate(): () => void {
  if (started) return () => undefined;
  const from = performance.now();
  let calmSince = from;
  const timer = setInterval(() => {
    const now = performance.now();
    if (queryClient.isFetching() > 0 || isLoading() || document.readyState !== 'complete') calmSince = now;
    if (now - calmSince < CALM_MS && now - from < AT_LATEST_MS) return;
    clearInterval(timer);
    started = true;
    // Without it the portal works; what was noted is told by the next page.
    void import('./late/late.ts').then(
      ({ startAll }) => startAll(),
      () => undefined,
    );
  }, 250);
  return () => clearInterval(timer);
}
