import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type ReactNode,
} from 'react';
import { allows, explain, searchAllowed } from '@foyer/access';
import { ApiError, type CallListItem } from '@foyer/contract';
import { useDecision, useHost, useProject, useScope, useSession } from '@foyer/federation';
import { keepPreviousData, useQuery, useQueryClient } from '@foyer/federation/query';
import { useNavigate, useParams, useSearchParams } from '@foyer/federation/router';
import {
  ArrowUp,
  Button,
  Empty,
  Failed,
  formatList,
  formatZone,
  Lock,
  Notice,
  PageFrame,
  Phone,
  Restricted,
  ShortcutMap,
  styled,
  toast,
  token,
  useLocale,
  type DataTableHandle,
} from '@foyer/ui';
import { CallFilterBar } from '../components/call-filter-bar.tsx';
import type { CallPaneProps } from '../components/call-pane.tsx';
import { hiddenColumns, type ColumnId } from '../components/call-columns.tsx';
import { callPath, listPath } from '../components/call-paths.ts';
import { isFiltered, withFilter, type CallSearch } from '../components/call-search.ts';
import { CallTable } from '../components/call-table.tsx';
import { WaitingPane } from '../components/waiting-pane.tsx';
import { copyLinks } from '../components/copy-links.ts';
import { ListDisplay } from '../components/list-display.tsx';
import { USUAL_LOOK, useListLook } from '../components/list-look.ts';
import { SavedViewsButton } from '../components/saved-views-button.tsx';
import { useSelection } from '../components/selection.ts';
import { CALL_SHORTCUTS } from '../components/shortcut-map.ts';
import { ExportButton } from '../components/export-button.tsx';
import { useCallPages, type CallPages } from '../components/use-call-pages.ts';
import { useLiveCalls } from '../components/use-live-calls.ts';
import { COMPACT, useMedia, WIDE } from '../components/use-media.ts';
import { usePageKeys } from '../components/use-page-keys.ts';
import { useSavedView, type CurrentView } from '../components/use-saved-view.ts';
import { countOfCalls, newCalls, PARAMETER_WORDS } from '../components/words.ts';
import { callQuery, countQuery, transcriptQuery } from '../queries.ts';

// A list alone needs nothing of an open call; its code comes with its data, as soon as somebody is about to open one.
let readyPane: ComponentType<CallPaneProps> | undefined;
const loadPane = async () => {
  const { CallPane } = await import('../components/call-pane.tsx');
  readyPane = CallPane;
  return { default: CallPane };
};
const LazyPane = lazy(loadPane);

const SelectionBar = lazy(() =>
  import('../components/selection-bar.tsx').then((loaded) => ({ default: loaded.SelectionBar })),
);

const NoMatch = lazy(() =>
  import('../components/no-match.tsx').then((loaded) => ({ default: loaded.NoMatch })),
);

const Split = styled('div')({ position: 'relative', display: 'flex', flex: 1, minHeight: 0, minWidth: 0 });

const ListSide = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minWidth: 0,
  minHeight: 0,
  // Under an open call on a small screen: out of sight and out of reach, but where it was when one comes back.
  '&[inert]': { visibility: 'hidden' },
});

const DetailSide = styled('div')({
  minWidth: 0,
  minHeight: 0,
  '&[data-beside="true"]': {
    flex: '0 0 clamp(460px, 46%, 680px)',
    borderInlineStart: `1px solid ${token.line}`,
  },
  '&[data-beside="false"]': { position: 'absolute', inset: 0, zIndex: 1 },
});

const Rows = styled('div')({ position: 'relative', display: 'flex', flex: 1, minHeight: 0, minWidth: 0 });

// Over the rows, which don't move for it.
const Fresh = styled('div')({
  position: 'absolute',
  insetInline: 0,
  insetBlockStart: 44,
  zIndex: 2,
  display: 'grid',
  justifyItems: 'center',
  pointerEvents: 'none',
  '& > *': { pointerEvents: 'auto', borderRadius: 999, boxShadow: token.shadow2 },
});

const Count = styled('span')({
  fontSize: '0.8125rem',
  fontVariantNumeric: 'tabular-nums',
  color: token.text3,
  whiteSpace: 'nowrap',
});

const Hidden = styled('footer')({
  display: 'grid',
  gap: 2,
  paddingBlock: '8px 12px',
  fontSize: '0.75rem',
  lineHeight: 1.45,
  color: token.text3,
  '& p': { display: 'flex', gap: 8 },
  '& svg': { flex: 'none', marginBlockStart: 2 },
});

