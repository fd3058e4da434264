import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { SelectField } from '../controls/select-field.tsx';
import { Empty } from '../states/states.tsx';
import { useDensity } from '../theme/theme-root.tsx';
import { rowHeight, type Density } from '../theme/tokens.ts';
import { leastWidth, nextSort, shownColumns, tracksOf, type Column, type Sort } from './columns.ts';
import {
  Body,
  EndNote,
  InsteadOfRows,
  Layer,
  rowMinWidth,
  HEADER_HEIGHT,
  HeaderCell,
  HeaderRow,
  NARROW_ROW_HEIGHT,
  SECOND_LINE_HEIGHT,
  NarrowTools,
  Scroller,
  SortButton,
  Whole,
} from './table-parts.ts';
import { PICK, PickBox, TableRow } from './table-row.tsx';
import { useEndReached } from './use-end-reached.ts';
import { useRowFocus } from './use-row-focus.ts';
import { scrollElement, useRowWindow } from './use-row-window.ts';
import { blockStart, bodyHeight, rowTop } from './window-rows.ts';

export type DataTableHandle = {
  /** Brings a row into sight and the focus onto it. */
  focusRow: (index: number) => void;
  scrollToRow: (index: number) => void;
  /** Whether nothing is scrolled away above. */
  isAtTop: () => boolean;
};

/** Rows that are picked out to do something with all of them. */
export type Picks = Readonly<{
  /** By `getRowId`. */
  ids: ReadonlySet<string>;
  /** A row's box was pressed; `range` with Shift: from the row picked before up to this one. */
  onPick: (index: number, range: boolean) => void;
  /** The box in the head was pressed. */
  onPickAll: () => void;
  /** Whether all rows in memory are picked. */
  all: boolean;
  /** The boxes are in sight without a pointer over them: something is picked, or is about to be. */
  shown: boolean;
}>;

export type DataTableProps<Row> = {
  /** The table's name for screen readers. */
  label: string;
  /** Keep it stable between renders (module constant or useMemo). */
  columns: readonly Column<Row>[];
  /** How many rows there are so far. */
  rowCount: number;
  /** A row, or undefined while it isn't in memory: a skeleton stands for it. */
  getRow: (index: number) => Row | undefined;
  /** A stable key; default: the index. */
  getRowId?: (row: Row) => string;
  /** How many rows there are in all, when it is known. */
  totalCount?: number | undefined;
  sort?: Sort | undefined;
  onSortChange?: ((sort: Sort) => void) | undefined;
  /** Enter or a click on a row. */
  onOpen?: ((row: Row, index: number) => void) | undefined;
  /** A row's address: its main cell becomes a link, so that a new tab can be opened. */
  rowHref?: ((row: Row) => string) | undefined;
  /** A row in words; default: its cells. */
  rowLabel?: ((row: Row) => string) | undefined;
  /** The id (`getRowId`) of the row that is open beside the list. */
  selectedId?: string | undefined;
  /** There is more behind the last row. */
  hasMore?: boolean | undefined;
  /** More is under way. */
  loadingMore?: boolean | undefined;
  /** More couldn't be loaded; a retry stands at the end. */
  moreFailed?: boolean | undefined;
  /** The end came near, or its retry was pressed. Asked once for each `rowCount`. */
  onEndReached?: (() => void) | undefined;
  /** Which rows are drawn (end exclusive): fetch those, forget others. */
  onRangeChange?: ((start: number, end: number) => void) | undefined;
  /** Two lines for a container under 640 px. */
  renderNarrow?: ((row: Row) => ReactNode) | undefined;
  /** A line below the cells of each row, for as long as it is given: all rows are as high. */
  secondLine?: ((row: Row) => ReactNode) | undefined;
  /** How high rows are; default: the portal's. */
  density?: Density | undefined;
  /** Which rows are picked; with it each row has a box. Needs `getRowId`. */
  picks?: Picks | undefined;
  /** What keys do with the row that has the focus, by `KeyboardEvent.key`. */
  rowKeys?: Readonly<Record<string, (index: number) => void>> | undefined;
  /** Rows are on their way for the first time: skeletons under the real header. */
  loading?: boolean | undefined;
  /** Stands in place of the rows: empty, failed. */
  state?: ReactNode;
  /** A new value starts over at the top (filters or sort changed). */
  resetKey?: string | undefined;
  /** j, k and arrows take hold of the table from anywhere on the page. */
  pageKeys?: boolean | undefined;
  ref?: Ref<DataTableHandle>;
};

