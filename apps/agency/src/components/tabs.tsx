import { Link, useLocation } from '@foyer/federation/router';
import { styled, token } from '@foyer/ui';
import { useEffect, useRef } from 'react';

export type Tab = Readonly<{ to: string; label: string; count?: number | undefined }>;

const Strip = styled('nav')({
  overflowX: 'auto',
  scrollbarWidth: 'none',
  marginInline: 'calc(-1 * var(--foyer-gutter))',
  paddingInline: 'var(--foyer-gutter)',
  flex: 'none',
  boxShadow: `inset 0 -1px 0 ${token.line}`,
  '& > ul': { display: 'flex', gap: 20, minWidth: 'max-content' },
});
const Place = styled(Link)({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  minHeight: 36,
  fontSize: '0.8125rem',
  fontWeight: 500,
  color: token.text2,
  textDecoration: 'none',
  borderBlockEnd: '2px solid transparent',
  scrollMarginInline: 'var(--foyer-gutter)',
  '&:hover': { color: token.text1 },
  '&[aria-current="page"]': { color: token.text1, borderColor: token.accent },
  '&:focus-visible': { outlineOffset: -2 },
});
const Count = styled('span')({
  minWidth: 18,
  paddingInline: 5,
  borderRadius: 9,
  fontSize: '0.75rem',
  lineHeight: '18px',
  textAlign: 'center',
  fontVariantNumeric: 'tabular-nums',
  backgroundColor: token.surface3,
});

/** Places of one page, each with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const { pathname } = useLocation();
  const current = useRef<HTMLAnchorElement>(null);
  const counts = tabs.map(({ count }) => count ?? 0).join();
  // On a phone, the strip is wider than the page; a count that comes makes it wider still.
  useEffect(() => {
    // Some browsers answer with a promise, which is no clean-up.
    current.current?.scrollIntoView?.({ inline: 'nearest', block: 'nearest' });
  }, [pathname, counts]);
  const here = pathname.replace(/\/+$/, '');
  return (
    <Strip aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Place
              to={tab.to}
              {...(here === tab.to.split('?')[0] ? { ref: current, 'aria-current': 'page' } : {})}
            >
              {tab.label}
              {tab.count ? <Count>{tab.count}</Count> : null}
            </Place>
          </li>
        ))}
      </ul>
    </Strip>
  );
}
