import { Suspense, useEffect, useRef, type ReactNode } from 'react';
import { edgeOf } from './menu.tsx';
import { LazyPopover } from './load-popups.tsx';

export type PopoverProps = {
  /** The element it hangs on; null is closed. */
  anchor: HTMLElement | null;
  onClose: () => void;
  /** Its name for screen readers. */
  label: string;
  align?: 'start' | 'end';
  id?: string | undefined;
  children: ReactNode;
};

/** A small pane over the page: focus goes in and comes back, Escape and a click beside it close it. */
export function Popover({ anchor, onClose, label, align = 'start', id, children }: PopoverProps) {
  if (!anchor) return null;
  return (
    <Suspense fallback={null}>
      <LazyPopover
        open
        anchorEl={anchor}
        onClose={onClose}
        anchorOrigin={{ vertical: 'bottom', horizontal: edgeOf(align) }}
        transformOrigin={{ vertical: 'top', horizontal: edgeOf(align) }}
        transitionDuration={120}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': label, id, sx: { maxWidth: 'calc(100vw - 32px)' } },
        }}
      >
        <FirstFocused>{children}</FirstFocused>
      </LazyPopover>
    </Suspense>
  );
}

/** Puts the focus on the first thing to use, so that the keyboard goes on from there; by touch it would call up the keys. */
function FirstFocused({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (window.matchMedia?.('(pointer: coarse)').matches) return;
    place.current
      ?.querySelector<HTMLElement>('input:enabled, button:enabled, a[href]')
      ?.focus({ preventScroll: true });
  }, []);
  return <div ref={place}>{children}</div>;
}
