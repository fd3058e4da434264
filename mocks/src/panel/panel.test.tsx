import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '@foyer/contract';
import { createMockServer } from '../mock-server.node.ts';
import { Panel } from './panel.tsx';
import type { PanelActions, PanelRemote, PanelState, SwitchableAccess } from './panel-state.ts';

const actions = {
  choosePersona: vi.fn<PanelActions['choosePersona']>(),
  setFault: vi.fn<PanelActions['setFault']>(),
  clearFaults: vi.fn<PanelActions['clearFaults']>(),
  fold: vi.fn<PanelActions['fold']>(),
  openSection: vi.fn<PanelActions['openSection']>(),
};

const CALLS: PanelRemote = {
  id: 'calls',
  title: 'Calls',
  version: '0.1.0',
  from: 'from its sources',
  hostApi: '^1.2.0',
  bytes: null,
  runs: true,
};
const AGENTS: PanelRemote = {
  id: 'agents',
  title: 'Agents',
  version: '0.1.0-60e7ead79206',
  from: 'the build at hand',
  hostApi: '^1.1.0',
  bytes: 12_340,
  runs: false,
};

const change = vi.fn<SwitchableAccess['change']>();

let handsOff: Session;
let staff: Session;

beforeAll(async () => {
  handsOff = await (await createMockServer('oakfield-manager')).api.getSession();
  staff = await (await createMockServer('brightwater-staff')).api.getSession();
}, 60_000);

beforeEach(() => vi.clearAllMocks());

function open(state: Partial<PanelState>) {
  const whole: PanelState = {
    title: 'Mocks',
    personas: [{ id: 'oakfield-manager', label: 'Somebody, Manager', group: 'Oakfield', hint: 'Hands-off' }],
    persona: 'oakfield-manager',
    session: handsOff,
    access: {
      now: { role: 'client_manager', roles: ['client_admin', 'client_manager', 'client_staff'], grants: {} },
      change,
    },
    faults: {},
    remotes: [CALLS, AGENTS],
    folded: false,
    open: ['faults', 'access', 'why', 'remotes'],
    trouble: null,
    ...state,
  };
  render(<Panel state={whole} actions={actions} />);
  return userEvent.setup();
}

/** What the panel says of a place or a capability, its reasons included. */
function entry(list: string, name: string): string {
  const terms = within(screen.getByLabelText(list)).getAllByRole('term');
  return terms.find((term) => term.firstChild?.textContent === name)?.parentElement?.textContent ?? '';
}

it('somebody who misses a place reads which layer closes it and who can open it', () => {
  open({});
  expect(entry('Places', 'Calls')).toMatch(/^Calls none\s*grant .*hasn't turned on Calls.*\(the agency\)$/);
  expect(entry('Places', 'Support')).toBe('Support edit');
});

it('somebody who sees a part reads what lowers it, also for what is no place', () => {
  open({ session: staff });
  expect(entry('Places', 'Calls')).toContain('redacted');
  expect(entry('Places', 'Calls')).toContain('without caller details');
  const recordings = entry('Capabilities', 'Recordings');
  expect(recordings).toMatch(/^Recordings none/);
  expect(recordings).toContain('policy');
});

it('an unknown decision counts as closed', () => {
  const { calls: _, ...others } = staff.decisions;
  open({ session: { ...staff, decisions: others as Session['decisions'] } });
  expect(entry('Places', 'Calls')).toBe('Calls none');
});

it('a grant that needs another brings it along', async () => {
  const user = open({});
  await user.click(screen.getByRole('checkbox', { name: 'Call details' }));
  expect(change).toHaveBeenCalledWith({
    grants: { view_call_details: true, view_calls: true },
  });
});

it('another role is taken at once; the agency’s is fixed', async () => {
  const user = open({});
  await user.selectOptions(screen.getByLabelText('Role'), 'Staff');
  expect(change).toHaveBeenCalledWith({ role: 'client_staff' });
});

it('the role of the agency’s people can’t be switched', () => {
  open({ access: { now: { role: 'agency_admin', roles: [], grants: {} }, change } });
  expect(screen.getByLabelText('Role')).toHaveProperty('disabled', true);
});

it('a fault is set for everything, for one endpoint, or for the code of a remote, and is repaired', async () => {
  const user = open({ faults: { listCalls: 'hanging' } });
  await user.selectOptions(screen.getByLabelText('Network'), 'Offline');
  expect(actions.setFault).toHaveBeenLastCalledWith('all', 'offline');
  await user.selectOptions(screen.getByLabelText('Only'), 'Code of Calls');
  await user.selectOptions(screen.getByLabelText('does this'), 'Garbled');
  expect(actions.setFault).toHaveBeenLastCalledWith('remote calls', 'malformed');
  await user.selectOptions(screen.getByLabelText('Only'), 'GET /api/calls');
  expect(screen.getByLabelText('does this')).toHaveProperty('value', 'hanging');
  await user.click(screen.getByRole('button', { name: 'Repair GET /api/calls' }));
  expect(actions.setFault).toHaveBeenLastCalledWith('listCalls', null);
});

it('folded, it still says who one is and that something is broken', async () => {
  const user = open({ folded: true, faults: { all: 'slow' } });
  expect(screen.queryByLabelText('Network')?.closest('[hidden]')).not.toBeNull();
  const button = screen.getByRole('button', { name: `Mocks · ${handsOff.person.name} · 1 fault` });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  button.focus();
  await user.keyboard('{Enter}');
  expect(actions.fold).toHaveBeenCalledWith(false);
});

it('each remote is told with its version, where that is from, what it runs on and how much it loads', () => {
  open({
    remotes: [
      CALLS,
      AGENTS,
      {
        ...AGENTS,
        id: 'billing',
        title: 'Billing',
        version: null,
        from: 'npm start builds it',
        hostApi: null,
        bytes: null,
      },
    ],
  });
  const lines = within(screen.getByRole('list', { name: 'Remotes' })).getAllByRole('listitem');
  expect(lines.map((line) => line.textContent)).toEqual([
    'Calls 0.1.0from its sources · host API ^1.2.0',
    'Agents 0.1.0-60e7ead79206the build at hand · host API ^1.1.0 · first page 12.3 KB',
    'Billing not builtnpm start builds it',
  ]);
});

it('only the code of what runs in the page can be made to fail', () => {
  open({});
  const targets = within(screen.getByLabelText('Only')).getAllByRole('option');
  const ofCode = targets.map(({ textContent }) => textContent).filter((words) => words.startsWith('Code of'));
  expect(ofCode).toEqual(['Code of Calls']);
});

it('while nobody is signed in, the panel says so and offers everybody', async () => {
  const user = open({ title: 'Dev', persona: '', session: null, access: 'Nobody is signed in.' });
  screen.getByRole('button', { name: 'Dev · nobody' });
  expect(screen.getByLabelText('Persona')).toHaveProperty('value', '');
  expect(screen.getAllByText('Nobody is signed in.')).toHaveLength(2);
  await user.selectOptions(screen.getByLabelText('Persona'), 'Somebody, Manager');
  expect(actions.choosePersona).toHaveBeenCalledWith('oakfield-manager');
});
