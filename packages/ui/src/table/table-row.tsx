import { memo, type ReactNode } from 'react';
import { Bone } from '../states/loading.tsx';
import { RouteLink } from '../theme/link-component.tsx';
import type { Column } from './columns.ts';
import { Cell, NarrowCell, RowBox } from './table-parts.ts';

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

function TableRowInner<Row>(props: TableRowProps<Row>) {
  const { index, row, columns, top, height, tracks, tabStop, selected, opens, href, label, renderNarrow } =
    props;
  const main = columns.findIndex((column) => column.main);
  const cellOf = (column: Column<Row>, at: number) => {
    const numeric = column.numeric ? { 'data-numeric': '' } : {};
    if (row === undefined)
      return (
        <Cell key={column.id} role="gridcell" {...numeric}>
          <Bone
            sx={{
              width: boneWidths[(index + at) % 4]!,
              ...(column.numeric ? { marginInlineStart: 'auto' } : {}),
            }}
          />
        </Cell>
      );
    const isMain = at === Math.max(main, 0);
    const content = column.cell(row);
    return (
      <Cell
        key={column.id}
        role="gridcell"
        title={column.title?.(row) ?? (typeof content === 'string' ? content : undefined)}
        {...numeric}
        {...(isMain ? { 'data-main': '' } : {})}
      >
        {isMain && href !== undefined ? (
          <RouteLink to={href} tabIndex={-1}>
            {content}
          </RouteLink>
        ) : (
          content
        )}
      </Cell>
    );
  };
  return (
    <RowBox
      role="row"
      data-index={index}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={label}
      aria-busy={row === undefined || undefined}
      tabIndex={tabStop ? 0 : -1}
      style={{
        height,
        transform: `translateY(${top}px)`,
        gridTemplateColumns: renderNarrow ? '100%' : tracks,
      }}
      {...(opens && row !== undefined ? { 'data-opens': '' } : {})}
    >
      {renderNarrow ? (
        <NarrowCell role="gridcell">
          {row === undefined ? (
            <>
              <Bone sx={{ width: '58%', marginBlockEnd: 2 }} />
              <Bone sx={{ width: '36%' }} />
            </>
          ) : (
            renderNarrow(row)
          )}
        </NarrowCell>
      ) : (
        columns.map(cellOf)
      )}
    </RowBox>
  );
}

/** One row. Scrolling must not draw again what stays in sight, hence the memo. */
export const TableRow = memo(TableRowInner) as typeof TableRowInner;
