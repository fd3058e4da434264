/** Rows from `first` to `last`, both inclusive. */
export type RowRange = Readonly<{ first: number; last: number }>;

/** Pages held before and after what is on the screen. */
const BEFORE = 1;
const AFTER = 2;

/**
 * The pages to hold for the rows on the screen, of those whose beginning is known (`known`). All others can go:
 * their beginnings are remembered, so that coming back costs one request and memory doesn't grow with the distance.
 * The first page always stays: it is what Home leads to, and the only one that isn't fixed by where it begins.
 */
export function pagesToHold(range: RowRange, pageSize: number, known: number): number[] {
  const first = Math.max(0, Math.floor(range.first / pageSize) - BEFORE);
  const last = Math.min(known - 1, Math.floor(Math.max(range.last, 0) / pageSize) + AFTER);
  const pages = known > 0 ? [0] : [];
  for (let page = Math.max(first, 1); page <= last; page++) pages.push(page);
  return pages;
}

/**
 * What is remembered of the pages met so far: where each begins, and how many rows the last one has.
 * `starts[0]` is undefined: the first page begins at the beginning.
 */
export type Chain = Readonly<{ starts: readonly (string | undefined)[]; rows: number; complete: boolean }>;

export const EMPTY_CHAIN: Chain = { starts: [undefined], rows: 0, complete: false };

/** The chain after a page has come; the same object when it taught nothing new. */
export function learn(
  chain: Chain,
  page: number,
  came: Readonly<{ items: readonly unknown[]; nextCursor: string | null }>,
  pageSize: number,
): Chain {
  if (page !== chain.starts.length - 1 || chain.complete) return chain;
  const rows = page * pageSize + came.items.length;
  if (came.nextCursor === null) return { ...chain, rows, complete: true };
  return { starts: [...chain.starts, came.nextCursor], rows, complete: false };
}
