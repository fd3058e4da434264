import type { TranscriptCorrection } from '@foyer/contract/call-notes';
import { useScope } from '@foyer/federation';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, RelativeTime, styled, toast, token } from '@foyer/ui';
import { callNotesApi, correctionsQuery } from './call-notes-api.ts';
import { failureWords } from './failure-words.ts';
import { MaskedText } from './masked-text.tsx';

const Box = styled('div')({
  display: 'grid',
  gap: 4,
  marginBlock: '2px 6px',
  marginInline: 10,
  padding: '8px 10px',
  borderRadius: token.radius,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
  fontSize: '0.8125rem',
  lineHeight: 1.5,
  overflowWrap: 'anywhere',
  '& > p:first-of-type': { fontSize: '0.75rem', color: token.text3 },
});
const Actions = styled('div')({ display: 'flex', gap: 6, flexWrap: 'wrap' });

type Props = Readonly<{ callId: string; proposal: TranscriptCorrection; mayDecide: boolean }>;

/** Words that somebody proposed for the segment above, to accept or decline by who may. */
export function SegmentProposal({ callId, proposal, mayDecide }: Props) {
  const scope = useScope();
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (state: 'accepted' | 'declined') =>
      callNotesApi(scope.api).decideCorrection({
        params: { callId, correctionId: proposal.id },
        body: { state },
      }),
    onSuccess: ({ state }) => toast(state === 'accepted' ? 'Accepted: the new words are shown' : 'Declined'),
    onError: (error) => toast(failureWords(error), { tone: 'negative' }),
    onSettled: () => client.invalidateQueries({ queryKey: correctionsQuery(scope, callId).queryKey }),
  });
  return (
    <Box role="group" aria-label="Proposed words">
      <p>
        Proposed by {proposal.by.name} <RelativeTime value={proposal.proposedAt} />
      </p>
      <p dir="auto">
        <MaskedText parts={proposal.parts} />
      </p>
      {mayDecide && (
        <Actions>
          <Button
            size="small"
            variant="outlined"
            loading={decide.isPending}
            onClick={() => decide.mutate('accepted')}
          >
            Accept
          </Button>
          <Button
            size="small"
            variant="text"
            disabled={decide.isPending}
            onClick={() => decide.mutate('declined')}
          >
            Decline
          </Button>
        </Actions>
      )}
    </Box>
  );
}
