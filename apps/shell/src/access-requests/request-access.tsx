import { ApiError } from '@foyer/contract';
import { useSession, useUnsavedChanges, type Area } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, formatDate, Stack, TextField, toast, useLocale } from '@foyer/ui';
import { useState } from 'react';
import { KeptDrafts } from '../drafts/kept-drafts-list.tsx';
import { ownRequestsQuery, requests } from './requests.ts';

type Props = {
  area: Area;
  /** Whether the agency could open it. */
  canAsk: boolean;
};

/** Below a closed door: what was being written when it closed, and the way to ask for it. */
export function RequestAccess({ area, canAsk }: Props) {
  const { mode, client } = useSession();
  return (
    <Stack sx={{ gap: 2, alignItems: 'center' }}>
      {canAsk && mode === 'own' && client && <Ask {...area} />}
      <KeptDrafts area={area} />
    </Stack>
  );
}

function Ask({ title, capability }: Pick<Area, 'title' | 'capability'>) {
  const own = useQuery(ownRequestsQuery);
  const queryClient = useQueryClient();
  const where = useLocale();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  useUnsavedChanges(note !== '', {
    keepDraft: () => [{ label: `What you need ${title} for`, text: note }],
  });
  const ask = useMutation({
    mutationFn: () => requests.requestAccess({ body: { capability, note } }),
    onSuccess: async () => {
      setOpen(false);
      setNote('');
      toast('Your agency has your request.', { tone: 'positive' });
      await queryClient.invalidateQueries({ queryKey: ownRequestsQuery.queryKey });
    },
  });
  // Until it is known whether there is a request, nothing is offered: a door that can't be asked about is still explained.
  if (!own.data) return null;
  const last = own.data.items.find((one) => one.capability === capability);
  if (last?.state === 'open') return <p>Requested on {formatDate(last.createdAt, where)}.</p>;
  return (
    <>
      {last?.state === 'declined' && (
        <p>
          Your agency declined your request of {formatDate(last.createdAt, where)}: {last.reason}
        </p>
      )}
      <Button variant="outlined" onClick={() => setOpen(true)}>
        Request access
      </Button>
      <Dialog
        open={open}
        title={`Request access to ${title}`}
        width={440}
        onClose={() => setOpen(false)}
        onSubmit={() => ask.mutate()}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="contained" loading={ask.isPending}>
              Send request
            </Button>
          </>
        }
      >
        <p style={{ marginBlock: '4px 16px' }}>Your agency decides, and you are told here.</p>
        <TextField
          label="What do you need it for? (optional)"
          value={note}
          onChange={setNote}
          multiline
          minRows={3}
          maxLength={500}
          autoFocus
          error={ask.error && wordsFor(ask.error)}
        />
      </Dialog>
    </>
  );
}

const wordsFor = (error: Error): string =>
  error instanceof ApiError && error.problem?.detail
    ? error.problem.detail
    : 'The request couldn’t be sent. Nothing was lost: try again.';
