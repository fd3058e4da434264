import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type RefObject,
} from 'react';
import { scrollElement } from './use-row-window.ts';
import { scrollTopToShow, type Geometry } from './window-rows.ts';

type Options = {
  scroller: RefObject<HTMLElement | null>;
  geometry: Geometry;
  rowCount: number;
  resetKey: string | undefined;
  /** j and k take hold of the table from anywhere on the page. */
  pageKeys: boolean;
  /** What other keys do with the row that has the focus. */
  rowKeys: Readonly<Record<string, (index: number) => void>> | undefined;
  onOpen: (index: number) => void;
};

/** Where a key typed on the page belongs to something else. */
const TAKEN =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"]';

const withModifier = (event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }) =>
  event.ctrlKey || event.metaKey || event.altKey;

/** Which row is the table's tab stop, and the keys that move it: j/k, arrows, Home, End, Page keys; Enter opens. */
export function useRowFocus({ scroller, geometry, rowCount, resetKey, pageKeys, rowKeys, onOpen }: Options) {
  // `turn` counts the moves that take the focus along; choosing by pointer doesn't.
  const [active, setActive] = useState({ index: 0, turn: 0, resetKey });
  if (active.resetKey !== resetKey) setActive({ index: 0, turn: 0, resetKey });
  const last = Math.max(0, rowCount - 1);
  const at = Math.min(active.index, last);

  const scrollToRow = (index: number) => {
    const element = scroller.current;
    const to = element && scrollTopToShow(geometry, index, element.scrollTop);
    if (element && to !== null) scrollElement(element, to);
  };
  const choose = (index: number) => {
    if (index !== active.index && index < rowCount) setActive({ ...active, index });
  };
  const focusRow = (index: number) => {
    if (rowCount === 0) return;
    const next = Math.min(last, Math.max(0, index));
    scrollToRow(next);
    setActive({ ...active, index: next, turn: active.turn + 1 });
  };
  useLayoutEffect(() => {
    if (active.turn === 0) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active.index}"]`);
    row?.focus({ preventScroll: true });
  }, [scroller, active.turn, active.index]);

  const target = (key: string, at: number): number | null => {
    const page = Math.max(1, Math.floor(geometry.view / geometry.rowHeight) - 1);
    if (key === 'ArrowDown' || key === 'j') return at + 1;
    if (key === 'ArrowUp' || key === 'k') return at - 1;
    if (key === 'PageDown') return at + page;
    if (key === 'PageUp') return at - page;
    if (key === 'Home') return 0;
    if (key === 'End') return last;
    return null;
  };
  const onKeyDown = (event: ReactKeyboardEvent) => {
    const from = event.target as HTMLElement;
    if (withModifier(event) || from.matches('input, textarea, select')) return;
    const row = from.closest<HTMLElement>('[role="row"][data-index]');
    // What a key is about is the row that is seen to have the focus, also where the rows have just become others.
    const here = Math.min(Number(row?.dataset['index'] ?? at), last);
    if (event.key === 'Enter' && row === from) {
      event.preventDefault();
      onOpen(here);
      return;
    }
    const act = row && rowCount > 0 ? rowKeys?.[event.key] : undefined;
    if (act) {
      event.preventDefault();
      act(here);
      return;
    }
    const to = target(event.key, here);
    if (to === null) return;
    event.preventDefault();
    focusRow(to);
  };

  const onPageKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || withModifier(event) || (event.key !== 'j' && event.key !== 'k')) return;
    const from = event.target as HTMLElement;
    if (from.closest?.(TAKEN) || scroller.current?.contains(from)) return;
    event.preventDefault();
    focusRow(at);
  });
  useEffect(() => {
    if (!pageKeys) return;
    document.addEventListener('keydown', onPageKey);
    return () => document.removeEventListener('keydown', onPageKey);
  }, [pageKeys]);

  return { at, choose, focusRow, scrollToRow, onKeyDown };
}
