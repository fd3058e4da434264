import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { X } from 'lucide-react';
import { Suspense, useId, type ReactNode } from 'react';
import { token } from '../theme/tokens.ts';
import { LazyDialog } from './load-popups.tsx';

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** Makes it a form: Enter submits. */
  onSubmit?: () => void;
  width?: number;
  role?: 'dialog' | 'alertdialog';
};

const Head = styled('div')({
  display: 'flex',
  alignItems: 'start',
  justifyContent: 'space-between',
  gap: 16,
  padding: '16px 16px 0 20px',
  '& > h2': { fontSize: '1rem', lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.006em' },
});
const Body = styled('div')({
  padding: '4px 20px 20px',
  color: token.text2,
  overflowY: 'auto',
  overflowWrap: 'anywhere',
});
const Foot = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'flex-end',
  gap: 8,
  padding: '12px 20px',
  borderBlockStart: `1px solid ${token.line}`,
});

/** A dialog with a title and its actions: focus stays in and comes back, Escape closes. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  actions,
  onSubmit,
  width = 440,
  role = 'dialog',
}: DialogProps) {
  const id = useId();
  if (!open) return null;
  const content = (
    <>
      <Head>
        <h2 id={id}>{title}</h2>
        <IconButton size="small" aria-label="Close" onClick={onClose}>
          <X size={16} />
        </IconButton>
      </Head>
      <Body>{children}</Body>
      {actions && <Foot>{actions}</Foot>}
    </>
  );
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <Suspense fallback={null}>
      <LazyDialog
        open
        onClose={onClose}
        transitionDuration={120}
        aria-labelledby={id}
        role={role}
        slotProps={{ paper: { sx: { width, maxWidth: 'calc(100vw - 32px)' } } }}
      >
        {onSubmit ? <form onSubmit={submit}>{content}</form> : content}
      </LazyDialog>
    </Suspense>
  );
}
