import { useEffect, useEffectEvent } from 'react';
import type { AudioPlayer } from './audio-player.ts';
import { SKIP_MS } from './player-time.ts';

type Actions = Readonly<{
  /** Null: there is none yet. */
  player: AudioPlayer | null;
  close: () => void;
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
}>;

const TYPING = 'input:not([type="range"]), textarea, select, [contenteditable="true"]';
const OPEN_OVER_PAGE = '[role="menu"], [role="dialog"], [role="alertdialog"]';
/** What the space bar already does something to. */
const PRESSABLE = 'button, a, summary, [role="button"], [role="switch"], [role="checkbox"]';

/**
 * The keys of an open call, wherever the focus is: space, arrows, < and >, m, digits (tenths of the recording), j and k, Escape. They are taken before the
 * list gets them, because with a call open j and k go from call to call.
 */
export function usePaneKeys(actions: Actions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target?.closest(`${TYPING}, ${OPEN_OVER_PAGE}`) || document.querySelector(OPEN_OVER_PAGE)) return;
    // A slider moves by its own arrows.
    if (target?.matches('input') && event.key.startsWith('Arrow')) return;
    const act = actionOf(event.key, target, actions);
    if (!act) return;
    event.preventDefault();
    if (event.key !== 'Escape') event.stopPropagation();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener, { capture: true });
    return () => document.removeEventListener('keydown', listener, { capture: true });
  }, []);
}

function actionOf(key: string, target: Element | null, actions: Actions): (() => void) | undefined {
  switch (key) {
    case 'Escape':
      return actions.close;
    case 'j':
      return actions.next;
    case 'k':
      return actions.previous;
    default:
      return actions.player === null ? undefined : playerAction(key, target, actions.player);
  }
}

function playerAction(key: string, target: Element | null, player: AudioPlayer): (() => void) | undefined {
  if (player.getState().phase === 'empty') return undefined;
  switch (key) {
    case ' ':
      return target?.closest(PRESSABLE) ? undefined : () => player.toggle();
    case 'ArrowLeft':
      return () => player.skip(-SKIP_MS);
    case 'ArrowRight':
      return () => player.skip(SKIP_MS);
    case '<':
      return () => player.changeRate(-1);
    case '>':
      return () => player.changeRate(1);
    case 'm':
      return () => player.setMuted(!player.getState().muted);
    default:
      return !/^[0-9]$/.test(key) ? undefined : () => player.seekTenth(Number(key));
  }
}
