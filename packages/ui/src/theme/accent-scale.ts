import { contrast, fromOklch, parseHex, toOklch } from './colour.ts';
import { schemes, type Scheme } from './tokens.ts';

export type AccentRoles = Readonly<{
  /** Fill of the primary action and of the active mark. */
  main: string;
  hover: string;
  active: string;
  /** Quiet background of a selection. */
  subtle: string;
  /** Text on `main`, `hover` and `active`. */
  onAccent: string;
  /** The accent as text on any surface and on `subtle`. */
  text: string;
  /** The focus ring. */
  focus: string;
}>;

export type AccentCorrection = Readonly<{
  scheme: Scheme;
  role: 'main';
  from: string;
  to: string;
  /** The ratio of the agency's own colour, and what is needed. */
  ratio: number;
  needed: number;
  /** For the agency: what was corrected and why, in a sentence. */
  words: string;
}>;

export type AccentScale = Readonly<{
  light: AccentRoles;
  dark: AccentRoles;
  corrections: readonly AccentCorrection[];
}>;

export const TEXT_CONTRAST = 4.5;
export const CONTROL_CONTRAST = 3;
/** Used where the agency has no accent, or one that can't be read. */
export const DEFAULT_ACCENT = '#3f5edc';

const WHITE = '#ffffff';
const INK = '#0b0d11';
const STEP = 0.005;

/** The nearest lightness, going `towards` darker (-1) or lighter (+1), at which the colour passes. */
function shiftUntil(hex: string, towards: 1 | -1, passes: (candidate: string) => boolean): string {
  const { c, h, l } = toOklch(hex);
  for (let at = l; at >= 0 && at <= 1; at += towards * STEP) {
    const candidate = at === l ? hex : fromOklch({ l: at, c, h });
    if (passes(candidate)) return candidate;
  }
  return towards === 1 ? WHITE : INK;
}

const lowest = (colour: string, grounds: readonly string[]) =>
  Math.min(...grounds.map((ground) => contrast(colour, ground)));

const moved = (hex: string, by: number) => {
  const { l, c, h } = toOklch(hex);
  return fromOklch({ l: l + by, c, h });
};

function rolesFor(hex: string, scheme: Scheme): { roles: AccentRoles; correction: AccentCorrection | null } {
  const { surface } = schemes[scheme];
  // Surface 3 is for tracks and skeletons; no button stands on it.
  const beds = surface.slice(0, 3);
  const away = scheme === 'light' ? -1 : 1;
  // A control must stand out from what it lies on; only then is the text on it chosen.
  const standsOut = (candidate: string) => lowest(candidate, beds) >= CONTROL_CONTRAST;
  let main = shiftUntil(hex, away, standsOut);
  // White on a brand colour is what agencies expect: a little darker is better than black on a mid tone.
  let onAccent = INK;
  if (contrast(WHITE, main) >= CONTROL_CONTRAST) {
    const darker = shiftUntil(main, -1, (candidate) => contrast(WHITE, candidate) >= TEXT_CONTRAST);
    if (standsOut(darker)) {
      main = darker;
      onAccent = WHITE;
    }
  }
  if (onAccent === INK) main = shiftUntil(main, 1, (candidate) => contrast(INK, candidate) >= TEXT_CONTRAST);
  // Hover and press go where the text on them only gains contrast.
  const direction = onAccent === WHITE ? -1 : 1;
  const base = toOklch(hex);
  const subtle =
    scheme === 'light'
      ? fromOklch({ l: 0.962, c: Math.min(base.c, 0.022), h: base.h })
      : fromOklch({ l: 0.262, c: Math.min(base.c, 0.045), h: base.h });
  const grounds = [...surface, subtle];
  const roles: AccentRoles = {
    main,
    hover: moved(main, direction * 0.035),
    active: moved(main, direction * 0.07),
    subtle,
    onAccent,
    text: shiftUntil(hex, away, (candidate) => lowest(candidate, grounds) >= TEXT_CONTRAST),
    focus: shiftUntil(hex, away, (candidate) => lowest(candidate, grounds) >= CONTROL_CONTRAST),
  };
  if (main === hex) return { roles, correction: null };
  const against = lowest(hex, beds);
  const stoodOut = against >= CONTROL_CONTRAST;
  const needed = stoodOut ? TEXT_CONTRAST : CONTROL_CONTRAST;
  const ratio = stoodOut ? Math.max(contrast(WHITE, hex), 1) : against;
  const where = scheme === 'light' ? 'the light theme' : 'the dark theme';
  const why = stoodOut
    ? `text on it would be too faint (${ratio.toFixed(1)}:1, ${needed}:1 is needed)`
    : `buttons would hardly stand out (${ratio.toFixed(1)}:1, ${needed}:1 is needed)`;
  return {
    roles,
    correction: {
      scheme,
      role: 'main',
      from: hex,
      to: main,
      ratio,
      needed,
      words: `In ${where} ${hex} is shown as ${main}: ${why}.`,
    },
  };
}

/**
 * Derives every accent role from an agency's one colour, in both schemes, with the contrast that text
 * (4.5:1) and controls and focus (3:1) need. Where the colour itself can't give it, its lightness is moved and
 * `corrections` says so in words for the agency. An unreadable colour gives the default accent's scale.
 *
 * @example accentScale('#ffd400').corrections[0]?.words
 */
export function accentScale(colour: string): AccentScale {
  const rgb = parseHex(colour);
  const hex = rgb
    ? `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
    : DEFAULT_ACCENT;
  const light = rolesFor(hex, 'light');
  const dark = rolesFor(hex, 'dark');
  return {
    light: light.roles,
    dark: dark.roles,
    corrections: [light.correction, dark.correction].filter((correction) => correction !== null),
  };
}
