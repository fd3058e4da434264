import { Suspense } from 'react';
import { Dialog } from './dialog.tsx';
import { LazyShortcutList } from './load-popups.tsx';

export type ShortcutGroup = Readonly<{
  title: string;
  /** Each of `keys` does it: as it stands on the keyboard, `Shift J` for two at once. */
  shortcuts: readonly Readonly<{ keys: readonly string[]; does: string }>[];
}>;

export type ShortcutMapProps = { open: boolean; onClose: () => void; groups: readonly ShortcutGroup[] };

/** The map of a page's keys, which `?` opens. */
export function ShortcutMap({ open, onClose, groups }: ShortcutMapProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" width={680}>
      <Suspense fallback={null}>
        <LazyShortcutList groups={groups} />
      </Suspense>
    </Dialog>
  );
}
