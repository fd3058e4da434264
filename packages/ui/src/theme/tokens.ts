/**
 * The design tokens. `schemes` holds the values per scheme; everything else refers to them through
 * `token`, whose members are CSS variables, so that a change of scheme repaints without a render.
 */
export type Scheme = 'light' | 'dark';

export const schemes = {
  light: {
    surface: ['#f7f8fa', '#ffffff', '#f0f2f5', '#e6e9ee'],
    line: '#e3e6ea',
    /** Edges of controls: at least 3:1 on every surface they stand on. */
    lineStrong: '#838b99',
    text: ['#16191f', '#4a5260', '#5c6473'],
    positive: { main: '#0d6b42', subtle: '#e2f4ea' },
    warning: { main: '#7f4a00', subtle: '#fcf0d8' },
    negative: { main: '#b01f24', subtle: '#fdeaea' },
    info: { main: '#1a5aa8', subtle: '#e6effb' },
    shadow: [
      '0 1px 2px rgb(16 20 28 / 0.06), 0 0 0 1px rgb(16 20 28 / 0.05)',
      '0 12px 32px -8px rgb(16 20 28 / 0.22), 0 2px 8px rgb(16 20 28 / 0.08), 0 0 0 1px rgb(16 20 28 / 0.07)',
    ],
    scrim: 'rgb(16 20 28 / 0.32)',
  },
  dark: {
    surface: ['#0c0e11', '#131519', '#1b1e23', '#262a31'],
    line: '#262a31',
    lineStrong: '#707886',
    text: ['#eef0f3', '#b3b9c4', '#969dab'],
    positive: { main: '#4fc58d', subtle: '#10271c' },
    warning: { main: '#e2a544', subtle: '#2a200e' },
    negative: { main: '#f68b87', subtle: '#35191b' },
    info: { main: '#74b3f5', subtle: '#12243a' },
    shadow: [
      '0 1px 2px rgb(0 0 0 / 0.5), 0 0 0 1px rgb(255 255 255 / 0.06)',
      '0 16px 40px -8px rgb(0 0 0 / 0.7), 0 2px 8px rgb(0 0 0 / 0.4), 0 0 0 1px rgb(255 255 255 / 0.09)',
    ],
    scrim: 'rgb(0 0 0 / 0.56)',
  },
} as const satisfies Record<Scheme, unknown>;

const palette = (path: string) => `var(--foyer-palette-${path})`;

/** Every colour, radius, shadow and size as a CSS variable, for `styled` and `sx`. */
export const token = {
  surface0: palette('surface-0'),
  surface1: palette('surface-1'),
  surface2: palette('surface-2'),
  surface3: palette('surface-3'),
  line: palette('line-main'),
  lineStrong: palette('line-strong'),
  text1: palette('text-primary'),
  text2: palette('text-secondary'),
  text3: palette('text-disabled'),
  accent: palette('accent-main'),
  accentHover: palette('accent-hover'),
  accentActive: palette('accent-active'),
  accentSubtle: palette('accent-subtle'),
  accentText: palette('accent-text'),
  onAccent: palette('accent-onAccent'),
  focus: palette('accent-focus'),
  positive: palette('positive-main'),
  positiveSubtle: palette('positive-subtle'),
  warning: palette('warning-main'),
  warningSubtle: palette('warning-subtle'),
  negative: palette('negative-main'),
  negativeSubtle: palette('negative-subtle'),
  info: palette('info-main'),
  infoSubtle: palette('info-subtle'),
  scrim: palette('scrim-main'),
  shadow1: palette('lift-1'),
  shadow2: palette('lift-2'),
  radius: '6px',
  radiusLarge: '10px',
  /** Height of a list row: 36 px, 44 comfortable. */
  row: 'var(--foyer-row)',
  /** Height of a button or a field: 32 px, 36 comfortable. */
  control: 'var(--foyer-control)',
} as const;

export type Density = 'compact' | 'comfortable';

/** Row heights in px; the virtualised table needs the number, not the variable. */
export const rowHeight: Readonly<Record<Density, number>> = { compact: 36, comfortable: 44 };

/** The type scale in px. */
export const typeScale = { caption: 12, small: 13, body: 14, lead: 16, title: 20, display: 28 } as const;

export const fontFamily =
  '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';
export const monoFamily = 'ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, monospace';

/** The short motion of the portal; `prefers-reduced-motion` turns it off globally. */
export const motion = { quick: '120ms ease-out', place: '180ms cubic-bezier(0.2, 0, 0, 1)' } as const;