const NARROW_BELOW = 640;
/** The next page is asked for this many rows before the end. */
const AHEAD = 24;
const SKELETONS_FIRST = 14;
const SKELETONS_MORE = 3;

/**
 * The list of the product: only the rows in sight exist, whatever their number. Rows come by index, so a source
 * that keeps a window of them will do. Sticky header, sort buttons, j/k/arrows/Home/End/Page keys/Enter, endless
 * loading. It fills the height of its flex parent (`PageFrame fill`).
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rowCount, getRow, getRowId, sort, onSortChange, onOpen, rowHref, rowLabel } = props;
  const { hasMore = false, loadingMore = false, moreFailed = false, loading = false, renderNarrow } = props;
  const bare = rowCount === 0 && !loading && !hasMore && !moreFailed;
  // Nothing falls to blank, even where a page forgot to say what stands here.
  const state = props.state ?? (bare ? <Empty title="Nothing here" size="panel" /> : undefined);
  const usual = useDensity();
  const { secondLine, picks, density = usual } = props;
  const below = secondLine ? SECOND_LINE_HEIGHT : 0;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = (width: number) => renderNarrow !== undefined && width > 0 && width < NARROW_BELOW;
  const tail = loading ? SKELETONS_FIRST : hasMore || moreFailed ? SKELETONS_MORE : 0;
  const shownCount = state ? 0 : loading ? tail : rowCount + tail;
  const { drawn, geometry, scrollTop, width } = useRowWindow(scroller, {
    count: shownCount,
    rowHeight: (wide) => (isNarrow(wide) ? NARROW_ROW_HEIGHT : rowHeight[density]) + below,
    header: (wide) => (isNarrow(wide) ? 0 : HEADER_HEIGHT),
  });
  const narrow = isNarrow(width);
  const columns = useMemo(() => shownColumns(props.columns, width), [props.columns, width]);
  const tracks = tracksOf(columns);
  const minWidth = narrow ? undefined : rowMinWidth(leastWidth(columns));
  const open = (index: number) => {
    const row = getRow(index);
    if (row !== undefined) onOpen?.(row, index);
  };
  const { resetKey, pageKeys = false } = props;
  const { at, choose, focusRow, scrollToRow, onKeyDown } = useRowFocus({
    scroller,
    geometry,
    rowCount,
    resetKey,
    pageKeys,
    rowKeys: props.rowKeys,
    onOpen: open,
  });
  useImperativeHandle(props.ref, () => ({
    focusRow,
    scrollToRow,
    isAtTop: () => (scroller.current?.scrollTop ?? 0) <= 0,
  }));
  useLayoutEffect(() => {
    if (scroller.current) scrollElement(scroller.current, 0);
  }, [resetKey]);

  const indexOf = (event: { target: EventTarget }) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    return row ? Number(row.dataset.index) : null;
  };
  const onClick = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index === null || index >= rowCount) return;
    if ((event.target as HTMLElement).closest(`[${PICK}]`)) {
      // The row keeps the keyboard, so that j, k and x go on from here.
      focusRow(index);
      picks?.onPick(index, event.shiftKey);
      return;
    }
    choose(index);
    const link = (event.target as HTMLElement).closest('a, button, input, label');
    // Selecting text to copy it isn't opening.
    if (link || !onOpen || window.getSelection()?.toString()) return;
    open(index);
  };

  const range = useEffectEvent((start: number, end: number) => props.onRangeChange?.(start, end));
  useEffect(() => {
    if (!loading) range(drawn.start, Math.min(drawn.end, rowCount));
  }, [drawn.start, drawn.end, rowCount, loading]);

  const idle = hasMore && !loading && !loadingMore && !moreFailed && state === undefined;
  const near = idle && drawn.end >= rowCount - AHEAD;
  useEndReached({ near, rowCount, resetKey, onEndReached: props.onEndReached });

  const base = blockStart(drawn.start);
  const slots: { index: number; slot: number }[] = [];
  for (let index = drawn.start; index < drawn.end; index++) slots.push({ index, slot: index - base });
  // The row with the focus stays, wherever it was scrolled to, just out of sight; else the focus would fall to the body.
  if (at < drawn.start && shownCount > 0) slots.unshift({ index: at, slot: drawn.start - 1 - base });
  if (at >= drawn.end && at < shownCount) slots.push({ index: at, slot: drawn.end - base });

  const sortable = columns.filter((column) => column.sortable);
  const total = props.totalCount ?? (hasMore || loading ? -1 : rowCount);
  return (
    <Whole>
      {narrow && onSortChange && sortable.length > 0 && (
        <NarrowTools>
          <SelectField
            label="Sort by"
            hideLabel
            quiet
            value={sort ? `${sort.column} ${sort.direction}` : ''}
            onChange={(value) => {
              const [column = '', direction] = value.split(' ');
              onSortChange({ column, direction: direction === 'asc' ? 'asc' : 'desc' });
            }}
            options={sortable.flatMap((column) => [
              { value: `${column.id} asc`, label: `${column.header} ↑` },
              { value: `${column.id} desc`, label: `${column.header} ↓` },
            ])}
          />
        </NarrowTools>
      )}
      <Scroller
        ref={scroller}
        style={state ? { flex: 'none' } : undefined}
        role="grid"
        aria-label={label}
        aria-rowcount={total < 0 ? -1 : total + 1}
        aria-colcount={narrow ? 1 : columns.length}
        aria-busy={loading || loadingMore || undefined}
        data-picking={picks?.shown ? '' : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => {
          const index = indexOf(event);
          if (index !== null) choose(index);
        }}
      >
        {!narrow && (
          <div role="rowgroup" style={{ display: 'contents' }}>
            <HeaderRow role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks, minWidth }}>
              {columns.map((column, place) => {
                const on = sort?.column === column.id ? sort.direction : undefined;
                const Arrow = (on ?? nextSort(column, undefined).direction) === 'asc' ? ArrowUp : ArrowDown;
                const can = column.sortable && onSortChange;
                return (
                  <HeaderCell
                    key={column.id}
                    role="columnheader"
                    title={column.header}
                    // The box in it isn't what the column is called.
                    aria-label={picks && place === 0 ? column.header : undefined}
                    {...(can
                      ? { 'aria-sort': on ? (on === 'asc' ? 'ascending' : 'descending') : 'none' }
                      : {})}
                    {...(column.numeric ? { 'data-numeric': '' } : {})}
                  >
                    {picks && place === 0 && rowCount > 0 && (
                      <PickBox
                        label="Select all that are loaded"
                        on={picks.all}
                        some={picks.ids.size > 0}
                        onPress={picks.onPickAll}
                      />
                    )}
                    {can ? (
                      <SortButton type="button" onClick={() => onSortChange(nextSort(column, sort))}>
                        <span>{column.header}</span>
                        <Arrow size={12} aria-hidden="true" />
                      </SortButton>
                    ) : (
                      column.header
                    )}
                  </HeaderCell>
                );
              })}
            </HeaderRow>
          </div>
        )}
        <Body style={{ height: bodyHeight(geometry), minWidth }} data-loading={loading || undefined}>
          <Layer role="rowgroup" style={{ transform: `translateY(${rowTop(geometry, base, scrollTop)}px)` }}>
            {slots.map(({ index, slot }) => {
              const row = loading || index >= rowCount ? undefined : getRow(index);
              if (moreFailed && index >= rowCount) return null;
              const id = row !== undefined ? getRowId?.(row) : undefined;
              return (
                <TableRow
                  // By place, not by record: a row whose record comes is filled in, not made anew.
                  key={index}
                  index={index}
                  row={row}
                  columns={columns}
                  top={slot * geometry.rowHeight}
                  height={geometry.rowHeight}
                  line={geometry.rowHeight - below}
                  tracks={tracks}
                  tabStop={index === at && index < rowCount}
                  selected={id !== undefined && id === props.selectedId}
                  opens={onOpen !== undefined}
                  href={row !== undefined ? rowHref?.(row) : undefined}
                  label={row !== undefined ? rowLabel?.(row) : undefined}
                  renderNarrow={narrow ? renderNarrow : undefined}
                  secondLine={secondLine}
                  picked={picks && id !== undefined && picks.ids.has(id)}
                />
              );
            })}
          </Layer>
          {moreFailed && !loading && !state && (
            // A grid holds rows and nothing else.
            <EndNote
              role="row"
              style={{
                height: geometry.rowHeight,
                transform: `translateY(${rowTop(geometry, rowCount, scrollTop)}px)`,
              }}
            >
              <div role="gridcell">
                <span role="alert">More couldn’t be loaded.</span>
                <button type="button" onClick={() => props.onEndReached?.()}>
                  Try again
                </button>
              </div>
            </EndNote>
          )}
        </Body>
      </Scroller>
      {state && <InsteadOfRows>{state}</InsteadOfRows>}
    </Whole>
  );
}
