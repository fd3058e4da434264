import { useState, type ReactNode } from 'react';
import { ApiError } from '@foyer/contract';
import type { CallView } from '@foyer/contract/call-views';
import { useDecision, useHost, useScope } from '@foyer/federation';
import { useQuery, useQueryClient } from '@foyer/federation/query';
import { allows } from '@foyer/access';
import { Button, Check, Failed, styled, TextField, toast, token } from '@foyer/ui';
import type { ColumnId } from './call-columns.tsx';
import { readSearch } from './call-search.ts';
import { savedSearch, viewApi, viewsQuery } from './saved-views.ts';
import { searchInWords } from './search-in-words.ts';
import type { CurrentView } from './use-saved-view.ts';
import { useWordsForSearch } from './use-words-for-search.ts';

const Pane = styled('div')({ display: 'grid', padding: 4, width: 288, maxWidth: '100%' });
const Scroll = styled('div')({ maxHeight: 300, overflowY: 'auto' });
const Heading = styled('h3')({
  padding: '8px 8px 2px',
  fontSize: '0.75rem',
  fontWeight: 400,
  color: token.text3,
});
const Item = styled('button')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  width: '100%',
  minHeight: 32,
  padding: '3px 8px',
  border: 0,
  borderRadius: token.radius,
  background: 'none',
  textAlign: 'start',
  fontSize: '0.8125rem',
  cursor: 'pointer',
  '&:hover, &:focus-visible': { backgroundColor: token.surface2 },
  '& > span': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& > svg': { flex: 'none' },
  '&[data-negative]': { color: token.negative },
});
const Line = styled('hr')({
  width: '100%',
  margin: '4px 0',
  border: 0,
  borderBlockStart: `1px solid ${token.line}`,
});
const Form = styled('form')({ display: 'grid', gap: 10, padding: 8 });
const Two = styled('div')({ display: 'flex', justifyContent: 'flex-end', gap: 8 });
const Sides = styled('dl')({
  display: 'grid',
  gap: 6,
  margin: 0,
  fontSize: '0.8125rem',
  '& dt': { fontSize: '0.75rem', color: token.text3 },
  '& dd': { margin: 0, overflowWrap: 'anywhere' },
});
const Note = styled('p')({ padding: 8, fontSize: '0.8125rem', lineHeight: 1.45, color: token.text2 });

type Parts = Readonly<Pick<CallView, 'name' | 'search' | 'shared'> & { columns: readonly ColumnId[] | null }>;
type Asking = 'save-as' | 'rename' | null;

const partsOf = ({ name, search, columns, shared }: CallView): Parts => ({ name, search, columns, shared });

