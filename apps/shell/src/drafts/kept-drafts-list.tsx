import { Button, formatDateTime, Panel, Stack, toast, useLocale } from '@foyer/ui';
import { useState } from 'react';
import { dropDraft, keptDrafts, textOf, type KeptDraft } from './kept-drafts.ts';

/** What somebody was writing in an area when it closed, to be copied from here. */
export function KeptDrafts({ area, ...whose }: Pick<KeptDraft, 'area' | 'personId' | 'clientId'>) {
  const where = useLocale();
  const [drafts, setDrafts] = useState(() =>
    keptDrafts(localStorage, whose).filter((draft) => draft.area === area),
  );
  const copy = async (draft: KeptDraft): Promise<void> => {
    try {
      await navigator.clipboard.writeText(textOf(draft));
      toast('Copied.');
    } catch {
      toast('Copying didn’t work. Select the text instead.', { tone: 'negative' });
    }
  };
  const discard = ({ id }: KeptDraft): void => {
    dropDraft(localStorage, id);
    setDrafts((shown) => shown.filter((draft) => draft.id !== id));
  };
  return drafts.map((draft) => (
    <Panel
      key={draft.id}
      title={`What you were writing on ${formatDateTime(draft.at, where)}`}
      action={
        <Stack direction="row" sx={{ gap: 1 }}>
          <Button size="small" onClick={() => void copy(draft)}>
            Copy
          </Button>
          <Button size="small" onClick={() => discard(draft)}>
            Discard
          </Button>
        </Stack>
      }
    >
      <pre style={{ whiteSpace: 'pre-wrap', textAlign: 'start', maxHeight: '30dvh', overflow: 'auto' }}>
        {textOf(draft)}
      </pre>
    </Panel>
  ));
}
