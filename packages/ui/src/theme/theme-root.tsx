import createCache from '@emotion/cache';
import { CacheProvider, Global } from '@emotion/react';
import { ThemeProvider, useColorScheme } from '@mui/material/styles';
import { createContext, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { LiveAnnouncer } from '../feedback/announce.tsx';
import { Toasts } from '../feedback/toasts.tsx';
import { DEFAULT_ACCENT } from './accent-scale.ts';
import { createFoyerTheme } from './create-foyer-theme.ts';
import { globalStyles } from './global-styles.ts';
import { LinkProvider, PlainLink, type LinkComponent } from './link-component.tsx';
import { SiteContext } from './site-context.ts';
import { LocaleProvider } from './locale.tsx';
import type { Density, Scheme } from './tokens.ts';

export type Mode = 'light' | 'dark' | 'system';

export type ThemeRootProps = {
  /** The agency's one colour, `#rrggbb`; corrected where it can't be read (see `accentScale`). */
  accent?: string | undefined;
  /** The person's choice; `system` follows the device, also while the page is open. */
  mode?: Mode | undefined;
  density?: Density | undefined;
  direction?: 'ltr' | 'rtl' | undefined;
  /** BCP 47; default `en`. */
  locale?: string | undefined;
  /** IANA zone in which times are shown; default `UTC`. */
  timeZone?: string | undefined;
  /** The nonce of the page's Content-Security-Policy; default: the one on `<meta property="csp-nonce">`. */
  nonce?: string | undefined;
  /** The portal's name, which ends every page's title: "Calls · Halden Voice". */
  site?: string | undefined;
  /** The router's `Link` (it takes `to`); used by every link of this package. */
  linkComponent?: LinkComponent | undefined;
  children: ReactNode;
};

const DensityContext = createContext<Density>('compact');

/** The density that holds here: 36 px rows, or 44 when comfortable. */
export const useDensity = (): Density => useContext(DensityContext);

/** Reads the nonce that the server wrote into the page; scripts can read it as a property only. */
const pageNonce = () =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ||
  document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ||
  undefined;

const schemeOf = (mode: Mode): Scheme => {
  if (mode !== 'system') return mode;
  return window.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};

function ModeSync({ mode }: { mode: Mode }) {
  const { setMode, mode: current } = useColorScheme();
  useLayoutEffect(() => {
    if (current !== mode) setMode(mode);
  }, [current, mode, setMode]);
  return null;
}

/**
 * Everything a page of the portal stands in: the theme with the agency's accent, Emotion's cache with the
 * page's nonce, base styles and font, the place for announcements and toasts, the router's link, language and zone.
 * Render it once, outermost.
 *
 * @example <ThemeRoot accent={session.branding.accent} mode={mode} linkComponent={Link}><App /></ThemeRoot>
 */
export function ThemeRoot(props: ThemeRootProps) {
  const { accent = DEFAULT_ACCENT, mode = 'system', density = 'compact', direction = 'ltr' } = props;
  const { locale = 'en', timeZone = 'UTC', linkComponent = PlainLink, children } = props;
  // A cache can't change its nonce, and a page has one nonce for its life.
  const [cache] = useState(() => {
    const nonce = props.nonce ?? pageNonce();
    // Before anything is laid out: what is measured in light and then turned dark would fade from one to the other.
    document.documentElement.dataset.scheme = schemeOf(mode);
    return createCache({ key: 'fy', ...(nonce ? { nonce } : {}) });
  });
  const theme = useMemo(() => createFoyerTheme(accent, direction), [accent, direction]);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dir = direction;
    root.lang = locale;
    root.dataset.density = density;
  }, [direction, locale, density]);
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme} defaultMode={mode} storageManager={null} noSsr>
        <ModeSync mode={mode} />
        <Global styles={globalStyles} />
        <LocaleProvider locale={locale} timeZone={timeZone}>
          <DensityContext value={density}>
            <LinkProvider value={linkComponent}>
              <SiteContext value={props.site}>{children}</SiteContext>
              <Toasts />
              <LiveAnnouncer />
            </LinkProvider>
          </DensityContext>
        </LocaleProvider>
      </ThemeProvider>
    </CacheProvider>
  );
}
