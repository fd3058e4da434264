import { useEffect, useEffectEvent } from 'react';

const TYPING = 'input:not([type="checkbox"], [type="range"]), textarea, select, [contenteditable="true"]';
const OPEN_OVER_PAGE = '[role="menu"], [role="dialog"], [role="alertdialog"]';

/**
 * What keys do wherever the focus is, by `KeyboardEvent.key`; undefined does nothing at present. Nothing happens while somebody types, with a
 * modifier but Shift, or while something is open over the page.
 */
export function usePageKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = event.target instanceof Element ? event.target : null;
    if (from?.closest(`${TYPING}, ${OPEN_OVER_PAGE}`) || document.querySelector(OPEN_OVER_PAGE)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
