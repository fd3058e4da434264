import { useState } from 'react';
import { ApiError, MOST_TAGS } from '@foyer/contract';
import { useScope, useSession } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { Button, Loading, Plus, Popover, styled, toast, token, X } from '@foyer/ui';
import { callNotesApi, callTagsQuery } from './call-notes-api.ts';
import { failureWords } from './failure-words.ts';
import { knownTagsQuery, settleTags } from './selection-tagging.ts';

const Row = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 6,
  marginBlockStart: 6,
});

const Tags = styled('ul')({ display: 'contents', listStyle: 'none' });

const Chip = styled('li')({
  display: 'inline-flex',
  alignItems: 'center',
  maxWidth: '100%',
  minHeight: 24,
  paddingInline: 8,
  borderRadius: 6,
  fontSize: '0.75rem',
  color: token.text2,
  backgroundColor: token.surface2,
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

const Remove = styled('button')({
  all: 'unset',
  display: 'grid',
  placeItems: 'center',
  width: 20,
  height: 20,
  marginInline: '2px -6px',
  borderRadius: 4,
  color: token.text3,
  cursor: 'pointer',
  '&:hover': { color: token.text1, backgroundColor: token.surface3 },
  '&:focus-visible': { outline: `2px solid ${token.focus}` },
  '@media (pointer: coarse)': { width: 32, height: 32 },
});

const Pane = styled('form')({ display: 'grid', gap: 6, padding: 8, width: 256, maxWidth: '100%' });
const Find = styled('input')({
  height: 32,
  paddingInline: 8,
  border: 0,
  borderRadius: token.radius,
  background: 'none',
  boxShadow: `inset 0 0 0 1px ${token.lineStrong}`,
  fontSize: '0.8125rem',
  '&:focus-visible': { outline: `2px solid ${token.focus}` },
});
const Choices = styled('div')({
  display: 'grid',
  maxHeight: 220,
  overflowY: 'auto',
  // Room for what comes: the pane is put where it fits as it opens.
  '&[aria-busy="true"]': { minHeight: 220 },
});
const Choice = styled('button')({
  all: 'unset',
  minHeight: 32,
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  paddingInline: 8,
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  cursor: 'pointer',
  '&:hover': { backgroundColor: token.surface2 },
  '&:focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: -2 },
});
const Wrong = styled('p')({ fontSize: '0.75rem', lineHeight: 1.4, color: token.negative });
const Quiet = styled('p')({ padding: '2px 8px', fontSize: '0.75rem', lineHeight: 1.4, color: token.text3 });

/** The tags of one call: each can be taken away and had back, others added out of those that the company has. */
export function CallTags({ callId }: Readonly<{ callId: string }>) {
  const scope = useScope();
  const client = useQueryClient();
  const { viewAs } = useSession();
  const tags = useQuery(callTagsQuery(scope, callId));
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const save = useMutation({
    mutationFn: (wanted: readonly string[]) =>
      callNotesApi(scope.api).saveCallTags({
        params: { callId },
        body: { version: tags.data?.version ?? '', tags: [...wanted] },
      }),
    onSuccess: (saved) => {
      client.setQueryData(callTagsQuery(scope, callId).queryKey, saved);
      settleTags(client, scope, new Map([[callId, saved.tags]]));
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'stale') {
        void tags.refetch();
        toast('Somebody changed the tags meanwhile. Look at them and try again.', { tone: 'negative' });
      }
    },
  });
  if (tags.isPending) return <Loading shape="lines" label="Loading the tags" count={1} />;
  if (!tags.data) return <Quiet>The tags couldn’t be loaded.</Quiet>;
  const { tags: standing } = tags.data;
  const remove = (tag: string) =>
    save.mutate(
      standing.filter((one) => one !== tag),
      {
        onSuccess: () =>
          toast(`Removed “${tag}”`, { action: { label: 'Undo', onClick: () => save.mutate(standing) } }),
      },
    );
  return (
    <Row>
      <Tags aria-label="Tags">
        {standing.map((tag) => (
          <Chip key={tag}>
            <span title={tag}>{tag}</span>
            {!viewAs && (
              <Remove
                type="button"
                aria-label={`Remove the tag ${tag}`}
                disabled={save.isPending}
                onClick={() => remove(tag)}
              >
                <X size={12} aria-hidden="true" />
              </Remove>
            )}
          </Chip>
        ))}
      </Tags>
      {standing.length === 0 && viewAs && <Quiet>No tags</Quiet>}
      {!viewAs && standing.length < MOST_TAGS && (
        <Button
          size="small"
          variant="text"
          startIcon={<Plus size={14} />}
          aria-haspopup="dialog"
          onClick={(event) => {
            save.reset();
            setAnchor(event.currentTarget);
          }}
        >
          {standing.length === 0 ? 'Add a tag' : 'Tag'}
        </Button>
      )}
      <Popover anchor={anchor} onClose={() => setAnchor(null)} label="Add a tag">
        <AddTag
          standing={standing}
          error={save.error}
          working={save.isPending}
          onAdd={(tag) =>
            save.mutate([...standing, tag], {
              onSuccess: () => setAnchor(null),
            })
          }
        />
      </Popover>
    </Row>
  );
}

type AddTagProps = Readonly<{
  standing: readonly string[];
  error: unknown;
  working: boolean;
  onAdd: (tag: string) => void;
}>;

function AddTag({ standing, error, working, onAdd }: AddTagProps) {
  const known = useQuery(knownTagsQuery(useScope()));
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().replaceAll(/\s+/g, ' ');
  const like = wanted.toLocaleLowerCase();
  const has = (list: readonly string[]) => list.some((one) => one.toLocaleLowerCase() === like);
  const choices = (known.data?.tags ?? []).filter(
    (tag) => !standing.includes(tag) && tag.toLocaleLowerCase().includes(like),
  );
  const mayAddNew = known.data?.mayAddNew ?? false;
  const isNew = wanted !== '' && !has(known.data?.tags ?? []) && !has(standing);
  const first = isNew && mayAddNew ? wanted : choices[0];
  const label = mayAddNew ? 'Find or write a tag' : 'Find a tag';
  return (
    <Pane
      onSubmit={(event) => {
        event.preventDefault();
        if (first !== undefined && wanted !== '') onAdd(first);
      }}
    >
      <Find
        aria-label={label}
        placeholder={label}
        maxLength={40}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error instanceof ApiError && error.code !== 'stale' && (
        <Wrong role="alert">{failureWords(error)}</Wrong>
      )}
      <Choices aria-busy={known.isPending}>
        {isNew && mayAddNew && (
          <Choice type="submit" disabled={working}>
            <Plus size={14} aria-hidden="true" />
            Add “{wanted}”
          </Choice>
        )}
        {choices.map((tag) => (
          <Choice key={tag} type="button" disabled={working} onClick={() => onAdd(tag)}>
            {tag}
          </Choice>
        ))}
      </Choices>
      {known.data && choices.length === 0 && !(isNew && mayAddNew) && (
        <Quiet>
          {mayAddNew
            ? 'Write a tag and press Enter.'
            : 'Your company has no other tag like that. An admin or manager can add new ones.'}
        </Quiet>
      )}
    </Pane>
  );
}
