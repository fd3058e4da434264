import { Button, Check, styled, token } from '@foyer/ui';
import { useEffect, useRef, type ReactNode } from 'react';

const Bar = styled('div')({
  position: 'sticky',
  insetBlockEnd: 12,
  zIndex: 2,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  padding: '10px 12px 10px 16px',
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface1,
  boxShadow: token.shadow2,
  fontSize: '0.8125rem',
  '& > p': { flex: '1 1 10ch', color: token.text2 },
  '& > svg': { flex: 'none', color: token.positive },
  '&[tabindex="-1"]:focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
});

/** For what may have the focus in a form with a bar: it comes to stand above it. */
export const ABOVE_SAVE_BAR = { scrollMarginBlockEnd: 96 };

type SaveBarProps = Readonly<{
  /** What isn't saved, in words. */
  children: ReactNode;
  label: string;
  onSave: () => void;
  onDiscard: () => void;
  saving: boolean;
  disabled?: boolean;
}>;

/** Stands while a form holds what isn't saved. */
export function SaveBar({ children, label, onSave, onDiscard, saving, disabled = false }: SaveBarProps) {
  return (
    <Bar role="group" aria-label="Unsaved changes">
      <p>{children}</p>
      <Button onClick={onDiscard} disabled={saving}>
        Discard
      </Button>
      <Button variant="contained" onClick={onSave} loading={saving} disabled={disabled}>
        {label}
      </Button>
    </Bar>
  );
}

/** Stands in the bar's place once all is saved, with what can be done next if anything. Whoever saved with the keys goes on from here. */
export function SavedBar({ children, action }: { children: ReactNode; action?: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed is gone.
    if (document.activeElement === document.body) bar.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Bar role="group" aria-label="Saved" tabIndex={-1} ref={bar}>
      <Check size={16} aria-hidden="true" />
      <p>{children}</p>
      {action}
    </Bar>
  );
}
