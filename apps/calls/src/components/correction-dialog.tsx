import { useState } from 'react';
import type { TranscriptCorrection } from '@foyer/contract/call-notes';
import { useScope } from '@foyer/federation';
import { useMutation } from '@foyer/federation/query';
import { Button, Dialog, styled, TextField, token } from '@foyer/ui';
import { callNotesApi } from './call-notes-api.ts';
import type { ShownSegment } from './corrected-segments.ts';
import { failureWords } from './failure-words.ts';
import { MaskedText } from './masked-text.tsx';

const Fields = styled('div')({ display: 'grid', gap: 10 });
const Kept = styled('p')({ fontSize: '0.8125rem', color: token.text3 });
const Wrong = styled('p')({ fontSize: '0.8125rem', color: token.negative });

type Part = ShownSegment['parts'][number];

const isPlain = (part: Part): boolean => 'text' in part && !('unlocked' in part);

type CorrectionDialogProps = Readonly<{
  callId: string;
  segment: ShownSegment;
  onClose: () => void;
  onProposed: (correction: TranscriptCorrection) => void;
}>;

/** Other words for one part of a transcript. What is masked stands between the fields and stays. */
export function CorrectionDialog({ callId, segment, onClose, onProposed }: CorrectionDialogProps) {
  const { api } = useScope();
  const before = segment.parts.flatMap((part) =>
    'text' in part && !('unlocked' in part) ? [part.text] : [],
  );
  const [words, setWords] = useState<readonly string[]>(before);
  const [key] = useState(() => crypto.randomUUID());
  const propose = useMutation({
    mutationFn: () =>
      callNotesApi(api).proposeCorrection({
        params: { callId },
        body: { key, segmentId: segment.id, words: [...words] },
      }),
    onSuccess: onProposed,
  });
  const same = words.every((one, index) => one === before[index]);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Propose other words"
      onSubmit={() => !same && propose.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={same} loading={propose.isPending}>
            Propose
          </Button>
        </>
      }
    >
      <Fields>
        <Kept>The original stays. Your company’s admin accepts or declines what you propose.</Kept>
        {segment.parts.map((part, index) => {
          if (!isPlain(part))
            return (
              <Kept key={index}>
                <MaskedText parts={[part]} /> stays as it is.
              </Kept>
            );
          const own = segment.parts.slice(0, index).filter(isPlain).length;
          return (
            <TextField
              key={index}
              label={
                before.length === 1 ? 'What was said' : `What was said, part ${own + 1} of ${before.length}`
              }
              value={words[own] ?? ''}
              onChange={(text) => setWords(words.map((one, at) => (at === own ? text : one)))}
              multiline
              minRows={1}
              maxLength={2_000}
              autoFocus={own === 0}
            />
          );
        })}
        {propose.isError && <Wrong role="alert">{failureWords(propose.error)}</Wrong>}
      </Fields>
    </Dialog>
  );
}
