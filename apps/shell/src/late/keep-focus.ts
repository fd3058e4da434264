import { focusPageHeading } from '@foyer/ui';
import { placeOf, type Place } from './place-of.ts';

const FOCUSABLE =
  'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';

/** Milliseconds in which whoever took the focused thing away may put the focus elsewhere themselves. */
const GRACE_MS = 250;
/** Where the focus has been before: as far back as a menu in a dialog. */
const LONGEST_TRAIL = 6;

/**
 * Whoever works with the keys keeps their place: when what has the focus goes away (a filter that is cleared, a note that is deleted), the focus
 * goes to the nearest thing left, and not to the body, from where the next Tab would start anywhere. What is only switched off while it works gets
 * it back. Begun with the first key that is pressed, and where that was; returns what ends it.
 */
export function keepFocus(begun: Place): () => void {
  let trail: readonly Place[] = begun.length > 0 ? [begun] : [];
  let switchedOff: Element | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const look = (): void => {
    timer = undefined;
    if (document.activeElement !== document.body) return;
    if (switchedOff?.isConnected && switchedOff.matches(':disabled')) return;
    if (!returnTo(trail)) focusPageHeading();
  };
  const notice = (): void => {
    const last = trail[0]?.[0];
    if (!last) return;
    if (last.matches(':disabled')) switchedOff = last;
    // Where it is still there, whatever let go of it meant to: a field that Escape left.
    else if (last !== switchedOff && last.isConnected && !last.closest('[inert]')) return;
    timer ??= setTimeout(look, GRACE_MS);
  };
  const observer = new MutationObserver(notice);
  const onFocus = (event: FocusEvent): void => {
    switchedOff = undefined;
    trail = [placeOf(event), ...trail].slice(0, LONGEST_TRAIL);
  };
  const onKey = (): void =>
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled', 'inert'],
    });
  // With a pointer the place is where it points; the focus would only open a keyboard over it.
  const onPointer = (): void => {
    stop();
    observer.disconnect();
  };

  onKey();
  notice();
  document.addEventListener('focusin', onFocus);
  document.addEventListener('keydown', onKey, { capture: true });
  document.addEventListener('pointerdown', onPointer, { capture: true });
  return () => {
    onPointer();
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('keydown', onKey, { capture: true });
    document.removeEventListener('pointerdown', onPointer, { capture: true });
  };
}

const isReachable = (element: Element): element is HTMLElement =>
  element.isConnected &&
  element instanceof HTMLElement &&
  !element.matches(':disabled') &&
  !element.closest('[inert]') &&
  (element.checkVisibility?.({ visibilityProperty: true }) ?? true);

/** Puts the focus as near as can be to the latest place of which anything is left; false where that is the whole page. */
function returnTo(trail: readonly Place[]): boolean {
  for (const place of trail) {
    const [own] = place;
    if (own && isReachable(own)) {
      own.focus();
      return true;
    }
    for (const around of place.slice(1)) {
      if (around.id === 'main') return false;
      // Outside the page proper: a message, a window over it. Where one came from is nearer.
      if (around.querySelector('#main')) break;
      const left = around.isConnected && [...around.querySelectorAll(FOCUSABLE)].find(isReachable);
      if (left) {
        left.focus();
        return true;
      }
    }
  }
  return false;
}
