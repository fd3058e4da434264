import { setupWorker } from 'msw/browser';
import { createHandlers } from '../handlers.ts';
import { showPanel } from './panel.ts';
import { readSettings, writeSettings } from './settings.ts';
import { startServerInWorker } from './server-in-worker.ts';

/**
 * Puts the server app under this page: a worker runs it over a database of its own, MSW's service worker hands it every
 * request of the portal's interface, and a panel chooses whom to be. Resolves when requests are answered.
 */
export async function startMocks(): Promise<void> {
  const settings = readSettings();
  const server = startServerInWorker(settings.persona);
  const network = setupWorker(...createHandlers(server.answer, () => settings.scenario));
  const [{ personas, persona }] = await Promise.all([
    server.ready,
    network.start({ quiet: true, onUnhandledFrame: 'bypass' }),
  ]);
  showPanel(personas, { ...settings, persona }, (next) => {
    writeSettings(next);
    location.reload();
  });
}
