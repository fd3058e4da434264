import { expect, it, vi } from 'vitest';
import type { Channel } from './portal-events.ts';
import { watchOtherTabs } from './unsaved-elsewhere.ts';

function browser() {
  const channels: Channel[] = [];
  const open = () => {
    let dirty = false;
    const listeners = new Set<() => void>();
    const channel: Channel = {
      onmessage: null,
      postMessage: (data: unknown) => {
        for (const other of channels) if (other !== channel) other.onmessage?.({ data } as MessageEvent);
      },
    };
    channels.push(channel);
    const changed = vi.fn<() => void>();
    const own = {
      any: () => dirty,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const others = watchOtherTabs(channel, own, changed);
    return {
      others,
      changed,
      type: (now: boolean) => {
        dirty = now;
        listeners.forEach((listener) => listener());
      },
      crash: () => channels.splice(channels.indexOf(channel), 1),
    };
  };
  return { open };
}

it('a tab knows what others hold unsaved, as long as they hold it', () => {
  const { open } = browser();
  const [one, two] = [open(), open()];
  two.type(true);
  expect(one.others.any()).toBe(true);
  expect(two.others.any()).toBe(false);
  two.type(false);
  expect(one.others.any()).toBe(false);
  expect(one.changed).toHaveBeenCalledTimes(2);
});

it('a tab that comes later asks, and one that crashed is forgotten', () => {
  const { open } = browser();
  const one = open();
  one.type(true);
  const late = open();
  expect(late.others.any()).toBe(false);
  late.others.ask();
  expect(late.others.any()).toBe(true);
  one.crash();
  late.others.ask();
  expect(late.others.any()).toBe(false);
});
