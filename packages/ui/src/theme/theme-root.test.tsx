// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Money, RelativeTime } from '../show/values.tsx';
import { PlainLink, RouteLink, type LinkLikeProps } from './link-component.tsx';
import { LocaleProvider } from './locale.tsx';
import { ThemeRoot } from './theme-root.tsx';

const root = document.documentElement;

function preferDark(dark: boolean) {
  const listeners = new Set<() => void>();
  const list = {
    matches: dark,
    media: '',
    addListener: (listener: () => void) => listeners.add(listener),
    removeListener: (listener: () => void) => listeners.delete(listener),
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  };
  vi.stubGlobal('matchMedia', () => list);
  return list;
}

afterEach(() => vi.unstubAllGlobals());

describe('the scheme', () => {
  it('is on the page before anything is painted, and follows the choice', () => {
    preferDark(false);
    const { rerender } = render(<ThemeRoot mode="dark">page</ThemeRoot>);
    expect(root.dataset.scheme).toBe('dark');
    rerender(<ThemeRoot mode="light">page</ThemeRoot>);
    expect(root.dataset.scheme).toBe('light');
  });

  it('holds before the page is laid out, so that nothing fades from light to dark', () => {
    preferDark(true);
    const seen: (string | undefined)[] = [];
    function Page() {
      useLayoutEffect(() => void seen.push(root.dataset.scheme), []);
      return null;
    }
    delete root.dataset.scheme;
    render(
      <ThemeRoot mode="system">
        <Page />
      </ThemeRoot>,
    );
    expect(seen).toEqual(['dark']);
  });

  it('follows the device where the person leaves it to the system', () => {
    preferDark(true);
    render(<ThemeRoot mode="system">page</ThemeRoot>);
    expect(root.dataset.scheme).toBe('dark');
  });

  it('keeps nothing of its own in the browser: the choice is the shell’s', () => {
    render(<ThemeRoot mode="dark">page</ThemeRoot>);
    expect(localStorage.length).toBe(0);
  });
});

it('every style of it carries the page’s nonce, and the accent reaches both schemes', () => {
  for (const style of document.querySelectorAll('style')) style.remove();
  render(
    <ThemeRoot mode="light" accent="#ffd400" nonce="abc">
      page
    </ThemeRoot>,
  );
  const styles = [...document.querySelectorAll<HTMLStyleElement>('style')];
  expect(styles.length).toBeGreaterThan(0);
  expect(styles.every((style) => style.nonce === 'abc')).toBe(true);
  const css = styles.map((style) => style.textContent).join('');
  expect(css).toContain('--foyer-palette-accent-main:#ffd400');
  expect(css).toContain('[data-scheme="dark"]');
});

it('direction, language and density stand on the document', () => {
  render(
    <ThemeRoot direction="rtl" locale="ar" density="comfortable">
      page
    </ThemeRoot>,
  );
  expect([root.dir, root.lang, root.dataset.density]).toEqual(['rtl', 'ar', 'comfortable']);
});

it('times and money are shown as the place says, with the whole truth on hover', () => {
  render(
    <ThemeRoot timeZone="UTC" locale="en">
      <RelativeTime value="2026-03-12T10:00:00Z" now="2026-03-14T10:00:00Z" />
      <LocaleProvider timeZone="Asia/Tokyo" locale="de">
        <RelativeTime value="2026-03-12T10:00:00Z" now="2026-03-14T10:00:00Z" />
        <Money minor={123456} currency="EUR" />
      </LocaleProvider>
    </ThemeRoot>,
  );
  const [here, tokyo] = [...document.querySelectorAll('time')];
  expect(here?.textContent).toBe('Thu 10:00');
  expect(here?.title).toContain('2026, 10:00:00 UTC');
  expect(here?.dateTime).toBe('2026-03-12T10:00:00.000Z');
  expect(tokyo?.textContent).toContain('19:00');
  expect(screen.getByText(/1\.234,56/)).toBeTruthy();
});

it('links go through the router that the root is given', () => {
  const Router = ({ to, ...rest }: LinkLikeProps) => <PlainLink to={`/portal${to}`} {...rest} />;
  render(
    <ThemeRoot linkComponent={Router}>
      <RouteLink to="/calls">Calls</RouteLink>
    </ThemeRoot>,
  );
  expect(screen.getByRole('link').getAttribute('href')).toBe('/portal/calls');
});
