import { JUSTIFICATION_LENGTH } from '@foyer/access';
import { ApiError } from '@foyer/contract';
import type { UnlockScope } from '@foyer/contract/pii-unlocks';
import { useScope, useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, formatNumber, styled, TextField, toast, token, useLocale } from '@foyer/ui';
import { useState } from 'react';
import { unlockApi, unlocksQuery } from './unlock-api.ts';
import { PART_WORDS } from './unlock-words.ts';

const { min, max } = JUSTIFICATION_LENGTH;

const Sentence = styled('p')({ marginBlock: '4px 16px', lineHeight: 1.5 });
const Count = styled('span')({
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  color: token.text3,
});
const Below = styled('span')({ display: 'flex', justifyContent: 'space-between', gap: 12 });

type UnlockDialogProps = Readonly<{ callId: string; part: UnlockScope; onClose: () => void }>;

/** Asks the agency for the masked words of one part of a call, and why. */
export function UnlockDialog({ callId, part, onClose }: UnlockDialogProps) {
  const scope = useScope();
  const queries = useQueryClient();
  const { locale } = useLocale();
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  useUnsavedChanges(why !== '', {
    keepDraft: () => [
      { label: `Why you need the masked details of a call’s ${PART_WORDS[part]}`, text: why },
    ],
  });
  const length = why.trim().length;
  const missing = Math.max(0, min - length);
  const request = useMutation({
    mutationFn: () =>
      unlockApi(scope.api).requestUnlock({
        params: { callId },
        body: { scope: part, justification: why },
      }),
    onSuccess: async () => {
      toast('Your agency has your request.', { tone: 'positive' });
      onClose();
      await queries.invalidateQueries({ queryKey: unlocksQuery(scope, callId).queryKey });
    },
  });
  const send = () => {
    setTried(true);
    if (missing === 0 && !request.isPending) request.mutate();
  };
  const tooShort =
    tried && missing > 0
      ? `Say in at least ${formatNumber(min, locale)} characters why you need them: ${formatNumber(missing, locale)} to go.`
      : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Unlock the masked details of this ${PART_WORDS[part]}`}
      width={480}
      onSubmit={send}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" loading={request.isPending}>
            Send request
          </Button>
        </>
      }
    >
      <Sentence>
        Your agency decides. If it agrees, you alone see them here for 24 hours, and each view is recorded in
        the audit log.
      </Sentence>
      <TextField
        label="Why do you need them?"
        value={why}
        onChange={setWhy}
        multiline
        minRows={4}
        maxLength={max}
        required
        autoFocus
        help={
          <Below>
            <span>Your agency reads this. Leave out the caller’s details.</span>
            <Count>
              {formatNumber(length, locale)} / {formatNumber(max, locale)}
            </Count>
          </Below>
        }
        error={tooShort ?? (request.error ? wordsFor(request.error) : undefined)}
      />
    </Dialog>
  );
}

function wordsFor(error: Error): string {
  if (error instanceof ApiError && error.code === 'denied')
    return 'These details can’t be unlocked any more: a right or the caller’s consent has changed.';
  return error instanceof ApiError && error.problem?.detail
    ? error.problem.detail
    : 'The request couldn’t be sent. Nothing was lost: try again.';
}
