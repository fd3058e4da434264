import { describe, expect, it } from 'vitest';
import {
  bodyHeight,
  isScaled,
  LIMIT,
  offsetAt,
  rowTop,
  scrollTopFor,
  scrollTopToShow,
  visibleRows,
} from './window-rows.ts';

const short = { count: 100_000, rowHeight: 36, view: 720 };
const long = { count: 3_000_000, rowHeight: 44, view: 700 };

describe('a list that a browser can hold', () => {
  it('draws the rows in sight and no others', () => {
    expect(visibleRows(short, 0)).toEqual({ start: 0, end: 20 });
    expect(visibleRows(short, 18)).toEqual({ start: 0, end: 21 });
    expect(visibleRows(short, 36 * 1000)).toEqual({ start: 1000, end: 1020 });
  });

  it('reaches its last row at the end of the scroll bar', () => {
    const end = bodyHeight(short) - short.view;
    expect(visibleRows(short, end)).toEqual({ start: 99_980, end: 100_000 });
  });

  it('keeps each row where it is while it is scrolled', () => {
    expect(isScaled(short)).toBe(false);
    expect(rowTop(short, 500, 0)).toBe(18_000);
    expect(rowTop(short, 500, 17_000)).toBe(18_000);
  });

  it('moves as little as needed to show a row, and not at all for one in sight', () => {
    expect(scrollTopToShow(short, 5, 0)).toBeNull();
    expect(scrollTopToShow(short, 20, 0)).toBe(36);
    expect(scrollTopToShow(short, 2, 720)).toBe(72);
  });

  it('has nothing to draw without rows', () => {
    expect(visibleRows({ ...short, count: 0 }, 0)).toEqual({ start: 0, end: 0 });
    expect(bodyHeight({ ...short, count: 0 })).toBe(0);
  });
});

describe('a list that no browser can hold', () => {
  it('stays under the height that browsers allow', () => {
    expect(isScaled(long)).toBe(true);
    expect(bodyHeight(long)).toBe(LIMIT);
  });

  it('shows the first row at the top and the last at the bottom', () => {
    expect(visibleRows(long, 0).start).toBe(0);
    expect(visibleRows(long, LIMIT - long.view).end).toBe(long.count);
  });

  it('goes to any row and back by its scroll position', () => {
    for (const offset of [0, 1_000_000, 70_000_000, 131_999_300])
      expect(offsetAt(long, scrollTopFor(long, offset))).toBeCloseTo(offset, 3);
  });

  it('draws the row that it scrolled to inside what is in sight', () => {
    for (const index of [0, 17, 1_234_567, 2_999_999]) {
      const top = scrollTopToShow(long, index, 6_000_000) ?? 6_000_000;
      const drawn = rowTop(long, index, top) - top;
      expect(drawn).toBeGreaterThanOrEqual(-0.01);
      expect(drawn + long.rowHeight).toBeLessThanOrEqual(long.view + 0.01);
    }
  });

  it('steps one row at a time by keyboard', () => {
    const top = scrollTopToShow(long, 1_500_000, 0)!;
    const next = scrollTopToShow(long, 1_500_001, top)!;
    expect(offsetAt(long, next) - offsetAt(long, top)).toBeCloseTo(long.rowHeight, 3);
  });
});
