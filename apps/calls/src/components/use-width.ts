import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** The width of an element in px, followed; `assumed` until it is laid out. */
export function useWidth(assumed: number): readonly [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(assumed);
  useLayoutEffect(() => {
    const measure = () => setWidth((was) => element.current?.clientWidth || was);
    measure();
    if (!element.current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
