/**
 * The arithmetic of a list of equally high rows, of which only those in sight exist. Browsers cap an element's
 * height (Chromium 33.5 M px, Firefox 17.9 M, and less where they zoom), so a longer list is scaled: its scroll
 * bar covers `LIMIT` px and each step of it moves several rows' worth.
 */
export const LIMIT = 12_000_000;

export type Geometry = Readonly<{
  /** Rows, skeletons at the end included. */
  count: number;
  rowHeight: number;
  /** Height in which rows are in sight, px. */
  view: number;
}>;

/** Height of the element that is scrolled, px. */
export const bodyHeight = ({ count, rowHeight }: Geometry): number => Math.min(count * rowHeight, LIMIT);

/** Whether it is too long to be drawn at its own height. */
export const isScaled = ({ count, rowHeight }: Geometry): boolean => count * rowHeight > LIMIT;

function scale(geometry: Geometry): number {
  const real = bodyHeight(geometry) - geometry.view;
  const whole = geometry.count * geometry.rowHeight - geometry.view;
  return real > 0 && whole > real ? whole / real : 1;
}

/** Where in the whole list a scroll position is, px. */
export const offsetAt = (geometry: Geometry, scrollTop: number): number => scrollTop * scale(geometry);

/** The scroll position that shows an offset of the whole list. */
export const scrollTopFor = (geometry: Geometry, offset: number): number => offset / scale(geometry);

/** Rows are placed against the first of their block, so that scrolling a scaled list moves blocks, not rows. */
const BLOCK = 256;

/** The row against which the drawn ones are placed. */
export const blockStart = (first: number): number => first - (first % BLOCK);

/** Where a row is drawn inside the scrolled element, px. */
export const rowTop = (geometry: Geometry, index: number, scrollTop: number): number => {
  const top = index * geometry.rowHeight;
  const by = scale(geometry);
  return by === 1 ? top : top - scrollTop * by + scrollTop;
};

export type Span = Readonly<{ start: number; end: number }>;

/** The rows in sight, `end` exclusive. */
export function visibleRows(geometry: Geometry, scrollTop: number): Span {
  const offset = offsetAt(geometry, scrollTop);
  const start = Math.max(0, Math.min(geometry.count - 1, Math.floor(offset / geometry.rowHeight)));
  const end = Math.min(geometry.count, Math.ceil((offset + geometry.view) / geometry.rowHeight));
  return { start: Math.max(0, start), end: Math.max(end, 0) };
}

/** The scroll position that brings a row wholly into sight with the least movement; null when it is there. */
export function scrollTopToShow(geometry: Geometry, index: number, scrollTop: number): number | null {
  const offset = offsetAt(geometry, scrollTop);
  const top = index * geometry.rowHeight;
  if (top < offset) return scrollTopFor(geometry, top);
  const over = top + geometry.rowHeight - (offset + geometry.view);
  return over > 0.5 ? scrollTopFor(geometry, offset + over) : null;
}
