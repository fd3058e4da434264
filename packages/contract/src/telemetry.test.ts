import { describe, expect, it } from 'vitest';
import { errorsOf } from './endpoint.ts';
import { remotesHash } from './portal-state.ts';
import { telemetryBatchSchema, telemetryEndpoints, type TelemetryBatch } from './telemetry.ts';

const vital: TelemetryBatch['events'][number] = {
  kind: 'vital',
  shell: '0.1.0-7f8c61ced671',
  route: '/calls/:callId',
  name: 'INP',
  value: 40,
  rating: 'good',
};
const read = (change: object) => telemetryBatchSchema.safeParse({ events: [{ ...vital, ...change }] });
const fits = (change: object): boolean => read(change).success;

describe('what a page tells', () => {
  it.each(['/', '/calls', '/calls/:callId', '/settings/opening-hours', '/calls/*', '/*'])(
    'names the pattern of a route: %s',
    (route) => {
      expect(read({ route }).data?.events[0]?.route).toBe(route);
    },
  );

  it.each([
    'calls',
    '/calls/',
    '/calls/c0ffee00-57d1-4b6c-8f4e-7a3f0d6d4c11',
    '/calls/12',
    '/calls?text=toothache',
    '/calls#x',
    '/Vivienne',
    '/a/b/c/d/e/f/g',
    `/${'a'.repeat(21)}`,
    '//evil.example',
  ])('never names an address: %s', (route) => {
    expect(read({ route }).data?.events[0]?.route).toBe('/*');
  });

  it.each(['1.0.0', '0.1.0-7f8c61ced671', '2.0.0-rc.1-7f8c61'])(
    'names the version of a build: %s',
    (shell) => {
      expect(fits({ shell })).toBe(true);
    },
  );

  it.each(['', '1', '0412345678', '1.0.0-vivienne', '1.0.0 '])(
    'takes nothing else for one: "%s"',
    (shell) => {
      expect(fits({ shell })).toBe(false);
    },
  );

  it('has no field but those that are named, and knows errors by names on a list', () => {
    expect(fits({ message: 'x' })).toBe(false);
    const error = {
      ...vital,
      kind: 'error',
      name: 'VivienneError',
      frames: [],
      value: undefined,
      rating: undefined,
    };
    const { value: _, rating: _rating, ...sent } = error;
    expect(telemetryBatchSchema.parse({ events: [sent] }).events[0]).toMatchObject({ name: 'Other' });
  });

  it('may be refused for being too much', () => {
    expect(errorsOf(telemetryEndpoints.sendTelemetry)).toEqual(
      expect.arrayContaining(['too_large', 'rate_limited', 'invalid']),
    );
  });
});

describe('the state of the portal', () => {
  const calls = {
    id: 'calls',
    version: '1',
    channel: 'stable',
    base: '/remotes/calls/1/',
    disabled: null,
  } as const;
  const agents = { ...calls, id: 'agents' };

  it('is the same for the same remotes in any order, and another one for whatever a page must take up', () => {
    expect(remotesHash([calls, agents])).toBe(remotesHash([agents, calls]));
    expect(remotesHash([])).toMatch(/^[0-9a-f]{16}$/);
    const all = [
      [],
      [calls],
      [agents],
      [calls, agents],
      [{ ...calls, version: '2' }],
      [{ ...calls, channel: 'canary' as const }],
      [{ ...calls, base: 'https://cdn.example/calls/1/' }],
      [{ ...calls, disabled: 'Back at ten.' }],
    ];
    expect(new Set(all.map(remotesHash)).size).toBe(all.length);
  });
});
