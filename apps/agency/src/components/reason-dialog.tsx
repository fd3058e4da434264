import { useUnsavedChanges } from '@foyer/federation';
import { Button, Dialog, styled, TextField } from '@foyer/ui';
import { useState, type ReactNode } from 'react';
import { fieldFailure, WriteFailure } from './write-failure.tsx';

const Form = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8, minWidth: 0 });

const MOST = 500;

type ReasonDialogProps = Readonly<{
  title: string;
  /** Who reads the reason. */
  reader: string;
  onDecline: (reason: string) => void;
  working: boolean;
  error: unknown;
  /** Why nothing is left to decline. */
  over?: ReactNode;
  onClose: () => void;
}>;

/** Says no, and why: whoever asked reads it. */
export function ReasonDialog({ title, reader, onDecline, working, error, over, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  useUnsavedChanges(reason !== '', {
    keepDraft: () => [{ label: `Reason for ${reader}`, text: reason }],
  });
  const ready = reason.trim() !== '' && !over;
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      onSubmit={() => ready && !working && onDecline(reason)}
      actions={
        over ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="contained" disabled={!ready} loading={working}>
              Decline
            </Button>
          </>
        )
      }
    >
      <Form>
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          help={`${reader} reads this.`}
          error={fieldFailure(error, 'reason')}
          maxLength={MOST}
          multiline
          minRows={2}
          required
          autoFocus
        />
        {over ?? <WriteFailure error={error} />}
      </Form>
    </Dialog>
  );
}