/** The views that there are, and what can be done with the one that is open. */
export function SavedViewsMenu({
  current,
  columns,
  onClose,
}: Readonly<{
  current: CurrentView;
  /** The chosen columns that stand in the list. */
  columns: readonly ColumnId[] | null;
  onClose: () => void;
}>) {
  const scope = useScope();
  const host = useHost();
  const client = useQueryClient();
  const views = useQuery(viewsQuery(scope));
  const [asking, setAsking] = useState<Asking>(null);
  const [error, setError] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  /** What was to be saved when somebody else had saved before, and what stands there now. */
  const [clash, setClash] = useState<{ mine: Parts; theirs: CallView } | null>(null);
  const { view, changed, read } = current;
  const api = viewApi(scope);

  const goTo = (viewId: string | null) => {
    current.go(current.at.view(viewId));
    onClose();
  };
  const attempt = async (act: () => Promise<void>) => {
    setWorking(true);
    setError(null);
    try {
      await act();
    } catch (failed) {
      const known = failed instanceof ApiError ? failed : null;
      setError(known?.problem?.fields?.[0]?.message ?? known?.problem?.detail ?? wordsOf(known));
    }
    setWorking(false);
  };
  const renew = () => client.invalidateQueries({ queryKey: viewsQuery(scope).queryKey });
  const add = async (parts: Parts) => {
    const made = await api.addCallView({
      body: { key: crypto.randomUUID(), ...parts, columns: parts.columns && [...parts.columns] },
    });
    await renew();
    return made;
  };
  const save = (target: CallView, parts: Parts, said: string) =>
    attempt(async () => {
      try {
        await api.saveCallView({
          params: { viewId: target.id },
          body: { version: target.version, ...parts, columns: parts.columns && [...parts.columns] },
        });
      } catch (failed) {
        const theirs = failed instanceof ApiError && failed.code === 'stale' ? failed.problem?.current : null;
        if (!theirs) throw failed;
        await renew();
        // The contract says what comes with a stale write: the view as it stands.
        setClash({ mine: parts, theirs: theirs as CallView });
        return;
      }
      await renew();
      current.go(current.at.view(target.id));
      toast(said, { tone: 'positive', duration: 2_500 });
      onClose();
    });
  const remove = (target: CallView) =>
    attempt(async () => {
      await api.deleteCallView({ params: { viewId: target.id } });
      goTo(null);
      await renew();
      const undo = async () => {
        try {
          current.go(current.at.view((await add(partsOf(target))).id));
        } catch {
          toast(`“${target.name}” couldn’t be had back. Save it anew.`, { tone: 'negative' });
        }
      };
      toast(`“${target.name}” is deleted.`, { action: { label: 'Undo', onClick: () => void undo() } });
    });
  const now = { search: savedSearch(read.search), columns };

  if (clash)
    return (
      <Clash
        mine={clash.mine}
        theirs={clash.theirs}
        working={working}
        error={error}
        onTheirs={() => goTo(clash.theirs.id)}
        onMine={() => {
          setClash(null);
          void save(clash.theirs, clash.mine, 'Your version is saved.');
        }}
      />
    );
  if (asking)
    return (
      <NameForm
        label={asking === 'rename' ? 'Rename the view' : 'Save as a new view'}
        name={asking === 'rename' ? (view?.name ?? '') : ''}
        error={error}
        working={working}
        onCancel={() => {
          setAsking(null);
          setError(null);
        }}
        onName={(name) => {
          if (asking === 'rename' && view) void save(view, { ...partsOf(view), name }, 'Renamed.');
          else
            void attempt(async () => {
              const made = await add({ name, ...now, shared: false });
              host.announce(`Saved as ${made.name}`);
              goTo(made.id);
            });
        }}
      />
    );
  if (views.isError)
    return (
      <Failed
        title="The views couldn’t be loaded"
        problem={views.error instanceof ApiError ? views.error.problem : null}
        onRetry={() => void views.refetch()}
        retrying={views.isFetching}
      />
    );

  const items = views.data?.items ?? [];
  const group = (title: string, found: readonly CallView[]): ReactNode =>
    found.length > 0 && (
      <section aria-label={title}>
        <Heading>{title}</Heading>
        {found.map((one) => (
          <Item
            key={one.id}
            type="button"
            aria-current={one.id === view?.id ? 'true' : undefined}
            onClick={() => goTo(one.id)}
          >
            <span title={one.name}>{one.name}</span>
            {one.id === view?.id && <Check size={14} aria-hidden="true" />}
          </Item>
        ))}
      </section>
    );
  return (
    <Pane aria-busy={views.isPending || working}>
      <Scroll>
        <Item type="button" aria-current={view ? undefined : 'true'} onClick={() => goTo(null)}>
          <span>All calls</span>
          {!view && <Check size={14} aria-hidden="true" />}
        </Item>
        {group(
          'Yours',
          items.filter(({ shared }) => !shared),
        )}
        {group(
          'Shared in your company',
          items.filter(({ shared }) => shared),
        )}
      </Scroll>
      {error && <Note role="alert">{error}</Note>}
      <Line />
      {view && changed && view.mayEdit && view.withheld.length === 0 && (
        <Item
          type="button"
          onClick={() => void save(view, { ...partsOf(view), ...now }, `“${view.name}” is saved.`)}
        >
          <span>Save the changes</span>
        </Item>
      )}
      {view && changed && (
        <Item type="button" onClick={() => goTo(view.id)}>
          <span>Undo the changes</span>
        </Item>
      )}
      <Item type="button" onClick={() => setAsking('save-as')}>
        <span>Save as a new view…</span>
      </Item>
      {view?.mayEdit && view.withheld.length === 0 && (
        <>
          <Item type="button" onClick={() => setAsking('rename')}>
            <span>Rename…</span>
          </Item>
          {views.data?.mayShare && (
            <Item
              type="button"
              onClick={() =>
                void save(
                  view,
                  { ...partsOf(view), shared: !view.shared },
                  view.shared
                    ? `“${view.name}” isn’t shared any more.`
                    : `Everybody of the company who sees calls has “${view.name}” now.`,
                )
              }
            >
              <span>{view.shared ? 'Stop sharing' : 'Share in the company'}</span>
            </Item>
          )}
        </>
      )}
      {view?.mayEdit && (
        <Item type="button" data-negative="" onClick={() => void remove(view)}>
          <span>Delete “{view.name}”</span>
        </Item>
      )}
    </Pane>
  );
}

