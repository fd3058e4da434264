import { useState } from 'react';
import { useScope } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { Button, Check, Plus, styled, token, X } from '@foyer/ui';
import { knownTagsQuery, type TagChange } from './selection-tagging.ts';

const Pane = styled('form')({ display: 'grid', gap: 6, padding: 8, width: 272, maxWidth: '100%' });
const Find = styled('input')({
  height: 32,
  paddingInline: 8,
  border: 0,
  borderRadius: token.radius,
  background: 'none',
  boxShadow: `inset 0 0 0 1px ${token.lineStrong}`,
  fontSize: '0.8125rem',
});
const Tags = styled('ul')({ margin: 0, padding: 0, listStyle: 'none', height: 200, overflowY: 'auto' });
const Row = styled('li')({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minHeight: 32,
  paddingInlineStart: 6,
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  '&:hover, &:focus-within': { backgroundColor: token.surface2 },
  '& > span': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
});
const Choice = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  height: 24,
  paddingInline: 7,
  border: 0,
  borderRadius: 4,
  background: 'none',
  fontSize: '0.75rem',
  color: token.text2,
  cursor: 'pointer',
  '&:hover': { backgroundColor: token.surface3, color: token.text1 },
  '&[aria-pressed="true"]': { backgroundColor: token.accentSubtle, color: token.accentText, fontWeight: 500 },
});
const Note = styled('p')({ padding: '2px 6px', fontSize: '0.75rem', lineHeight: 1.4, color: token.text3 });

const LONGEST = 40;

type SelectionTagsProps = Readonly<{ count: number; onApply: (changes: readonly TagChange[]) => void }>;

/** Which tags the selected calls get, and which they lose. */
export function SelectionTags({ count, onApply }: SelectionTagsProps) {
  const known = useQuery(knownTagsQuery(useScope()));
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const wanted = typed.trim().replaceAll(/\s+/g, ' ').slice(0, LONGEST);
  const tags = [...new Set([...chosen.keys(), ...(known.data?.tags ?? [])])];
  const shown = tags.filter((tag) => tag.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()));
  const isNew = wanted !== '' && !tags.includes(wanted);
  const mayAddNew = known.data?.mayAddNew ?? false;

  const choose = (tag: string, adds: boolean) => {
    const next = new Map(chosen);
    if (next.get(tag) === adds) next.delete(tag);
    else next.set(tag, adds);
    setChosen(next);
  };
  const submit = () => {
    // Enter on what is typed takes it up first; a second one applies.
    if (wanted !== '' && (mayAddNew || tags.includes(wanted))) {
      if (chosen.get(wanted) !== true) choose(wanted, true);
      setTyped('');
      return;
    }
    if (chosen.size > 0) onApply([...chosen].map(([tag, adds]) => ({ tag, adds })));
  };

  return (
    <Pane
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Find
        aria-label={mayAddNew ? 'Find or write a tag' : 'Find a tag'}
        placeholder={mayAddNew ? 'Find or write a tag' : 'Find a tag'}
        maxLength={LONGEST}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Tags aria-label="Tags" aria-busy={known.isPending}>
        {shown.map((tag) => (
          <Row key={tag}>
            <span title={tag}>{tag}</span>
            <Choice
              type="button"
              aria-pressed={chosen.get(tag) === true}
              aria-label={`Add ${tag}`}
              onClick={() => choose(tag, true)}
            >
              <Plus size={12} aria-hidden="true" />
              Add
            </Choice>
            <Choice
              type="button"
              aria-pressed={chosen.get(tag) === false}
              aria-label={`Remove ${tag}`}
              onClick={() => choose(tag, false)}
            >
              <X size={12} aria-hidden="true" />
              Remove
            </Choice>
          </Row>
        ))}
      </Tags>
      {isNew && mayAddNew && (
        <Button type="submit" size="small" variant="text" startIcon={<Plus size={14} />}>
          Add “{wanted}”
        </Button>
      )}
      {known.isError && <Note role="alert">The tags couldn’t be loaded. Close this and open it again.</Note>}
      {known.data && shown.length === 0 && !(isNew && mayAddNew) && (
        <Note>{tags.length === 0 ? 'No call has a tag yet.' : 'No tag is called that.'}</Note>
      )}
      <Button
        size="small"
        variant="contained"
        disabled={chosen.size === 0}
        startIcon={<Check size={14} />}
        onClick={() => onApply([...chosen].map(([tag, adds]) => ({ tag, adds })))}
      >
        {count === 1 ? 'Tag 1 call' : `Tag ${count} calls`}
      </Button>
    </Pane>
  );
}
