import { describe, expect, it } from 'vitest';
import { isOnCanary, placeOf } from './canary.ts';

const clients = Array.from(
  { length: 5_000 },
  (_, i) => `0b0e7a5e-57d1-4b6c-8f4e-${i.toString(16).padStart(12, '0')}`,
);
const onCanary = (percent: number, remote = 'calls'): string[] =>
  clients.filter((client) => isOnCanary(remote, client, { percent, clients: [] }));

describe('a canary of some percent', () => {
  it.each([1, 10, 50, 90])('has about that share of the clients: %i', (percent) => {
    const share = (onCanary(percent).length / clients.length) * 100;
    expect(Math.abs(share - percent)).toBeLessThan(3);
  });

  it('has nobody at 0, and everybody at 100', () => {
    expect(onCanary(0)).toEqual([]);
    expect(onCanary(100)).toEqual(clients);
  });

  it('keeps everybody that it has when it grows', () => {
    const few = onCanary(7);
    const more = new Set(onCanary(23));
    expect(few.filter((client) => !more.has(client))).toEqual([]);
    expect(more.size).toBeGreaterThan(few.length);
  });

  it('is made of other clients for another remote', () => {
    const calls = new Set(onCanary(10));
    const both = onCanary(10, 'agents').filter((client) => calls.has(client));
    expect(both.length).toBeLessThan(calls.size / 4);
  });

  it('always gives a client the same place', () => {
    // Written down: another place after an update would send clients back and forth.
    expect(['calls', 'agents'].map((remote) => placeOf(remote, clients[7]!))).toEqual([22, 11]);
  });
});

it('a client that is named is on canary whatever the percentage, and nobody without a client is', () => {
  const rule = { percent: 0, clients: [clients[3]!] };
  expect(isOnCanary('calls', clients[3]!, rule)).toBe(true);
  expect(isOnCanary('calls', clients[4]!, rule)).toBe(false);
  expect(isOnCanary('calls', null, { percent: 100, clients: [] })).toBe(false);
});