/** The list of calls; an open call stands beside it, or over it where there is no room. */
export function CallsPage() {
  const { callId } = useParams();
  const wide = useMedia(WIDE);
  const compact = useMedia(COMPACT);
  const scope = useScope();
  const project = useProject();
  const host = useHost();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const table = useRef<DataTableHandle>(null);

  const decisions = {
    details: useDecision('call_details'),
    caller: useDecision('caller_details'),
    cost: useDecision('call_cost'),
  };
  const details = allows(decisions.details);
  const cost = allows(decisions.cost);
  const go = useCallback((next: URLSearchParams) => setParams(next), [setParams]);
  const saved = useSavedView(scope, params, go, { details, cost });
  const { read } = saved;
  const search = useMemo(
    () => withFilter(read.search, 'project', scope.projectId ?? undefined),
    [read, scope.projectId],
  );
  const refused = searchAllowed(decisions.caller, search.text ?? '').denials;
  const key = JSON.stringify([scope.clientId, search]);

  const listed = refused.length === 0 && !saved.waits;
  const asked = useCallPages(scope, search, listed);
  const pages = useLastReady(asked);
  const count = useQuery({
    ...countQuery(scope, search),
    enabled: listed,
    placeholderData: keepPreviousData,
  });

  const rows = useRef<HTMLDivElement>(null);
  const live = useLiveCalls(scope, search, {
    pages: asked,
    enabled: listed,
    openId: callId,
    place: rows,
    atTop: () => table.current?.isAtTop() ?? true,
  });
  const freshWords = live.fresh.count > 0 ? newCalls(live.fresh.count, live.fresh.atLeast) : '';
  useEffect(() => {
    if (freshWords) host.announce(freshWords);
  }, [host, freshWords]);
  const showFresh = () => {
    live.show();
    table.current?.focusRow(0);
  };

  const setSearch = useCallback((next: CallSearch) => go(saved.at.search(next)), [go, saved]);
  const open = (call: CallListItem, replace = false) => void navigate(callPath(call.id, params), { replace });
  const prefetch = (call: CallListItem) => {
    loadPane().catch(() => undefined);
    client.query(callQuery(scope, call.id)).catch(() => undefined);
    if (details) client.query(transcriptQuery(scope, call.id)).catch(() => undefined);
  };

  const at = callId === undefined ? -1 : pages.indexOf(callId);
  const next = at < 0 ? undefined : pages.rowAt(at + 1);
  const previous = at < 0 ? undefined : pages.rowAt(at - 1);
  useEffect(() => {
    if (callId === undefined) host.setTitle('Calls');
    else if (at >= 0) table.current?.scrollToRow(at);
  }, [host, callId, at]);

  const [look, setLook] = useListLook();
  const selection = useSelection(pages, key);
  const { begin } = selection;
  const copyLink = (index: number) => {
    const call = pages.rowAt(index);
    if (!call) return;
    copyLinks([call.id]).then(
      () => toast('Link copied', { duration: 2_500 }),
      () => toast('The link couldn’t be copied. Open the call and copy its address.', { tone: 'negative' }),
    );
  };
  const extend = (step: number) => (index: number) => {
    selection.extend(index, index + step);
    table.current?.focusRow(index + step);
  };
  const [mapped, setMapped] = useState(false);
  usePageKeys({
    '?': () => setMapped(true),
    Escape: selection.ids.size > 0 && callId === undefined ? selection.clear : undefined,
  });
  const severalProjects = project.all.length > 1;
  const caller = allows(decisions.caller);
  const columns = saved.columns === undefined ? look.columns : saved.columns;
  // In a view, the address has what differs from it; elsewhere they are the person's own.
  const setColumns = useEvent((next: readonly ColumnId[] | null) => {
    if (saved.columns === undefined) setLook({ ...look, columns: next });
    else go(saved.at.columns(next));
  });
  const keepLook = useEvent(setLook);
  const reset = useEvent(() => {
    setLook(USUAL_LOOK);
    if (saved.columns !== undefined) go(saved.at.columns(null));
  });
  const select = useEvent(begin);
  const display = useMemo(
    () => (
      <ListDisplay
        reader={{ details, caller, cost, severalProjects }}
        columns={columns}
        onColumns={setColumns}
        look={look}
        onLook={keepLook}
        inColumns={!compact}
        onReset={reset}
        onSelect={compact ? select : undefined}
      />
    ),
    [details, caller, cost, severalProjects, columns, look, compact, setColumns, keepLook, reset, select],
  );

  const views = useMemo(() => <SavedViewsButton current={saved} columns={columns} />, [saved, columns]);

  const closed = useRef(-1);
  const close = () => {
    closed.current = at;
    void navigate(listPath(params));
  };
  const leave = {
    onClose: close,
    onNext: next && (() => open(next, true)),
    onPrevious: previous && (() => open(previous, true)),
  };
  // Once the list alone stands, and its row is within reach again: before the shell looks where the focus is.
  useEffect(() => {
    if (callId === undefined && closed.current >= 0) table.current?.focusRow(closed.current);
    closed.current = -1;
  }, [callId]);

  return (
    <Split>
      <ListSide inert={callId !== undefined && !wide}>
        <CallsFrame
          count={refused.length === 0 && count.data ? countOfCalls(count.data.count, count.data.capped) : ''}
          action={
            <>
              {!compact && display}
              <ExportButton search={search} decisions={decisions} refused={refused.length > 0} />
            </>
          }
        >
          <CallFilterBar
            search={search}
            onChange={setSearch}
            project={project}
            details={details}
            fullSearch={compact}
            compact={compact || (callId !== undefined && wide)}
            textRefused={refused[0] && explain(refused[0]).reason}
            start={views}
            end={compact ? display : undefined}
          />
          <AddressNote
            unknown={read.unknown}
            closed={read.closed}
            withheld={saved.view?.withheld ?? []}
            of={saved.view ? 'view' : 'link'}
          />
          <LostView current={saved} />
          {pages.status === 'ready' && pages.broken && pages.more !== 'failed' && (
            <Notice tone="negative" action={<Button onClick={pages.retry}>Try again</Button>}>
              Some calls couldn’t be loaded. Those that stand here are as they were.
            </Notice>
          )}
          <Rows ref={rows}>
            {freshWords && (
              <Fresh>
                <Button size="small" onClick={showFresh}>
                  <ArrowUp size={14} aria-hidden="true" />
                  {freshWords}
                </Button>
              </Fresh>
            )}
            <CallTable
              ref={table}
              pages={pages}
              total={count.data && !count.data.capped ? count.data.count : undefined}
              sort={search.sort}
              onSort={(sort) => setSearch({ ...search, sort })}
              details={details}
              caller={caller}
              cost={cost}
              severalProjects={severalProjects}
              columns={columns}
              look={look}
              beside={callId !== undefined && wide}
              picks={selection.picks}
              rowKeys={{
                x: selection.toggle,
                c: copyLink,
                J: extend(1),
                K: extend(-1),
              }}
              hits={details && search.text !== undefined}
              selectedId={callId}
              onOpen={(call) => open(call)}
              pathOf={(call) => callPath(call.id, params)}
              onNear={prefetch}
              resetKey={key}
              stale={listed && pages !== asked}
              state={
                refused.length > 0 ? (
                  <Restricted
                    title="This can’t be searched for"
                    denials={refused}
                    action={
                      <Button onClick={() => setSearch(withFilter(search, 'text', undefined))}>
                        Clear the search
                      </Button>
                    }
                  />
                ) : (
                  stateOf(pages, search, setSearch)
                )
              }
            />
            {selection.ids.size > 0 && (
              <Suspense fallback={null}>
                <SelectionBar ids={selection.ids} tagging={details} onClear={selection.clear} />
              </Suspense>
            )}
          </Rows>
          <HiddenNote decisions={decisions} />
        </CallsFrame>
      </ListSide>
      <ShortcutMap open={mapped} onClose={() => setMapped(false)} groups={CALL_SHORTCUTS} />
      {callId !== undefined && (
        <DetailSide data-beside={wide}>
          <OpenCall callId={callId} beside={wide} searched={search.text ?? ''} {...leave} />
        </DetailSide>
      )}
    </Split>
  );
}

