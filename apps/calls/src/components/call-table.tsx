import { useMemo, useRef, type ReactNode, type Ref } from 'react';
import type { CallListItem, CallSort } from '@foyer/contract';
import { DataTable, styled, useLocale, type DataTableHandle, type Picks } from '@foyer/ui';
import { columnsFor, type ColumnId } from './call-columns.tsx';
import { CallHit } from './call-hit.tsx';
import { CallRowNarrow } from './call-row-narrow.tsx';
import { orderOf, sortOf } from './call-search.ts';
import type { ListLook } from './list-look.ts';
import type { CallPages } from './use-call-pages.ts';
import { useWidth } from './use-width.ts';

type CallTableProps = Readonly<{
  pages: CallPages;
  total: number | undefined;
  sort: CallSort;
  onSort: (sort: CallSort) => void;
  details: boolean;
  caller: boolean;
  cost: boolean;
  severalProjects: boolean;
  /** Chosen columns, how high rows are, how times are said. */
  columns: readonly ColumnId[] | null;
  look: ListLook;
  /** A call stands beside the list. */
  beside: boolean;
  picks: Picks;
  rowKeys: Readonly<Record<string, (index: number) => void>>;
  /** Words are searched for: each row says where they are. */
  hits: boolean;
  selectedId: string | undefined;
  onOpen: (call: CallListItem) => void;
  pathOf: (call: CallListItem) => string;
  /** Somebody is about to open this call. */
  onNear: (call: CallListItem) => void;
  resetKey: string;
  /** Rows of an earlier search, while those asked for are on their way. */
  stale: boolean;
  state: ReactNode;
  ref: Ref<DataTableHandle>;
}>;

const Place = styled('div')({
  display: 'flex',
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  transition: 'opacity 120ms ease-out',
  '&[data-stale="true"]': { opacity: 0.55 },
});

const narrowRow = (call: CallListItem) => <CallRowNarrow call={call} time="relative" />;
const narrowRowWithDate = (call: CallListItem) => <CallRowNarrow call={call} time="absolute" />;
const hitOf = (call: CallListItem) => <CallHit call={call} />;
const idOf = (call: CallListItem) => call.id;

/** Pointer or focus has to stay this long, so that passing over rows asks for nothing. */
const NEAR_AFTER_MS = 90;

/** The calls as rows, with the columns that access and room allow. */
export function CallTable(props: CallTableProps) {
  const { pages, details, caller, cost, severalProjects, onNear } = props;
  const where = useLocale();
  const [place, width] = useWidth(960);
  const { columns: chosen, look, beside } = props;
  const columns = useMemo(
    () =>
      columnsFor({ details, caller, cost, severalProjects }, where, width, {
        chosen,
        givesWay: beside,
        time: look.time,
      }),
    [details, caller, cost, severalProjects, where, width, chosen, beside, look.time],
  );
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const near = (target: EventTarget) => {
    clearTimeout(timer.current);
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    if (!row) return;
    timer.current = setTimeout(() => {
      const call = pages.rowAt(Number(row.dataset['index']));
      if (call) onNear(call);
    }, NEAR_AFTER_MS);
  };

  return (
    <Place
      ref={place}
      data-stale={props.stale}
      onPointerOver={(event) => near(event.target)}
      onPointerLeave={() => clearTimeout(timer.current)}
      onFocus={(event) => near(event.target)}
    >
      <DataTable
        ref={props.ref}
        label="Calls"
        columns={columns}
        rowCount={pages.rows}
        getRow={pages.rowAt}
        getRowId={idOf}
        totalCount={props.total}
        sort={orderOf(props.sort)}
        onSortChange={(order) => props.onSort(sortOf(order))}
        onOpen={props.onOpen}
        rowHref={props.pathOf}
        selectedId={props.selectedId}
        hasMore={pages.more !== 'none'}
        loadingMore={pages.more === 'loading'}
        moreFailed={pages.more === 'failed'}
        onEndReached={pages.retry}
        onRangeChange={(start, end) => pages.see({ first: start, last: Math.max(start, end - 1) })}
        renderNarrow={look.time === 'absolute' ? narrowRowWithDate : narrowRow}
        secondLine={props.hits ? hitOf : undefined}
        density={look.density ?? undefined}
        picks={props.picks}
        rowKeys={props.rowKeys}
        loading={pages.status === 'loading'}
        state={props.state}
        resetKey={props.resetKey}
        pageKeys
      />
    </Place>
  );
}