function wordsOf(error: ApiError | null): string {
  if (error?.code === 'network' || error?.code === 'unavailable')
    return 'The portal can’t be reached. Nothing was changed; try again.';
  return error?.message ?? 'That didn’t work. Nothing was changed.';
}

type NameFormProps = Readonly<{
  label: string;
  name: string;
  error: string | null;
  working: boolean;
  onCancel: () => void;
  onName: (name: string) => void;
}>;

function NameForm({ label, name, error, working, onCancel, onName }: NameFormProps) {
  const [typed, setTyped] = useState(name);
  const ready = typed.trim() !== '' && !working;
  return (
    <Pane>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onName(typed.trim());
        }}
      >
        <TextField
          label={label}
          value={typed}
          onChange={setTyped}
          placeholder="Missed this week"
          maxLength={60}
          autoComplete="off"
          autoFocus
          error={error}
        />
        <Two>
          <Button size="small" onClick={onCancel}>
            Back
          </Button>
          <Button size="small" type="submit" variant="contained" disabled={!ready} loading={working}>
            Save
          </Button>
        </Two>
      </Form>
    </Pane>
  );
}

type ClashProps = Readonly<{
  mine: Parts;
  theirs: CallView;
  working: boolean;
  error: string | null;
  onMine: () => void;
  onTheirs: () => void;
}>;

/** Both sides of a view that two people changed. */
function Clash({ mine, theirs, working, error, onMine, onTheirs }: ClashProps) {
  const where = useWordsForSearch();
  const reader = { details: allows(useDecision('call_details')), cost: allows(useDecision('call_cost')) };
  const say = ({ name, search, shared }: Parts) =>
    `${name}: ${searchInWords(readSearch(new URLSearchParams(search), reader).search, where)}${shared ? ', shared' : ''}`;
  return (
    <Pane>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          onMine();
        }}
      >
        <p>Somebody changed this view in the meantime. Nothing of yours is lost.</p>
        <Sides>
          <div>
            <dt>As it stands now</dt>
            <dd>{say(theirs)}</dd>
          </div>
          <div>
            <dt>Yours</dt>
            <dd>{say(mine)}</dd>
          </div>
        </Sides>
        {error && <p role="alert">{error}</p>}
        <Two>
          <Button size="small" onClick={onTheirs}>
            Keep theirs
          </Button>
          <Button size="small" type="submit" variant="contained" loading={working}>
            Save mine
          </Button>
        </Two>
      </Form>
    </Pane>
  );
}
