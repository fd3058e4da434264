import { setupWorker } from 'msw/browser';
import type { Fault } from '../fault.ts';
import { createHandlers } from '../handlers.ts';
import type { AccessChange } from '../mock-access.ts';
import type { PanelActions, PanelRemote, PanelState } from '../panel/panel-state.ts';
import { showPanel } from '../panel/show-panel.tsx';
import { readSettings, writeSettings, type Settings } from './settings.ts';
import { startServerInWorker } from './server-in-worker.ts';
import type { Onlooker } from './wire.ts';

/** The running mocks, for the page that stands on them. */
export interface Mocks {
  /** Told when the same requests may be answered in another way than before, until the returned function is called. */
  onChange(listener: () => void): () => void;
  /** How the code of a remote fails now, if it does. */
  faultOfRemote(id: string): Fault | undefined;
}

/**
 * Puts the server app under this page: a worker runs it over a database of its own, MSW's service worker hands it every request of the
 * portal's interface, and a panel chooses whom to be, what they may and what goes wrong. `remotes` are those that there are, the one that runs from its sources among them.
 * Resolves when requests are answered.
 */
export async function startMocks(remotes: readonly PanelRemote[]): Promise<Mocks> {
  let settings = readSettings();
  const keep = (next: Partial<Settings>) => {
    settings = { ...settings, ...next };
    writeSettings(settings);
  };
  const server = startServerInWorker(settings.persona, settings.access[settings.persona ?? ''] ?? {});
  const network = setupWorker(...createHandlers(server.answer, () => settings.faults));
  const [{ personas, persona, onlooker }] = await Promise.all([
    server.ready,
    network.start({ quiet: true, onUnhandledFrame: 'bypass' }),
  ]);

  const listeners = new Set<() => void>();
  const show = (next: Partial<PanelState>) => render((state = { ...state, ...next }));
  const changed = (next: Partial<PanelState>) => {
    show({ ...next, trouble: null });
    listeners.forEach((listener) => listener());
  };
  const setFaults = (faults: Settings['faults']) => {
    keep({ faults });
    changed({ faults });
  };
  const changeAccess = (change: AccessChange): void => {
    const before = state.access;
    // The switch moves at once; the page follows when it is true.
    if (typeof before !== 'string') show({ access: { ...before, now: { ...before.now, ...change } } });
    server.change(change).then(
      (now) => {
        keep({
          persona,
          access: { ...settings.access, [persona]: { ...settings.access[persona], ...change } },
        });
        changed(shownOf(now));
      },
      (error: Error) => show({ access: before, trouble: error.message }),
    );
  };
  const shownOf = ({ session, access }: Onlooker): Pick<PanelState, 'session' | 'access'> => ({
    session,
    access: access ? { now: access, change: changeAccess } : 'No client is in view.',
  });
  let state: PanelState = {
    title: 'Mocks',
    personas,
    persona,
    ...shownOf(onlooker),
    faults: settings.faults,
    remotes,
    folded: settings.folded,
    open: settings.open,
    trouble: null,
  };
  const actions: PanelActions = {
    choosePersona(id) {
      keep({ persona: id });
      location.reload();
    },
    setFault(target, fault) {
      const { [target]: _, ...others } = settings.faults;
      setFaults(fault ? { ...others, [target]: fault } : others);
    },
    clearFaults: () => setFaults({}),
    fold(folded) {
      keep({ folded });
      show({ folded });
    },
    openSection(id, open) {
      const others = settings.open.filter((other) => other !== id);
      keep({ open: open ? [...others, id] : others });
      show({ open: settings.open });
    },
  };
  const render = showPanel(actions);
  render(state);
  return {
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    faultOfRemote: (id) => settings.faults[`remote ${id}`],
  };
}
