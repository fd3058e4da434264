import type { DecidedUnlock, QueuedUnlock, UnlockScope } from '@foyer/contract/pii-unlocks';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, formatDateTime, Notice, styled, TextField, toast, useLocale } from '@foyer/ui';
import { useState } from 'react';
import { currentOf, fieldFailure, WriteFailure } from '../components/write-failure.tsx';
import { clientKey, unlocksQuery, useConsole } from '../queries.ts';

export const PART_WORDS: Readonly<Record<UnlockScope, string>> = {
  summary: 'summary',
  transcript: 'transcript',
};

const Form = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8, minWidth: 0, lineHeight: 1.5 });

const MOST = 500;

type UnlockDialogProps = Readonly<{ request: QueuedUnlock; onClose: () => void }>;

/** Shows the masked details to who asked, after it was said what that means. */
export function ApproveUnlockDialog({ request, onClose }: UnlockDialogProps) {
  const { client, person, call, scope } = request;
  const api = useConsole();
  const { locale } = useLocale();
  const decided = useDecided(request, `${person.name} sees the details now.`, onClose);
  const approve = useMutation({
    mutationFn: () => api.approveUnlock({ params: { clientId: client.id, unlockId: request.id } }),
    onSuccess: decided,
  });
  const meanwhile = currentOf<DecidedUnlock>(approve.error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Approve the ${PART_WORDS[scope]} for ${person.name}`}
      onSubmit={() => !approve.isPending && !meanwhile && approve.mutate()}
      actions={
        <Actions
          verb="Approve"
          over={meanwhile !== undefined}
          working={approve.isPending}
          onClose={meanwhile ? () => void decided.quietly() : onClose}
        />
      }
    >
      <Form>
        <p>
          {person.name} of {client.name}, and nobody else, sees what is masked in the {PART_WORDS[scope]} of
          the call of {formatDateTime(call.startedAt, { timeZone: call.timeZone, locale })} with {call.agent}:
          for 24 hours, or until they end it or lose a right that it needs. Each view stands in the audit log.
        </p>
        {meanwhile ? <Meanwhile what={meanwhile} /> : <WriteFailure error={approve.error} />}
      </Form>
    </Dialog>
  );
}

/** Says no, and why: the person reads it. */
export function DeclineUnlockDialog({ request, onClose }: UnlockDialogProps) {
  const { client, person, scope } = request;
  const api = useConsole();
  const [reason, setReason] = useState('');
  useUnsavedChanges(reason !== '', {
    keepDraft: () => [{ label: `Reason for ${person.name}`, text: reason }],
  });
  const decided = useDecided(request, `${person.name} is told.`, onClose);
  const decline = useMutation({
    mutationFn: () =>
      api.declineUnlock({ params: { clientId: client.id, unlockId: request.id }, body: { reason } }),
    onSuccess: decided,
  });
  const meanwhile = currentOf<DecidedUnlock>(decline.error);
  const ready = reason.trim() !== '' && !meanwhile;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Decline the ${PART_WORDS[scope]} for ${person.name}`}
      onSubmit={() => ready && !decline.isPending && decline.mutate()}
      actions={
        <Actions
          verb="Decline"
          over={meanwhile !== undefined}
          disabled={!ready}
          working={decline.isPending}
          onClose={meanwhile ? () => void decided.quietly() : onClose}
        />
      }
    >
      <Form>
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          help={`${person.name} reads this.`}
          error={fieldFailure(decline.error, 'reason')}
          maxLength={MOST}
          multiline
          minRows={2}
          required
          autoFocus
        />
        {meanwhile ? <Meanwhile what={meanwhile} /> : <WriteFailure error={decline.error} />}
      </Form>
    </Dialog>
  );
}

type ActionsProps = Readonly<{
  verb: string;
  /** Nothing is left to decide. */
  over: boolean;
  disabled?: boolean;
  working: boolean;
  onClose: () => void;
}>;

function Actions({ verb, over, disabled = false, working, onClose }: ActionsProps) {
  if (over) return <Button onClick={onClose}>Close</Button>;
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" variant="contained" disabled={disabled} loading={working}>
        {verb}
      </Button>
    </>
  );
}

function Meanwhile({ what: { state, by } }: { what: DecidedUnlock }) {
  const words = {
    approved: `${by} has approved this in the meantime.`,
    declined: `${by} has declined this in the meantime.`,
    withdrawn: 'This was taken back in the meantime, or a right that it needs was lost.',
  };
  return <Notice tone="warning">{words[state]} Nothing was changed by you.</Notice>;
}

function useDecided(request: QueuedUnlock, words: string, onClose: () => void) {
  const api = useConsole();
  const queries = useQueryClient();
  const quietly = async () => {
    onClose();
    await Promise.all([
      queries.invalidateQueries({ queryKey: unlocksQuery(api).queryKey }),
      queries.invalidateQueries({ queryKey: clientKey(request.client.id) }),
    ]);
  };
  const decided = async () => {
    toast(words, { tone: 'positive' });
    await quietly();
  };
  return Object.assign(decided, { quietly });
}
