import { describe, expect, it, vi } from 'vitest';
import { answerStaleChunk } from './stale-chunk.ts';

function setUp() {
  const kept = new Map<string, string>();
  let time = 1_000;
  const reload = vi.fn();
  const surroundings = {
    storage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    now: () => time,
    reload,
  };
  const missing = (url: string) => {
    const event = Object.assign(new Event('vite:preloadError', { cancelable: true }), {
      payload: new TypeError(`Failed to fetch dynamically imported module: ${url}`),
    });
    answerStaleChunk(event, surroundings);
    return event;
  };
  return { missing, reload, later: (ms: number) => (time += ms) };
}

describe('a chunk that a deploy has taken away', () => {
  it('reloads the page once, not in a loop, and again after a later deploy', () => {
    const { missing, reload, later } = setUp();
    expect(missing('https://portal.example/assets/popups-a.js').defaultPrevented).toBe(true);
    later(5_000);
    expect(missing('https://portal.example/assets/popups-a.js').defaultPrevented).toBe(false);
    expect(reload).toHaveBeenCalledTimes(1);
    later(120_000);
    missing('https://portal.example/assets/popups-b.js');
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('is left to the pane when it is a remote’s', () => {
    const { missing, reload } = setUp();
    missing('https://portal.example/remotes/calls/1/assets/list.js');
    expect(reload).not.toHaveBeenCalled();
  });
});