/** The open call. Where its code is there already it stands at once: React keeps what a lazy component has waited for out of sight for 300 ms. */
function OpenCall(props: CallPaneProps) {
  const [Ready] = useState(() => readyPane);
  if (Ready) return <Ready {...props} />;
  const { onClose, onNext, onPrevious } = props;
  return (
    <Suspense fallback={<WaitingPane onClose={onClose} onNext={onNext} onPrevious={onPrevious} />}>
      <LazyPane {...props} />
    </Suspense>
  );
}

type CallsFrameProps = Readonly<{ count: string; action: ReactNode; children: ReactNode }>;

function CallsFrame({ count, action, children }: CallsFrameProps) {
  const { locale } = useLocale();
  const { timeZone } = useSession();
  return (
    <PageFrame
      title="Calls"
      badge={<Count role="status">{count}</Count>}
      action={action}
      sentence={`Times are in ${formatZone(timeZone, locale)}.`}
      fill
    >
      {children}
    </PageFrame>
  );
}

/** The same function for as long as the page stands, which does what the last one given does: for what mustn't be drawn again. */
function useEvent<A extends readonly unknown[]>(does: (...given: A) => void): (...given: A) => void {
  const last = useRef(does);
  useEffect(() => {
    last.current = does;
  });
  return useCallback((...given: A) => last.current(...given), []);
}

