import { describe, expect, it } from 'vitest';
import { misfits, type RemoteFacts, type ShellFacts } from './misfits.ts';

const shell: ShellFacts = {
  version: '0.1.0-s',
  hostApi: '1.2.0',
  shared: {
    react: { version: '19.3.1', names: ['useEffect', 'useState'] },
    '@foyer/ui': { version: '9.5.0', names: ['Button', 'PageFrame'] },
  },
  areas: [
    { id: 'dashboard', path: '/', title: 'Dashboard', capability: 'dashboard' },
    { id: 'calls', path: '/calls', title: 'Calls', capability: 'calls', remote: 'calls' },
  ],
};
const calls: RemoteFacts = {
  id: 'calls',
  version: '0.1.0-a',
  hostApi: '^1.1.0',
  area: { path: '/calls', title: 'Calls', capability: 'calls' },
  shared: {
    react: { version: '19.0.0', names: ['useState'] },
    '@foyer/ui': { version: '9.1.0', names: ['Button'] },
  },
};
const words = (remote: Partial<RemoteFacts>, against: Partial<ShellFacts> = {}) =>
  misfits({ ...calls, ...remote }, { ...shell, ...against }).map(({ what, fix }) => `${what} ${fix}`);

describe('a remote', () => {
  it('fits a shell that offers what it asks for, whatever else the shell has, and whatever the area’s title', () => {
    expect(words({})).toEqual([]);
    expect(words({ area: { ...calls.area!, title: 'Conversations' } })).toEqual([]);
  });

  it('waits for a shell with the host API that it was built for', () => {
    expect(words({ hostApi: '^1.3.0' })).toEqual([
      'It was built for the host API ^1.3.0, and the shell offers 1.2.0. Release the shell first: it has to offer ^1.3.0.',
    ]);
    expect(words({ hostApi: '^1.10.0' })[0]).toContain('Release the shell first');
  });

  it('has to move on when the shell has left its host API behind', () => {
    expect(words({}, { hostApi: '2.0.0' })[0]).toContain('Move the remote to the host API 2.0.0');
  });

  it('doesn’t fit for each name that the shell’s unit lacks', () => {
    const shared = { ...calls.shared, '@foyer/ui': { version: '9.5.0', names: ['Button', 'Chart', 'Map'] } };
    expect(words({ shared })).toEqual([
      "It imports Chart from @foyer/ui, and the shell's @foyer/ui has no Chart. Release a shell whose @foyer/ui exports Chart first, or do without Chart.",
      "It imports Map from @foyer/ui, and the shell's @foyer/ui has no Map. Release a shell whose @foyer/ui exports Map first, or do without Map.",
    ]);
  });

  it('doesn’t fit when the shell doesn’t share a unit that it takes', () => {
    const shared = { '@foyer/charts': { version: '1.0.0', names: [] } };
    expect(words({ shared })).toEqual([
      "It takes @foyer/charts from the shell, which doesn't share it. Release a shell that shares @foyer/charts first.",
    ]);
  });

  it('doesn’t fit a shell with another major version of a shared library; another minor one is fine', () => {
    const [skewed, ...rest] = words({ shared: { react: { version: '18.3.1', names: ['useState'] } } });
    expect(skewed).toContain('built with react at version 18.3.1, and the shell carries 19.3.1');
    expect(rest).toEqual([]);
  });

  it('needs its area in the shell, at the same path and behind the same capability', () => {
    expect(words({ id: 'billing' })[0]).toContain('no area whose remote is billing');
    expect(words({ area: null })[0]).toContain('Build it again');
    expect(words({ area: { path: '/phone', title: 'Calls', capability: 'agents' } })).toEqual([
      expect.stringContaining("Its area has the path /phone, and the shell's has /calls."),
      expect.stringContaining("Its area has the capability agents, and the shell's has calls."),
    ]);
  });
});
