import { useState } from 'react';
import type { Picks } from '@foyer/ui';
import type { CallPages } from './use-call-pages.ts';

export type Selection = Readonly<{
  ids: ReadonlySet<string>;
  /** Of the table: its boxes. */
  picks: Picks;
  /** Picks the call at a row, or takes it out. */
  toggle: (index: number) => void;
  /** Picks the calls at both rows, and goes on from the second. */
  extend: (from: number, to: number) => void;
  clear: () => void;
  /** Shows the boxes before anything is picked: where there is no pointer to hover with. */
  begin: () => void;
}>;

type Kept = Readonly<{ key: string; ids: ReadonlySet<string>; anchor: string | null; begun: boolean }>;

/** Calls that are picked out of one list, by id, so that they stay picked when they scroll away or new ones come; another list begins with none. */
export function useSelection(pages: CallPages, key: string): Selection {
  const [kept, setKept] = useState<Kept>(() => noneOf(key));
  const now = kept.key === key ? kept : noneOf(key);
  const idAt = (index: number) => pages.rowAt(index)?.id;
  const set = (ids: ReadonlySet<string>, anchor: string | null) =>
    setKept({ key, ids, anchor, begun: now.begun });

  const toggle = (index: number) => {
    const id = idAt(index);
    if (id === undefined) return;
    const ids = new Set(now.ids);
    if (!ids.delete(id)) ids.add(id);
    set(ids, id);
  };
  const pickBetween = (from: number, to: number) => {
    const ids = new Set(now.ids);
    for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
      const id = idAt(index);
      if (id !== undefined) ids.add(id);
    }
    set(ids, idAt(to) ?? now.anchor);
  };
  const loaded = pages.held.flatMap(({ page }) => page.items.map(({ id }) => id));
  const all = loaded.length > 0 && loaded.every((id) => now.ids.has(id));

  return {
    ids: now.ids,
    toggle,
    extend: pickBetween,
    clear: () => setKept(noneOf(key)),
    begin: () => setKept({ ...now, begun: true }),
    picks: {
      ids: now.ids,
      all,
      shown: now.begun || now.ids.size > 0,
      onPick: (index, range) => {
        const anchor = range && now.anchor !== null ? pages.indexOf(now.anchor) : -1;
        if (anchor < 0) toggle(index);
        else pickBetween(anchor, index);
      },
      onPickAll: () => (all ? setKept(noneOf(key)) : set(new Set([...now.ids, ...loaded]), null)),
    },
  };
}

const noneOf = (key: string): Kept => ({ key, ids: new Set(), anchor: null, begun: false });
