import { useState } from 'react';
import { ApiError, LONGEST_NOTE } from '@foyer/contract';
import type { CallNote } from '@foyer/contract/call-notes';
import { useScope, useSession, useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import {
  Button,
  Ellipsis,
  Failed,
  formatDateTime,
  IconButton,
  Loading,
  Menu,
  RelativeTime,
  styled,
  TextField,
  toast,
  token,
  useLocale,
} from '@foyer/ui';
import { callNotesApi, notesQuery } from './call-notes-api.ts';
import { failureWords } from './failure-words.ts';
import { MaskedText } from './masked-text.tsx';

const Part = styled('section')({
  display: 'grid',
  gap: 10,
  '& h3': { fontSize: '0.875rem', fontWeight: 600, lineHeight: '20px' },
});
const List = styled('ol')({ display: 'grid', gap: 12, listStyle: 'none', margin: 0, padding: 0 });
const Note = styled('li')({
  display: 'grid',
  gap: 2,
  paddingInlineStart: 12,
  borderInlineStart: `2px solid ${token.line}`,
});
const By = styled('div')({
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: '0 8px',
  minHeight: 24,
  fontSize: '0.75rem',
  color: token.text3,
  '& > b': { fontWeight: 600, color: token.text2 },
  '& > :last-child:is(button)': { marginInlineStart: 'auto' },
});
const Words = styled('p')({
  lineHeight: 1.55,
  color: token.text1,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
});
const Form = styled('form')({ display: 'grid', gap: 8 });
const Actions = styled('div')({ display: 'flex', gap: 8, flexWrap: 'wrap' });
const Quiet = styled('p')({ fontSize: '0.8125rem', color: token.text3 });

/** What people wrote about a call: to read for everybody who reads its details, to change for who wrote it. */
export function CallNotes({ callId }: Readonly<{ callId: string }>) {
  const scope = useScope();
  const { viewAs } = useSession();
  const notes = useQuery(notesQuery(scope, callId));
  return (
    <Part aria-label="Notes">
      <h3>Notes</h3>
      {notes.isPending && <Loading shape="lines" label="Loading the notes" count={2} />}
      {notes.isError && !notes.data && (
        <Failed
          size="panel"
          headingLevel={3}
          title="The notes couldn’t be loaded"
          problem={
            notes.error instanceof ApiError ? (notes.error.problem ?? { code: notes.error.code }) : null
          }
          onRetry={() => void notes.refetch()}
          retrying={notes.isFetching}
        />
      )}
      {notes.data && notes.data.items.length > 0 && (
        <List>
          {notes.data.items.map((note) => (
            <NoteLine key={note.id} callId={callId} note={note} />
          ))}
        </List>
      )}
      {notes.data && notes.data.items.length === 0 && viewAs && <Quiet>Nobody has written a note.</Quiet>}
      {notes.data && !viewAs && <AddNote callId={callId} />}
    </Part>
  );
}

function useNotes(callId: string) {
  const scope = useScope();
  const client = useQueryClient();
  const { queryKey } = notesQuery(scope, callId);
  return {
    api: callNotesApi(scope.api),
    put: (note: CallNote) =>
      client.setQueryData(queryKey, (known) => {
        const others = known?.items.filter(({ id }) => id !== note.id) ?? [];
        return { items: [...others, note].toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)) };
      }),
    take: (id: string) =>
      client.setQueryData(
        queryKey,
        (known) => known && { items: known.items.filter((one) => one.id !== id) },
      ),
  };
}

const newKey = (): string => crypto.randomUUID();

