import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { queryClient } from './session/api.ts';
import { sessionQuery } from './session/session-query.ts';
import { answerStaleChunk } from './stale-chunk.ts';

// Asked before the first render, so that the answer is on its way while React starts.
if (window.location.pathname !== '/sign-in') {
  // The page shows how it went; nothing waits for it here.
  queryClient.query(sessionQuery).catch(() => undefined);
}

window.addEventListener('vite:preloadError', (event) =>
  answerStaleChunk(event, {
    storage: sessionStorage,
    now: Date.now,
    reload: () => window.location.reload(),
  }),
);

createRoot(document.getElementById('root')!).render(<App />);
