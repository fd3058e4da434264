import { useState } from 'react';
import { ApiError } from '@foyer/contract';
import { useHost, useScope } from '@foyer/federation';
import { useQueryClient } from '@foyer/federation/query';
import { Button, formatCount, formatPercent, Link2, Popover, styled, Tag, toast, token, X } from '@foyer/ui';
import { copyLinks } from './copy-links.ts';
import { SelectionTags } from './selection-tags.tsx';
import { settleTags, tagAll, tagApi, undoing, type Tagged, type TagChange } from './selection-tagging.ts';

const Bar = styled('div')({
  position: 'absolute',
  insetInline: 0,
  insetBlockEnd: 16,
  zIndex: 3,
  display: 'grid',
  justifyItems: 'center',
  paddingInline: 8,
  pointerEvents: 'none',
  '& > div': {
    pointerEvents: 'auto',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 4,
    padding: '4px 6px 4px 14px',
    borderRadius: 10,
    fontSize: '0.8125rem',
    backgroundColor: token.surface1,
    boxShadow: `${token.shadow2}, inset 0 0 0 1px ${token.line}`,
  },
  '& strong': {
    fontWeight: 500,
    fontVariantNumeric: 'tabular-nums',
    marginInlineEnd: 8,
    whiteSpace: 'nowrap',
  },
});

type SelectionBarProps = Readonly<{
  ids: ReadonlySet<string>;
  /** Whether the reader may tag calls. */
  tagging: boolean;
  onClear: () => void;
}>;

const calls = (count: number) => formatCount(count, { one: 'call', other: 'calls' });

/** What can be done with the calls that are selected. */
export function SelectionBar({ ids, tagging, onClear }: SelectionBarProps) {
  const scope = useScope();
  const host = useHost();
  const client = useQueryClient();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [share, setShare] = useState<number | null>(null);

  const work = async (tasks: readonly Tagged[], undone: boolean): Promise<void> => {
    setShare(0);
    const { tagged, now, missing, failed } = await tagAll(tagApi(scope.api).tagCalls, tasks, setShare);
    setShare(null);
    settleTags(client, scope, now);
    const changed = new Set(tagged.flatMap((one) => one.ids)).size;
    const back = undoing(tagged);
    const undo =
      undone || back.length === 0
        ? {}
        : { action: { label: 'Undo', onClick: () => void work(back, true) }, duration: 12_000 };
    if (failed) {
      const why = failed instanceof ApiError ? (failed.problem?.fields?.[0]?.message ?? failed.message) : '';
      toast(`${changed === 0 ? 'No call was tagged.' : `${calls(changed)} changed, the rest not.`} ${why}`, {
        tone: 'negative',
        ...undo,
      });
      return;
    }
    const gone =
      missing > 0 ? ` ${calls(missing)} ${missing === 1 ? 'isn’t' : 'aren’t'} there any more.` : '';
    if (undone) toast(`Undone for ${calls(changed)}.${gone}`);
    else if (changed === 0) toast(`Nothing to change: they had it so already.${gone}`);
    else toast(`${calls(changed)} changed.${gone}`, { tone: 'positive', ...undo });
  };
  const apply = (changes: readonly TagChange[]) => {
    setAnchor(null);
    void work(
      changes.map((change) => ({ change, ids: [...ids] })),
      false,
    );
  };
  const copy = async () => {
    await copyLinks([...ids]);
    host.announce(ids.size === 1 ? 'Link copied' : `${ids.size} links copied`);
    toast(ids.size === 1 ? 'Link copied' : `${ids.size} links copied`, { duration: 2_500 });
  };

  return (
    <Bar>
      <div role="toolbar" aria-label="Selected calls">
        <strong role="status">
          {share === null ? `${ids.size} selected` : `${formatPercent(share, 'en', 0)} tagged`}
        </strong>
        {tagging && (
          <Button
            size="small"
            variant="text"
            aria-haspopup="dialog"
            aria-expanded={anchor !== null}
            loading={share !== null}
            startIcon={<Tag size={14} />}
            onClick={(event) => setAnchor(event.currentTarget)}
          >
            Tag…
          </Button>
        )}
        <Button size="small" variant="text" startIcon={<Link2 size={14} />} onClick={() => void copy()}>
          Copy links
        </Button>
        <Button size="small" variant="text" startIcon={<X size={14} />} onClick={onClear}>
          Clear
        </Button>
        <Popover anchor={anchor} onClose={() => setAnchor(null)} label={`Tag ${calls(ids.size)}`}>
          <SelectionTags count={ids.size} onApply={apply} />
        </Popover>
      </div>
    </Bar>
  );
}
