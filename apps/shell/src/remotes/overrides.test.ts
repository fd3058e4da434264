// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOverrides, resetOverrides } from './overrides.ts';
import { switchedOffRemotes, switchOn } from './switched-off.ts';
import { takeAddressSwitches } from './take-address-switches.ts';

const allow = (content: string) => {
  document.head.innerHTML = `<meta name="foyer-overrides" content="${content}">`;
};
const open = (address: string) => {
  history.replaceState(null, '', address);
  takeAddressSwitches();
};
const clear = () => {
  document.head.innerHTML = '';
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
};
beforeEach(clear);
afterEach(clear);

describe('a developer’s override link', () => {
  it('has the remote come from their machine until it is reset, and leaves the address as it was', () => {
    allow('on');
    open('/calls?status=missed&override=calls@http://127.0.0.1:4501#t=3');
    expect(location.pathname + location.search + location.hash).toBe('/calls?status=missed#t=3');
    expect(readOverrides()).toEqual({ calls: 'http://127.0.0.1:4501/' });
    open('/?override=agents@http://localhost:4502/dist/');
    expect(Object.keys(readOverrides())).toEqual(['calls', 'agents']);
    resetOverrides();
    expect(readOverrides()).toEqual({});
  });

  it('does nothing where the portal doesn’t allow overrides, not even from another time', () => {
    allow('on');
    open('/calls?override=calls@http://127.0.0.1:4501/');
    allow('off');
    expect(readOverrides()).toEqual({});
    open('/calls?override=agents@http://127.0.0.1:4501/');
    expect(location.search).toBe('');
    allow('on');
    expect(Object.keys(readOverrides())).toEqual(['calls']);
  });

  it.each([
    'calls@https://evil.example/',
    'calls@http://127.0.0.1.evil.example/',
    'calls@http://127.0.0.1@evil.example/',
    'calls@javascript:alert(1)',
    'calls@//evil.example/',
    '@http://127.0.0.1:4501/',
    '../api@http://127.0.0.1:4501/',
  ])('of a stranger leads nowhere: %s', (text) => {
    allow('on');
    open(`/?override=${encodeURIComponent(text)}`);
    expect(readOverrides()).toEqual({});
  });
});

describe('an address that switches remotes off', () => {
  it('keeps them off in this tab until they are enabled again', () => {
    open('/calls?disable-remotes=calls,agents&project=p');
    expect(location.search).toBe('?project=p');
    expect(switchedOffRemotes()).toEqual(['calls', 'agents']);
    open('/calls');
    expect(switchedOffRemotes()).toEqual(['calls', 'agents']);
    switchOn('calls');
    expect(switchedOffRemotes()).toEqual(['agents']);
  });

  it('holds nothing but ids', () => {
    open('/?disable-remotes=calls,%3Cb%3E,,..');
    expect(switchedOffRemotes()).toEqual(['calls']);
  });
});
