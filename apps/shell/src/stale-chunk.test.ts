// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { answerStaleChunk } from './stale-chunk.ts';

function setUp() {
  const kept = new Map<string, string>();
  let time = 1_000;
  let dirty = false;
  const reload = vi.fn();
  const surroundings = {
    storage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    now: () => time,
    reload,
    unsaved: () => dirty,
  };
  const failed = (payload: Error) => {
    const event = Object.assign(new Event('vite:preloadError', { cancelable: true }), { payload });
    answerStaleChunk(event, surroundings);
    return event;
  };
  const missing = (url: string) =>
    failed(new TypeError(`Failed to fetch dynamically imported module: ${url}`));
  return {
    missing,
    failed,
    reload,
    later: (ms: number) => (time += ms),
    type: () => {
      dirty = true;
    },
  };
}

describe('a chunk that a deploy has taken away', () => {
  it('reloads the page once, not in a loop, and again after a later deploy', () => {
    const { missing, reload, later } = setUp();
    expect(missing('http://localhost:3000/assets/popups-a.js').defaultPrevented).toBe(true);
    later(5_000);
    expect(missing('http://localhost:3000/assets/popups-a.js').defaultPrevented).toBe(false);
    expect(reload).toHaveBeenCalledTimes(1);
    later(120_000);
    missing('http://localhost:3000/assets/popups-b.js');
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('costs nobody what they have typed', () => {
    const { missing, reload, type } = setUp();
    type();
    expect(missing('http://localhost:3000/assets/popups-a.js').defaultPrevented).toBe(false);
    expect(reload).not.toHaveBeenCalled();
  });

  it('is left to the pane when it is a remote’s', () => {
    const { missing, reload } = setUp();
    missing('http://localhost:3000/remotes/calls/1/assets/list.js');
    missing('https://cdn.example/calls/1/assets/list.js');
    expect(reload).not.toHaveBeenCalled();
  });

  it('is something else than a remote whose code throws', () => {
    const { failed, reload } = setUp();
    failed(new Error('thrown while it was evaluated'));
    expect(reload).not.toHaveBeenCalled();
  });
});
