import { unsavedChanges, useSession, type Area } from '@foyer/federation';
import { Box, Button, formatDateTime, Panel, Stack, toast, useLocale } from '@foyer/ui';
import { useState, useSyncExternalStore } from 'react';
import { dropDraft, keptDrafts, placeOf, textOf, type KeptDraft } from './kept-drafts.ts';

/** The same above an area that is open again, unless something is being written there: that may be the very text. */
export function KeptDraftsAbove({ area }: { area: Area }) {
  const writing = useSyncExternalStore(unsavedChanges.subscribe, unsavedChanges.any);
  if (writing) return null;
  return (
    <Box
      sx={{ display: 'grid', gap: 2, padding: '12px var(--foyer-gutter) 0', ':empty': { display: 'none' } }}
    >
      <KeptDrafts area={area} />
    </Box>
  );
}

/** What somebody was writing in an area when it closed, to be copied from here. */
export function KeptDrafts({ area }: { area: Area }) {
  const where = useLocale();
  const place = placeOf(useSession(), area);
  const [drafts, setDrafts] = useState(() =>
    keptDrafts(localStorage, place).filter((draft) => draft.area === place.area),
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