function AddNote({ callId }: Readonly<{ callId: string }>) {
  const { api, put } = useNotes(callId);
  const [text, setText] = useState('');
  const [key, setKey] = useState(newKey);
  useUnsavedChanges(text.trim() !== '', { keepDraft: () => [{ label: 'Note on a call', text }] });
  const add = useMutation({
    mutationFn: () => api.addCallNote({ params: { callId }, body: { key, text } }),
    onSuccess: (note) => {
      put(note);
      setText('');
      setKey(newKey());
    },
  });
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') add.mutate();
      }}
    >
      <TextField
        label="Write a note"
        value={text}
        onChange={setText}
        multiline
        minRows={1}
        maxLength={LONGEST_NOTE}
        error={add.isError ? failureWords(add.error) : undefined}
        help="Everybody who may open this call reads it. What tells of the caller is masked for staff."
      />
      {text.trim() !== '' && (
        <Actions>
          <Button type="submit" size="small" variant="contained" loading={add.isPending}>
            Add note
          </Button>
        </Actions>
      )}
    </Form>
  );
}

function NoteLine({ callId, note }: Readonly<{ callId: string; note: CallNote }>) {
  const { api, put, take } = useNotes(callId);
  const { viewAs } = useSession();
  const where = useLocale();
  const [editing, setEditing] = useState(false);
  const params = { callId, noteId: note.id };
  const plain = note.text.every((part) => 'text' in part)
    ? note.text.map((part) => ('text' in part ? part.text : '')).join('')
    : null;
  const remove = async () => {
    take(note.id);
    try {
      await api.deleteCallNote({ params });
      toast('Note deleted', { action: { label: 'Undo', onClick: () => void restore() }, duration: 12_000 });
    } catch (error) {
      put(note);
      toast(`The note wasn’t deleted. ${failureWords(error)}`, { tone: 'negative' });
    }
  };
  const restore = async () => {
    try {
      put(await api.restoreCallNote({ params }));
    } catch (error) {
      toast(`The note couldn’t be brought back. ${failureWords(error)}`, { tone: 'negative' });
    }
  };
  return (
    <Note>
      <By>
        <b>{note.author.name}</b>
        <RelativeTime value={note.createdAt} />
        {note.changedAt && <span title={formatDateTime(note.changedAt, where)}>changed</span>}
        {note.own && !viewAs && !editing && (
          <Menu
            label="This note"
            align="end"
            minWidth={140}
            trigger={
              <IconButton size="small" aria-label="Change or delete this note">
                <Ellipsis size={14} />
              </IconButton>
            }
            items={[
              {
                id: 'edit',
                label: 'Edit',
                disabled: plain === null,
                hint: plain === null ? 'Part of it is masked for you now.' : undefined,
                onSelect: () => setEditing(true),
              },
              { id: 'delete', label: 'Delete', tone: 'negative', onSelect: () => void remove() },
            ]}
          />
        )}
      </By>
      {editing && plain !== null ? (
        <EditNote
          note={note}
          words={plain}
          onSave={(text, version) => api.saveCallNote({ params, body: { version, text } })}
          onSaved={(saved) => {
            put(saved);
            setEditing(false);
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Words dir="auto">
          <MaskedText parts={note.text} />
        </Words>
      )}
    </Note>
  );
}

type EditNoteProps = Readonly<{
  note: CallNote;
  words: string;
  onSave: (text: string, version: number) => Promise<CallNote>;
  onSaved: (note: CallNote) => void;
  onCancel: () => void;
}>;

function EditNote({ note, words, onSave, onSaved, onCancel }: EditNoteProps) {
  const [text, setText] = useState(words);
  useUnsavedChanges(text !== words, { keepDraft: () => [{ label: 'Note on a call', text }] });
  const save = useMutation({ mutationFn: () => onSave(text, note.version), onSuccess: onSaved });
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') save.mutate();
      }}
    >
      <TextField
        label="Your note"
        value={text}
        onChange={setText}
        multiline
        minRows={2}
        autoFocus
        maxLength={LONGEST_NOTE}
        error={save.isError ? failureWords(save.error) : undefined}
      />
      <Actions>
        <Button
          type="submit"
          size="small"
          variant="contained"
          disabled={text.trim() === ''}
          loading={save.isPending}
        >
          Save note
        </Button>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </Actions>
    </Form>
  );
}
