import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';
import { TextField } from '../controls/text-field.tsx';
import { Dialog } from './dialog.tsx';

export type ConfirmDialogProps = {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  /** The question: "Delete the recordings of March?" */
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** A verb: "Delete 214 recordings". */
  confirmLabel: string;
  /** For what can't be undone. */
  destructive?: boolean;
  /** What must be typed first. */
  typed?: string;
  /** While it is being done: the button shows it and can't be pressed again. */
  working?: boolean;
  /** Why it didn't work. */
  error?: ReactNode;
};

/** Asks before something that can't be taken back; says what it does in its button. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onClose,
    onConfirm,
    title,
    children,
    confirmLabel,
    destructive = false,
    typed,
    working = false,
  } = props;
  const [text, setText] = useState('');
  const ready = (typed === undefined || text.trim() === typed) && !working;
  const close = () => {
    setText('');
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      role="alertdialog"
      onSubmit={() => ready && onConfirm()}
      actions={
        <>
          <Button onClick={close} autoFocus={typed === undefined && destructive}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={destructive ? 'error' : 'primary'}
            disabled={!ready && !working}
            loading={working}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {typed !== undefined && (
        <TextField
          label={`Type “${typed}” to go on`}
          value={text}
          onChange={setText}
          autoComplete="off"
          autoFocus
          sx={{ marginBlockStart: 4 }}
        />
      )}
      {props.error && <div role="alert">{props.error}</div>}
    </Dialog>
  );
}
