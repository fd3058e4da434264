import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from './circuit-breaker.ts';

function setUp() {
  let time = 1_000_000;
  const breaker = createCircuitBreaker(() => time);
  return {
    breaker,
    later: (ms: number) => (time += ms),
    /** Milliseconds until the next attempt, or null while anybody may try. */
    wait: () => {
      const at = breaker.retryAt();
      return at === null ? null : at - time;
    },
  };
}

describe('a remote that fails', () => {
  it('may be tried at any time, until three failures come within two minutes', () => {
    const { breaker, later, wait } = setUp();
    breaker.failed();
    later(119_000);
    breaker.failed();
    expect(wait()).toBeNull();
    later(2_000);
    breaker.failed();
    expect(wait()).toBeNull();
    breaker.failed();
    expect(wait()).toBe(15_000);
  });

  it('is then tried once after 15 s, 30 s, a minute, and each two minutes from there', () => {
    const { breaker, later, wait } = setUp();
    breaker.failed();
    breaker.failed();
    const waits = [0, 1, 2, 3, 4].map(() => {
      breaker.failed();
      const ms = wait() ?? 0;
      later(ms + 3_000);
      return ms;
    });
    expect(waits).toEqual([15_000, 30_000, 60_000, 120_000, 120_000]);
  });

  it('is as any other once it works', () => {
    const { breaker, wait } = setUp();
    for (let i = 0; i < 5; i++) breaker.failed();
    breaker.succeeded();
    breaker.failed();
    expect(wait()).toBeNull();
    breaker.failed();
    breaker.failed();
    expect(wait()).toBe(15_000);
  });
});
