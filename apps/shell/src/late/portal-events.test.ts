// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hearPortal, type Channel, type PortalEvents } from './portal-events.ts';

/** What the tabs of one browser share: a lock that goes to the next tab, a channel that everybody else hears, and the streams that were opened. */
function browser() {
  const tabs: { close: () => void }[] = [];
  const channels = new Map<object, Channel>();
  const waiting: { tab: object; lead: () => void }[] = [];
  let leader: object | undefined;
  const next = (): void => {
    if (leader !== undefined) return;
    const first = waiting.shift();
    leader = first?.tab;
    first?.lead();
  };
  const streams: Stream[] = [];

  const open = (support: { locks?: boolean } = {}) => {
    const tab = {};
    const heard: string[] = [];
    const looks = { count: 0 };
    const calls = { count: 0 };
    const channel: Channel = {
      onmessage: null,
      postMessage: (data: unknown) => {
        for (const [other, one] of channels) if (other !== tab) one.onmessage?.({ data } as MessageEvent);
      },
    };
    channels.set(tab, channel);
    const events: PortalEvents = hearPortal({
      locks: (support.locks === false
        ? undefined
        : {
            request: (_: string, work: () => Promise<unknown>) => {
              waiting.push({ tab, lead: () => void work() });
              queueMicrotask(next);
              return new Promise(() => {});
            },
          }) as never,
      channel,
      open: () => {
        const stream = new Stream();
        streams.push(stream);
        return stream as unknown as EventSource;
      },
      onState: (state) => heard.push(`${state.shell}/${state.remotes}`),
      onCalls: () => (calls.count += 1),
      look: () => (looks.count += 1),
    });
    const close = () => {
      channels.delete(tab);
      if (leader !== tab) return;
      leader = undefined;
      next();
    };
    tabs.push({ close });
    return { heard, looks, calls, close, events };
  };
  return { open, streams };
}

class Stream extends EventTarget {
  readyState = 1;
  closed = false;
  say(name: string, shell: string, remotes: string) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify({ shell, remotes, access: 'x' }) }));
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
  close() {
    this.closed = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', { CLOSED: 2 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the tabs of a browser', () => {
  it('share one stream, and every one of them hears what it says', async () => {
    const { open, streams } = browser();
    const [one, two] = [open(), open()];
    await settle();
    expect(streams).toHaveLength(1);
    streams[0]?.say('hello', '1', 'a');
    streams[0]?.say('changed', '1', 'b');
    expect(one.heard).toEqual(['1/a', '1/b']);
    expect(two.heard).toEqual(['1/a', '1/b']);
    const three = open();
    await settle();
    expect(three.heard).toEqual(['1/b']);
  });

  it('all hear that there is something new about calls, and once more after a time in which nothing could be heard', async () => {
    const { open, streams } = browser();
    const [one, two] = [open(), open()];
    await settle();
    streams[0]?.say('hello', '1', 'a');
    const before = one.calls.count;
    streams[0]?.dispatchEvent(new MessageEvent('calls', { data: '{}' }));
    expect([one.calls.count, two.calls.count]).toEqual([before + 1, before + 1]);
    streams[0]?.fail(0);
    streams[0]?.say('hello', '1', 'a');
    expect([one.calls.count, two.calls.count]).toEqual([before + 2, before + 2]);
  });

  it('all look when the stream says that the session is over', async () => {
    const { open, streams } = browser();
    const [one, two] = [open(), open()];
    await vi.waitFor(() => expect(streams).toHaveLength(1));
    streams[0]?.dispatchEvent(new MessageEvent('ended', { data: '{}' }));
    expect([one.looks.count, two.looks.count]).toEqual([1, 1]);
  });

  it('go on hearing when the one with the stream is closed', async () => {
    const { open, streams } = browser();
    const [one, two] = [open(), open()];
    await settle();
    one.close();
    await settle();
    expect(streams).toHaveLength(2);
    streams[1]?.say('hello', '2', 'a');
    expect(two.heard).toEqual(['2/a']);
  });
});

describe('a portal that can’t be heard', () => {
  it('is looked at each minute until it can be again', async () => {
    const { open, streams } = browser();
    const [one, two] = [open(), open()];
    await settle();
    streams[0]?.say('hello', '1', 'a');
    await vi.advanceTimersByTimeAsync(120_000);
    expect([one.looks.count, two.looks.count]).toEqual([0, 0]);
    streams[0]?.fail(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect([one.looks.count, two.looks.count]).toEqual([2, 2]);
    streams[0]?.say('hello', '1', 'a');
    await vi.advanceTimersByTimeAsync(120_000);
    expect([one.looks.count, two.looks.count]).toEqual([2, 2]);
  });

  it('is asked at once, and later for another stream, when it refuses one', async () => {
    const { open, streams } = browser();
    const one = open();
    await settle();
    streams[0]?.fail(2);
    expect(one.looks.count).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(streams).toHaveLength(2);
  });

  it('is looked at each minute where the browser can’t share a stream', async () => {
    const { open, streams } = browser();
    const one = open({ locks: false });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(one.looks.count).toBe(1);
    expect(streams).toEqual([]);
  });
});

describe('a remote that hangs', () => {
  it('gets no connection of everything else’s: whichever tab it hangs in, the stream gives way for two minutes', async () => {
    const { open, streams } = browser();
    const [one, two] = [open(), open()];
    await settle();
    streams[0]?.say('hello', '1', 'a');
    two.events.makeRoom();
    expect(streams[0]?.closed).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(one.looks.count).toBe(1);
    expect(streams).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(streams).toHaveLength(2);
  });
});
