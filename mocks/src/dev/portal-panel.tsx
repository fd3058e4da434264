import { roleLabel } from '@foyer/access';
import { ApiError, createClient, type Session } from '@foyer/contract';
import { areas } from '@foyer/federation/areas';
import { people, sources } from 'virtual:foyer-dev-portal';
import { readSettings, writeSettings, type Settings } from '../browser/settings.ts';
import type { PanelActions, PanelRemote, PanelState } from '../panel/panel-state.ts';
import { showPanel } from '../panel/show-panel.tsx';
import { cookieOf, faultsIn, OF_THE_PANEL } from './portal-faults.ts';

/** The panel beside the whole portal: who is signed in, why something is hidden for them, which remotes they get, and what goes wrong. */
const api = createClient({
  fetch: (request) => {
    request.headers.set(OF_THE_PANEL, '1');
    return fetch(request);
  },
});

let settings = readSettings();
const keep = (next: Partial<Settings>): void => {
  settings = { ...settings, ...next };
  writeSettings(settings);
};

let state: PanelState = {
  title: 'Development',
  personas: people,
  ...shownOf(null),
  faults: faultsIn(document.cookie),
  folded: settings.folded,
  open: settings.open,
  trouble: null,
};
const show = (next: Partial<PanelState>): void => render((state = { ...state, ...next }));

/** What is broken holds from the next request on: a new page makes them all. */
const setFaults = (faults: PanelState['faults']): void => {
  document.cookie = cookieOf(faults);
  location.reload();
};

const actions: PanelActions = {
  choosePersona(id) {
    const person = people.find((one) => one.id === id);
    if (!person) return;
    const { email, password } = person;
    api.signIn({ body: { email, password } }).then(
      () => location.reload(),
      (error: Error) =>
        show({
          trouble: `${person.label} couldn’t sign in: ${error.message} Is this portal’s data the demo?`,
        }),
    );
  },
  setFault(target, fault) {
    const { [target]: _, ...others } = state.faults;
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

/** Looks anew whenever the page has asked who is signed in, so that the panel says what the page knows. */
let own = 0;
async function look(): Promise<void> {
  own += 1;
  try {
    show(shownOf(await api.getSession()));
  } catch (error) {
    const signedOut = error instanceof ApiError && error.code === 'unauthenticated';
    show(signedOut ? shownOf(null) : { trouble: 'The session couldn’t be loaded.' });
  }
}
new PerformanceObserver((list) => {
  const asked = list.getEntries().filter(({ name }) => new URL(name).pathname === '/api/session').length;
  const pages = asked - own;
  own = Math.max(0, own - asked);
  if (pages > 0) void look();
}).observe({ type: 'resource' });
void look();

function shownOf(session: Session | null): Pick<PanelState, 'session' | 'persona' | 'access' | 'remotes'> {
  return {
    session,
    persona: people.find(({ email }) => email === session?.person.email)?.id ?? '',
    access: session
      ? `${session.person.name} is here as ${roleLabel(session.role)}. Roles are changed in Settings, grants on the agency’s page of the client; this panel follows at once.`
      : 'Nobody is signed in.',
    remotes: (session?.remotes ?? []).map(
      ({ id, version, hostApi, channel, base, disabled }): PanelRemote => ({
        id,
        title: areas.find(({ remote }) => remote === id)?.title ?? id,
        version,
        from: [
          id in sources ? `from its sources at ${sources[id]}` : `${channel}, from ${base}`,
          disabled !== null && 'out of service',
        ]
          .filter(Boolean)
          .join(', '),
        hostApi,
        bytes: null,
        runs: true,
      }),
    ),
  };
}
