import { unsavedChanges } from '@foyer/federation';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { placeOf } from './late/place-of.ts';
import { takeAddressSwitches } from './remotes/take-address-switches.ts';
import { queryClient } from './session/api.ts';
import { sessionQuery } from './session/session-query.ts';
import { answerStaleChunk } from './stale-chunk.ts';
import { listen } from './telemetry/telemetry.ts';

listen();
takeAddressSwitches();

/** Pages for whoever isn't signed in. */
const ENTRIES = ['/sign-in', '/invitation', '/forgotten-password', '/new-password'];

// Asked before the first render, so that the answer is on its way while React starts.
if (!ENTRIES.includes(window.location.pathname)) {
  // The page shows how it went; nothing waits for it here.
  queryClient.query(sessionQuery).catch(() => undefined);
}

window.addEventListener('vite:preloadError', (event) =>
  answerStaleChunk(event, {
    storage: sessionStorage,
    now: Date.now,
    reload: () => window.location.reload(),
    unsaved: unsavedChanges.any,
  }),
);

// With the first key: who never uses one never fetches it, and without it the portal works.
const keepPlaces = (event: Event) => {
  const place = placeOf(event);
  void import('./late/keep-focus.ts').then(
    ({ keepFocus }) => keepFocus(place),
    () => undefined,
  );
};
document.addEventListener('keydown', keepPlaces, { once: true, capture: true });

createRoot(document.getElementById('root')!).render(<App />);
