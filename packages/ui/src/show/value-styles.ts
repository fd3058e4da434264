import type { CSSObject } from '@emotion/react';
import { token } from '../theme/tokens.ts';
import { toneColour, toneSubtle } from './tones.ts';

/** Read out, not shown. */
export const hiddenStyle = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;

export const boneStyle = {
  '@keyframes foyer-breathe': { '0%, 100%': { opacity: 1 }, '50%': { opacity: 0.5 } },
  display: 'block',
  height: 10,
  borderRadius: 4,
  backgroundColor: token.surface3,
  animation: 'foyer-breathe 1.8s ease-in-out infinite',
} as const;

/**
 * Styles of what stands in every row of every list. They are plain classes of the base style sheet: a styled
 * component costs a tenth of a millisecond each, and a scrolling list makes hundreds a second.
 */
const tones: CSSObject = {};
for (const tone of Object.keys(toneColour) as (keyof typeof toneColour)[]) {
  tones[`.fy-badge[data-tone="${tone}"] > svg`] = { color: toneColour[tone] };
  tones[`.fy-badge[data-pill][data-tone="${tone}"]`] = {
    color: toneColour[tone],
    backgroundColor: toneSubtle[tone],
  };
}

export const valueStyles: CSSObject = {
  '.fy-figures': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '.fy-quiet': { color: token.text3 },
  '.fy-badge': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    maxWidth: '100%',
    whiteSpace: 'nowrap',
    lineHeight: '20px',
    verticalAlign: 'bottom',
  },
  '.fy-badge > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '.fy-badge > svg': { flex: 'none' },
  '.fy-badge[data-pill]': { padding: '0 7px', borderRadius: 999, fontSize: '0.75rem', fontWeight: 500 },
  ...tones,
  '.fy-pulse': { animation: 'foyer-live 1.6s ease-out infinite' },
  '@keyframes foyer-live': { '0%': { opacity: 0.5, r: '3px' }, '100%': { opacity: 0, r: '6px' } },
  '.fy-hidden': hiddenStyle,
  '.fy-bone': boneStyle,
  '@media (prefers-reduced-motion: reduce)': {
    '.fy-pulse': { animation: 'none', opacity: 0.25 },
    '.fy-bone': { animation: 'none' },
  },
};
