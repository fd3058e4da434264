import { memo, useEffect, useRef, type ReactNode } from 'react';
import { RouteLink } from '../theme/link-component.tsx';
import type { Column } from './columns.ts';

export type TableRowProps<Row> = {
  index: number;
  /** Undefined: not in memory (yet, or any more). */
  row: Row | undefined;
  columns: readonly Column<Row>[];
  top: number;
  height: number;
  /** Height of the cells; a second line has the rest. */
  line: number;
  tracks: string;
  tabStop: boolean;
  selected: boolean;
  opens: boolean;
  href: string | undefined;
  label: string | undefined;
  renderNarrow: ((row: Row) => ReactNode) | undefined;
  secondLine: ((row: Row) => ReactNode) | undefined;
  /** Undefined: rows can't be picked here. */
  picked: boolean | undefined;
};

/** Marks the box that picks a row. */
export const PICK = 'data-pick';

const nothing = () => undefined;

type PickBoxProps = Readonly<{ label: string; on: boolean; some?: boolean; onPress?: () => void }>;

/** A box in the row's margin. The table hears the press of a row's own; the keyboard has `x`, so that it is no stop of Tab's. */
export function PickBox({ label, on, some = false, onPress }: PickBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !on;
  }, [some, on]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="fy-pick"
      aria-label={label}
      tabIndex={onPress ? 0 : -1}
      checked={on}
      onChange={onPress ?? nothing}
      {...(onPress ? {} : { [PICK]: '' })}
    />
  );
}

const boneWidths = ['64%', '48%', '72%', '56%'];
const Bone = ({ at }: { at: number }) => <span className="fy-bone" style={{ width: boneWidths[at % 4]! }} />;

const flag = (on: boolean | undefined) => (on ? '' : undefined);

function TableRowInner<Row>(props: TableRowProps<Row>) {
  const { index, row, columns, top, height, tracks, tabStop, selected, opens, href, label, renderNarrow } =
    props;
  const { secondLine, picked, line } = props;
  const box = picked !== undefined && row !== undefined && <PickBox label="Select" on={picked} />;
  const main = Math.max(
    0,
    columns.findIndex((column) => column.main),
  );
  const cellOf = (column: Column<Row>, at: number) => {
    const content = row === undefined ? <Bone at={index + at} /> : column.cell(row);
    const title = row && (column.title?.(row) ?? (typeof content === 'string' ? content : undefined));
    const linked = at === main && href !== undefined;
    return (
      <div
        key={column.id}
        role="gridcell"
        className="fy-cell"
        title={title}
        data-numeric={flag(column.numeric)}
        data-main={flag(at === main)}
      >
        {at === 0 && box}
        {linked ? (
          <RouteLink to={href} tabIndex={-1}>
            {content}
          </RouteLink>
        ) : (
          content
        )}
      </div>
    );
  };
  const narrowContent = row === undefined ? [<Bone key="1" at={2} />, <Bone key="2" at={index} />] : null;
  return (
    <div
      role="row"
      className="fy-row"
      data-index={index}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={label}
      aria-busy={row === undefined || undefined}
      tabIndex={tabStop ? 0 : -1}
      data-opens={flag(opens && row !== undefined)}
      data-picked={flag(picked)}
      style={{
        height,
        transform: `translateY(${top}px)`,
        gridTemplateColumns: renderNarrow ? '100%' : tracks,
        ...(secondLine && !renderNarrow ? { gridTemplateRows: `${line}px 1fr` } : {}),
        ...(picked === undefined ? {} : { ['--fy-line' as string]: `${line}px` }),
      }}
    >
      {renderNarrow ? (
        <div role="gridcell" className="fy-cell" data-narrow="">
          {box}
          {narrowContent ?? (row !== undefined && renderNarrow(row))}
          {secondLine && row !== undefined && (
            <div className="fy-second" dir="auto">
              {secondLine(row)}
            </div>
          )}
        </div>
      ) : (
        columns.map(cellOf)
      )}
      {!renderNarrow && secondLine && (
        <div role="gridcell" className="fy-second" dir="auto" aria-colspan={columns.length}>
          {row !== undefined && secondLine(row)}
        </div>
      )}
    </div>
  );
}

/** One row. Scrolling must not draw again what stays in sight, hence the memo. */
export const TableRow = memo(TableRowInner) as typeof TableRowInner;
