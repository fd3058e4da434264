import type { Channel } from './portal-events.ts';

type Said = Readonly<{ kind: 'who' } | { kind: 'holds'; tab: string; dirty: boolean }>;

/** What this tab holds that isn't saved; see `unsavedChanges`. */
type Own = Readonly<{ any: () => boolean; subscribe: (listener: () => void) => () => void }>;

export type UnsavedElsewhere = Readonly<{
  any: () => boolean;
  /** A tab that was closed or crashed says nothing: ask before relying on it. */ ask: () => void;
}>;

/** Knows whether other tabs of this browser hold something unsaved, and tells them of this one. */
export function watchOtherTabs(
  channel: Channel | undefined,
  own: Own,
  changed: () => void,
): UnsavedElsewhere {
  const tab = Math.random().toString(36).slice(2);
  const dirty = new Set<string>();
  const say = (said: Said): void => channel?.postMessage(said);
  const tell = (): void => say({ kind: 'holds', tab, dirty: own.any() });
  own.subscribe(tell);
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.kind === 'who') return own.any() ? tell() : undefined;
      if (data.dirty === dirty.has(data.tab)) return;
      if (data.dirty) dirty.add(data.tab);
      else dirty.delete(data.tab);
      changed();
    };
  }
  return {
    any: () => dirty.size > 0,
    ask: () => {
      dirty.clear();
      say({ kind: 'who' });
    },
  };
}
