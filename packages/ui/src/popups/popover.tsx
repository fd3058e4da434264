import { Suspense, type ReactNode } from 'react';
import { edgeOf } from './menu.tsx';
import { LazyPopover } from './load-popups.ts';

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
        {children}
      </LazyPopover>
    </Suspense>
  );
}
