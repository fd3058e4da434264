import type { DecidedUnlock, QueuedUnlock, UnlockScope } from '@foyer/contract/pii-unlocks';
import { useMutation } from '@foyer/federation/query';
import { Button, Dialog, formatDateTime, Notice, styled, useLocale } from '@foyer/ui';
import { unlocksQuery, useConsole } from '../queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useDecided } from './use-decided.ts';
import { currentOf, WriteFailure } from './write-failure.tsx';

export const PART_WORDS: Readonly<Record<UnlockScope, string>> = {
  summary: 'summary',
  transcript: 'transcript',
};

const Body = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8, minWidth: 0, lineHeight: 1.5 });

type UnlockDialogProps = Readonly<{ request: QueuedUnlock; onClose: () => void }>;

/** Shows the masked details to who asked, after it was said what that means. */
export function ApproveUnlockDialog({ request, onClose }: UnlockDialogProps) {
  const { client, person, call, scope } = request;
  const api = useConsole();
  const { locale } = useLocale();
  const decided = useDecided({ queue: unlocksQuery(api).queryKey, clientId: client.id, onClose });
  const approve = useMutation({
    mutationFn: () => api.approveUnlock({ params: { clientId: client.id, unlockId: request.id } }),
    onSuccess: () => decided(`${person.name} sees the details now.`),
  });
  const meanwhile = currentOf<DecidedUnlock>(approve.error);
  const close = meanwhile ? () => void decided() : onClose;
  return (
    <Dialog
      open
      onClose={close}
      title={`Approve the ${PART_WORDS[scope]} for ${person.name}`}
      onSubmit={() => !approve.isPending && !meanwhile && approve.mutate()}
      actions={
        meanwhile ? (
          <Button onClick={close}>Close</Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" variant="contained" loading={approve.isPending}>
              Approve
            </Button>
          </>
        )
      }
    >
      <Body>
        <p>
          {person.name} of {client.name}, and nobody else, sees what is masked in the {PART_WORDS[scope]} of
          the call of {formatDateTime(call.startedAt, { timeZone: call.timeZone, locale })} with {call.agent}:
          for 24 hours, or until they end it or lose a right that it needs. Each view stands in the audit log.
        </p>
        {meanwhile ? <Meanwhile what={meanwhile} /> : <WriteFailure error={approve.error} />}
      </Body>
    </Dialog>
  );
}

export function DeclineUnlockDialog({ request, onClose }: UnlockDialogProps) {
  const { client, person, scope } = request;
  const api = useConsole();
  const decided = useDecided({ queue: unlocksQuery(api).queryKey, clientId: client.id, onClose });
  const decline = useMutation({
    mutationFn: (reason: string) =>
      api.declineUnlock({ params: { clientId: client.id, unlockId: request.id }, body: { reason } }),
    onSuccess: () => decided(`${person.name} is told.`),
  });
  const meanwhile = currentOf<DecidedUnlock>(decline.error);
  return (
    <ReasonDialog
      title={`Decline the ${PART_WORDS[scope]} for ${person.name}`}
      reader={person.name}
      onDecline={(reason) => decline.mutate(reason)}
      working={decline.isPending}
      error={decline.error}
      over={meanwhile && <Meanwhile what={meanwhile} />}
      onClose={meanwhile ? () => void decided() : onClose}
    />
  );
}

function Meanwhile({ what: { state, by } }: { what: DecidedUnlock }) {
  const who = by ?? 'Somebody';
  const words = {
    approved: `${who} has approved this in the meantime.`,
    declined: `${who} has declined this in the meantime.`,
    withdrawn: 'This was taken back in the meantime, or a right that it needs was lost.',
  };
  return <Notice tone="warning">{words[state]} Nothing was changed by you.</Notice>;
}
