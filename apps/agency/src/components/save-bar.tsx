import { Button, styled, token } from '@foyer/ui';
import type { ReactNode } from 'react';

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
});

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