/** The rows asked for; until their first page is there, those that stood before, so that a filter doesn't blank the list. */
function useLastReady(asked: CallPages): CallPages {
  const last = useRef<CallPages>(undefined);
  useEffect(() => {
    if (asked.status === 'ready') last.current = asked;
  });
  const before = last.current;
  return asked.status === 'loading' && before && before.rows > 0 ? before : asked;
}

/** What stands in place of the rows. */
function stateOf(pages: CallPages, search: CallSearch, onSearch: (search: CallSearch) => void): ReactNode {
  if (pages.status === 'failed') {
    const known = pages.error instanceof ApiError ? pages.error : null;
    if (known?.code === 'denied') return <Restricted title="Calls" denials={known.problem?.denials ?? []} />;
    return (
      <Failed
        title="The calls couldn’t be loaded"
        problem={known?.problem ?? (known ? { code: known.code } : null)}
        onRetry={pages.retry}
        retrying={pages.retrying}
      />
    );
  }
  if (pages.status !== 'ready' || pages.rows > 0) return undefined;
  if (isFiltered(search))
    return (
      <Suspense fallback={null}>
        <NoMatch search={search} onSearch={onSearch} />
      </Suspense>
    );
  return (
    <Empty icon={<Phone size={20} />} title="No calls yet">
      Calls that your agents answer will stand here, the newest first, as soon as they have ended.
    </Empty>
  );
}

/** A quiet word on what the address said in vain. */
function AddressNote({
  unknown,
  closed,
  withheld,
  of,
}: Readonly<{
  unknown: readonly string[];
  closed: readonly string[];
  withheld: readonly string[];
  of: 'view' | 'link';
}>) {
  const { locale } = useLocale();
  const words = (names: readonly string[]) => formatList([...new Set(names.map(wordOf))], locale);
  const shut = [...closed, ...withheld];
  if (unknown.length + shut.length === 0) return null;
  return (
    <Notice>
      {unknown.length > 0 && (
        <p>
          Part of this {of} couldn’t be read and was left out: {words(unknown)}.
        </p>
      )}
      {shut.length > 0 && (
        <p>
          Part of this {of} isn’t open to you and was left out: {words(shut)}.
        </p>
      )}
    </Notice>
  );
}

/** The address names a view that couldn't be had. */
function LostView({ current }: { current: CurrentView }) {
  if (current.lost === null) return null;
  const leave = () => current.go(current.at.view(null));
  return current.lost === 'gone' ? (
    <Notice action={<Button onClick={leave}>Show all calls</Button>}>
      The view of this link isn’t there any more, or isn’t shared with you.
    </Notice>
  ) : (
    <Notice tone="negative" action={<Button onClick={current.retry}>Try again</Button>}>
      The saved view couldn’t be loaded. These are the calls without it.
    </Notice>
  );
}

const sentenceOf = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

const wordOf = (name: string) => PARAMETER_WORDS[name] ?? name;

/** What the list doesn't show this reader, why, and who can change it. */
function HiddenNote({ decisions }: { decisions: Parameters<typeof hiddenColumns>[0] }) {
  const { locale } = useLocale();
  const hidden = hiddenColumns(decisions);
  if (hidden.length === 0) return null;
  return (
    <Hidden aria-label="What is hidden">
      {hidden.map(({ what, why }) => (
        <p key={why}>
          <Lock size={13} aria-hidden="true" />
          <span>
            {sentenceOf(formatList(what, locale))} are hidden. {why}
          </span>
        </p>
      ))}
    </Hidden>
  );
}
