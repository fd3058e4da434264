import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { visibleRows, type Geometry, type Span } from './window-rows.ts';

/** Rows drawn beyond those in sight, so that a quick scroll doesn't outrun them. */
const OVERSCAN = 8;
/** What is assumed where nothing is laid out (tests in jsdom). */
const UNKNOWN_VIEW = 600;

export type RowWindow = Readonly<{
  span: Span;
  drawn: Span;
  scrollTop: number;
  geometry: Geometry;
  width: number;
}>;

/**
 * Follows a scrolling element and tells which rows to draw. It renders only when other rows come into sight
 * (with a scaled list, at each step, because rows then move against the element).
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  options: { count: number; rowHeight: (width: number) => number; header: (width: number) => number },
): RowWindow & { measure: () => void } {
  const { count, rowHeight, header } = options;
  const [seen, setSeen] = useState({ scrollTop: 0, view: UNKNOWN_VIEW, width: 0 });
  const height = rowHeight(seen.width);
  const geometry: Geometry = { count, rowHeight: height, view: Math.max(1, seen.view - header(seen.width)) };
  const span = visibleRows(geometry, seen.scrollTop);
  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const next = {
      scrollTop: element.scrollTop,
      view: element.clientHeight || UNKNOWN_VIEW,
      width: element.clientWidth,
    };
    setSeen((now) => {
      const same = now.view === next.view && now.width === next.width;
      if (same && now.scrollTop === next.scrollTop) return now;
      return next;
    });
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(measure);
    observer?.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer?.disconnect();
    };
  }, [scroller, measure]);
  // Fewer rows can make the browser move the scroll position without an event in time.
  useLayoutEffect(measure, [measure, count]);
  const drawn = { start: Math.max(0, span.start - OVERSCAN), end: Math.min(count, span.end + OVERSCAN) };
  return { span, drawn, scrollTop: seen.scrollTop, geometry, width: seen.width, measure };
}
