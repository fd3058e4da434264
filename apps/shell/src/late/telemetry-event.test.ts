import { telemetryEventSchema } from '@foyer/contract/telemetry';
import { describe, expect, it } from 'vitest';
import type { Noted } from '../telemetry/telemetry.ts';
import { anonymous, routePattern, type Place } from './telemetry-event.ts';

const ORIGIN = 'https://portal.example';
const place: Place = {
  shell: '0.1.0-9e5108f9d9db',
  origin: ORIGIN,
  remotes: [
    { id: 'calls', version: '1.2.0-aaaaaaaaaaaa', base: '/remotes/calls/1.2.0-aaaaaaaaaaaa/' },
    { id: 'agents', version: '1.0.0-bbbbbbbbbbbb', base: 'https://cdn.example/agents/1.0.0-bbbbbbbbbbbb/' },
  ],
  routesOf: (remote) =>
    remote === 'calls'
      ? [
          { index: true },
          { path: ':callId', children: [{ path: 'transcript/:line' }] },
          { path: 'saved-views' },
        ]
      : [],
};
/** A name that must never leave the page, in every place where one could hide. */
const CANARY = 'Aoife-Brennan-0851234567';

const sent = (noted: Noted) => {
  const event = anonymous(noted, place);
  expect(telemetryEventSchema.safeParse(event).error?.issues).toBeUndefined();
  expect(JSON.stringify(event)).not.toContain(CANARY);
  return event;
};
const at = `/calls/${CANARY}`;

describe('a page that tells of itself', () => {
  it('says where the cause of an error arose before where it was told', () => {
    const cause = new TypeError(CANARY);
    cause.stack = `    at ${ORIGIN}/remotes/calls/1.2.0-aaaaaaaaaaaa/assets/routes-DFj_GakH.js:9:28`;
    const error = new Error(CANARY, { cause });
    error.stack = `    at ${ORIGIN}/assets/index-BccWnfhD.js:2:13621`;
    expect(sent({ kind: 'error', error, pathname: at })).toMatchObject({
      remote: 'calls',
      frames: [
        { of: 'calls', file: 'assets/routes-DFj_GakH.js', line: 9, column: 28 },
        { of: 'shell', file: 'assets/index-BccWnfhD.js' },
      ],
    });
    error.cause = error;
    expect(sent({ kind: 'error', error, pathname: at })).toMatchObject({ kind: 'error' });
  });

  it('says in which of our files an error arose, and nothing of what it said', () => {
    const error = new TypeError(`Cannot read ${CANARY}`);
    error.stack = [
      `TypeError: Cannot read ${CANARY}`,
      `    at show (${ORIGIN}/remotes/calls/1.2.0-aaaaaaaaaaaa~k3/assets/routes-DFj_GakH.js:2:1300)`,
      `    at https://cdn.example/agents/1.0.0-bbbbbbbbbbbb/remote-entry.js?retry=x:1:20`,
      `    at ${ORIGIN}/assets/index-BccWnfhD.js:2:13621`,
      `    at chrome-extension://abc/${CANARY}.js:1:1`,
      `    at https://elsewhere.example/${CANARY}.js:1:1`,
      `    at ${ORIGIN}/calls/${CANARY}:1:1`,
    ].join('\n');
    expect(sent({ kind: 'error', error, pathname: at })).toEqual({
      kind: 'error',
      shell: place.shell,
      route: '/calls/:callId',
      remote: 'calls',
      version: '1.2.0-aaaaaaaaaaaa',
      name: 'TypeError',
      frames: [
        { of: 'calls', file: 'assets/routes-DFj_GakH.js', line: 2, column: 1300 },
        { of: 'agents', file: 'remote-entry.js', line: 1, column: 20 },
        { of: 'shell', file: 'assets/index-BccWnfhD.js', line: 2, column: 13621 },
      ],
    });
  });

  it('says as little of what isn’t an error', () => {
    expect(sent({ kind: 'error', error: CANARY, pathname: at })).toMatchObject({ name: 'Other', frames: [] });
  });

  it('says what was blocked by its origin or by a word', () => {
    const blocked = (uri: string) => {
      const event = sent({ kind: 'csp', directive: 'connect-src', blocked: uri, pathname: '/' });
      return event?.kind === 'csp' && event.blocked;
    };
    expect(blocked(`https://evil.example:8443/${CANARY}?q=${CANARY}`)).toBe('https://evil.example:8443');
    expect(blocked('inline')).toBe('inline');
    expect(blocked(`chrome-extension://${CANARY}/x.js`)).toBe('extension');
    expect(blocked(`data:text/plain,${CANARY}`)).toBe('data');
    expect(blocked(CANARY)).toBe('other');
  });

  it('says how a remote loaded and how the page felt', () => {
    const load = {
      remote: 'calls',
      version: '1.2.0-aaaaaaaaaaaa',
      outcome: 'fell-back',
      type: 'http',
      ms: 812.4,
    };
    expect(sent({ kind: 'load', load: load as never, pathname: at })).toMatchObject({ ...load, ms: 812 });
    expect(sent({ kind: 'vital', name: 'LCP', value: 812.5, rating: 'good', pathname: at })).toMatchObject({
      name: 'LCP',
      value: 812.5,
      route: '/calls/:callId',
    });
  });

  it('doesn’t spoil its batch with a version that no build has', () => {
    const error = new Error('x');
    expect(sent({ kind: 'error', error, remote: 'calls', version: 'override', pathname: '/' })).toMatchObject(
      {
        remote: 'calls',
      },
    );
    const load = { remote: 'calls', version: `1.0.0-${CANARY}`, outcome: 'ok', ms: 1 } as const;
    expect(anonymous({ kind: 'load', load, pathname: '/' }, place)).toBeNull();
  });

  it('says nothing before it knows which shell it is', () => {
    expect(
      anonymous({ kind: 'error', error: new Error('x'), pathname: '/' }, { ...place, shell: '' }),
    ).toBeNull();
  });
});

it.each([
  ['/', '/'],
  ['/calls', '/calls'],
  ['/calls/', '/calls'],
  [`/calls/${CANARY}`, '/calls/:callId'],
  [`/calls/${CANARY}/transcript/7`, '/calls/:callId/transcript/:line'],
  [`/calls/${CANARY}/else/where`, '/calls/*'],
  [`/agents/${CANARY}`, '/agents/*'],
  [`/billing/${CANARY}`, '/billing/*'],
  ['/clients', '/clients'],
  [`/${CANARY}`, '/*'],
])('the address %s is told as %s', (pathname, pattern) => {
  expect(routePattern(pathname, place)).toBe(pattern);
});
