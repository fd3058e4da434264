import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { isScaled, visibleRows, type Geometry, type Span } from './window-rows.ts';

/** Rows drawn beyond those in sight, so that a quick scroll doesn't outrun them. */
const OVERSCAN = 8;
/** What is assumed where nothing is laid out (tests in jsdom). */
const UNKNOWN_VIEW = 600;

export type RowWindow = Readonly<{
  drawn: Span;
  scrollTop: number;
  geometry: Geometry;
  width: number;
}>;

/** Scrolls an element; a window's own arithmetic decides where to. */
export function scrollElement(element: HTMLElement, top: number): void {
  element.scrollTop = top;
}

/**
 * Follows a scrolling element and tells which rows to draw. It renders only when other rows come into sight
 * (with a scaled list, at each step, because rows then move against the element).
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  options: { count: number; rowHeight: (width: number) => number; header: (width: number) => number },
): RowWindow {
  const { count, rowHeight, header } = options;
  const [seen, setSeen] = useState({ scrollTop: 0, view: UNKNOWN_VIEW, width: 0 });
  const height = rowHeight(seen.width);
  const geometry: Geometry = { count, rowHeight: height, view: Math.max(1, seen.view - header(seen.width)) };
  const span = visibleRows(geometry, seen.scrollTop);
  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const view = element.clientHeight || UNKNOWN_VIEW;
    const width = element.clientWidth;
    const scrollTop = element.scrollTop;
    setSeen((now) => {
      if (now.view !== view || now.width !== width) return { scrollTop, view, width };
      // Rows of a list that isn't scaled stay where they are: the same rows in sight, nothing to draw.
      const step = isScaled({ count, rowHeight: height, view }) ? 1 : height;
      const same = Math.floor(now.scrollTop / step) === Math.floor(scrollTop / step);
      return same ? now : { scrollTop, view, width };
    });
  }, [scroller, count, height]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // The first size is known only now, and must hold before the first paint.
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(measure);
    observer?.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer?.disconnect();
    };
  }, [scroller, measure]);
  const drawn = { start: Math.max(0, span.start - OVERSCAN), end: Math.min(count, span.end + OVERSCAN) };
  return { drawn, scrollTop: seen.scrollTop, geometry, width: seen.width };
}
