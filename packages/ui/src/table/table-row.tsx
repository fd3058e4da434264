import { memo, type ReactNode } from 'react';
import { RouteLink } from '../theme/link-component.tsx';
import type { Column } from './columns.ts';

export type TableRowProps<Row> = {
  index: number;
  /** Undefined: not in memory (yet, or any more). */
  row: Row | undefined;
  columns: readonly Column<Row>[];
  top: number;
  height: number;
  tracks: string;
  tabStop: boolean;
  selected: boolean;
  opens: boolean;
  href: string | undefined;
  label: string | undefined;
  renderNarrow: ((row: Row) => ReactNode) | undefined;
};

const boneWidths = ['64%', '48%', '72%', '56%'];
const Bone = ({ at }: { at: number }) => <span className="fy-bone" style={{ width: boneWidths[at % 4]! }} />;

const flag = (on: boolean | undefined) => (on ? '' : undefined);

function TableRowInner<Row>(props: TableRowProps<Row>) {
  const { index, row, columns, top, height, tracks, tabStop, selected, opens, href, label, renderNarrow } =
    props;
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
      style={{
        height,
        transform: `translateY(${top}px)`,
        gridTemplateColumns: renderNarrow ? '100%' : tracks,
      }}
    >
      {renderNarrow ? (
        <div role="gridcell" className="fy-cell" data-narrow="">
          {narrowContent ?? (row !== undefined && renderNarrow(row))}
        </div>
      ) : (
        columns.map(cellOf)
      )}
    </div>
  );
}

/** One row. Scrolling must not draw again what stays in sight, hence the memo. */
export const TableRow = memo(TableRowInner) as typeof TableRowInner;
