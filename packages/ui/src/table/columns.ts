import type { ReactNode } from 'react';

export type SortDirection = 'asc' | 'desc';
export type Sort = Readonly<{ column: string; direction: SortDirection }>;

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The whole value, where the cell may be cut off. */
  title?: (row: Row) => string | undefined;
  /** Least width in px (default 96) … */
  minWidth?: number;
  /** … and its share of what is left; 0 keeps the least width. Default 1. */
  grow?: number;
  /** Left out while the table is narrower than this, px. */
  hideBelow?: number;
  /** Right-aligned figures. */
  numeric?: boolean;
  sortable?: boolean;
  /** Which way a first click sorts; default `desc` for figures, else `asc`. */
  firstSort?: SortDirection;
  /** The row's main thing: strongest, and its link when `rowHref` is given. Default: the first column. */
  main?: boolean;
};

/** The grid tracks of header and rows: equal for all, so that columns line up without measuring. */
export const tracksOf = <Row>(columns: readonly Column<Row>[]): string =>
  columns
    .map(({ minWidth = 96, grow = 1 }) => (grow > 0 ? `minmax(${minWidth}px, ${grow}fr)` : `${minWidth}px`))
    .join(' ');

/** The least width of all columns together, px. Every row gets it, or each would be as wide as its own words. */
export const leastWidth = <Row>(columns: readonly Column<Row>[]): number =>
  columns.reduce((sum, { minWidth = 96 }) => sum + minWidth, 0);

/** The columns that a table of this width shows; all while the width isn't known. */
export const shownColumns = <Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] =>
  width > 0 && columns.some(({ hideBelow = 0 }) => width < hideBelow)
    ? columns.filter(({ hideBelow = 0 }) => width >= hideBelow)
    : columns;

/** What a click on a column's header sorts by. */
export function nextSort<Row>(column: Column<Row>, sort: Sort | undefined): Sort {
  const first = column.firstSort ?? (column.numeric ? 'desc' : 'asc');
  if (sort?.column !== column.id) return { column: column.id, direction: first };
  return { column: column.id, direction: sort.direction === 'asc' ? 'desc' : 'asc' };
}
