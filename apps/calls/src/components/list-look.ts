import { useState } from 'react';
import { useSession } from '@foyer/federation';
import { COLUMN_IDS, type ColumnId } from './call-columns.tsx';

/** How somebody likes the list: on this device, whichever calls stand in it. */
export type ListLook = Readonly<{
  /** The columns in their order; null: the usual ones, as many as there is room for. */
  columns: readonly ColumnId[] | null;
  /** Null: the portal's. */
  density: 'compact' | 'comfortable' | null;
  time: 'relative' | 'absolute';
}>;

export const USUAL_LOOK: ListLook = { columns: null, density: null, time: 'relative' };

const keyOf = (personId: string) => `foyer.calls.look.${personId}`;

/** What was kept, as far as it can be read: it may be of another release. */
export function readLook(kept: string | null): ListLook {
  let found: unknown;
  try {
    found = JSON.parse(kept ?? '{}');
  } catch {
    return USUAL_LOOK;
  }
  const { columns, density, time } = { ...(found as Record<string, unknown> | null) };
  return {
    columns: Array.isArray(columns) ? readColumns(columns) : null,
    density: density === 'compact' || density === 'comfortable' ? density : null,
    time: time === 'absolute' ? 'absolute' : 'relative',
  };
}

/** Known columns, each once; null where there is none. */
export function readColumns(names: readonly unknown[]): readonly ColumnId[] | null {
  const known = new Set(names.flatMap((name) => COLUMN_IDS.find((id) => id === name) ?? []));
  return known.size > 0 ? [...known] : null;
}

/** The look of this person's list, kept on the device; where nothing can be kept, for as long as the page stands. */
export function useListLook(): readonly [ListLook, (look: ListLook) => void] {
  const key = keyOf(useSession().person.id);
  const [kept, setKept] = useState(() => ({ key, look: load(key) }));
  const { look } = kept.key === key ? kept : { look: load(key) };
  if (kept.key !== key) setKept({ key, look });
  const keep = (next: ListLook) => {
    setKept({ key, look: next });
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // The device keeps nothing; the page goes on with it.
    }
  };
  return [look, keep];
}

function load(key: string): ListLook {
  try {
    return readLook(localStorage.getItem(key));
  } catch {
    return USUAL_LOOK;
  }
}
