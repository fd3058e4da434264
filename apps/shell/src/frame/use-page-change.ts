import { useLocation } from '@foyer/federation/router';
import { announce, focusPageHeading } from '@foyer/ui';
import { useEffect, useRef } from 'react';

/** Milliseconds in which a page that is still loading may bring its heading. */
const HEADING_WITHIN = 8_000;

/**
 * After a change of page: says the new page's title and puts the focus on its heading, once it is there. Not on
 * the first page, which the browser reads itself, and not while the focus is at work inside the page (a list
 * beside its detail): only where it was left behind in the navigation, or got lost with the old page.
 */
export function usePageChange(): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);

  useEffect(() => {
    if (before.current === pathname) return undefined;
    before.current = pathname;
    if (atWork()) return undefined;
    document.getElementById('main')?.scrollTo({ top: 0 });
    let settled: HTMLElement | null = null;
    const settle = (): void => {
      const heading = document.querySelector<HTMLElement>('[data-page-heading]');
      if (!heading || heading === settled || atWork(settled)) return;
      settled = heading;
      focusPageHeading();
      announce(document.title);
    };
    settle();
    // A remote's page replaces the heading that stood there while it loaded.
    const observer = new MutationObserver(settle);
    observer.observe(document.body, { childList: true, subtree: true });
    const stop = (): void => observer.disconnect();
    const timer = setTimeout(stop, HEADING_WITHIN);
    window.addEventListener('keydown', stop, { once: true });
    window.addEventListener('pointerdown', stop, { once: true });
    return () => {
      stop();
      clearTimeout(timer);
      window.removeEventListener('keydown', stop);
      window.removeEventListener('pointerdown', stop);
    };
  }, [pathname]);
}

function atWork(settled: HTMLElement | null = null): boolean {
  const active = document.activeElement;
  return active !== null && active !== settled && active.id !== 'main' && active.closest('#main') !== null;
}
