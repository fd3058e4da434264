import { css } from '@emotion/react';
import { tick } from '../controls/tick.ts';
import { valueStyles } from '../show/value-styles.ts';
import { interFace } from './inter.ts';
import { fontFamily, rowHeight, token, typeScale } from './tokens.ts';

const base = css({
  '@font-face': interFace,
  '*, *::before, *::after': { boxSizing: 'border-box' },
  ':root': {
    '--foyer-row': `${rowHeight.compact}px`,
    '--foyer-control': '32px',
    fontFamily,
    fontFeatureSettings: '"cv11", "ss03"',
    WebkitTextSizeAdjust: '100%',
    WebkitFontSmoothing: 'antialiased',
    MozOsxFontSmoothing: 'grayscale',
    accentColor: token.accent,
  },
  ':root[data-density="comfortable"]': {
    '--foyer-row': `${rowHeight.comfortable}px`,
    '--foyer-control': '36px',
  },
  body: {
    margin: 0,
    minHeight: '100dvh',
    backgroundColor: token.surface0,
    color: token.text1,
    fontSize: `${typeScale.body / 16}rem`,
    lineHeight: 1.5,
  },
  'h1, h2, h3, h4, p, ul, ol, dl, dd, figure': { margin: 0, padding: 0 },
  'ul, ol': { listStyle: 'none' },
  'button, input, select, textarea': { font: 'inherit', color: 'inherit', letterSpacing: 'inherit' },
  // Without weight, so that what stands around a box may size and place it.
  ':where(input[type="checkbox"]:not([role]))': tick,
  '::selection': { backgroundColor: token.accentSubtle, color: token.text1 },
  ':focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
  // A heading takes focus on a change of page to be read out; it isn't a control.
  '[tabindex="-1"]:focus': { outline: 'none' },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after': {
      animationDuration: '0.01ms !important',
      animationIterationCount: '1 !important',
      // Not a short duration: with one, each level of the page would take an inherited colour a frame after its parent.
      transition: 'none !important',
    },
  },
});

/** The base of every page; components bring the rest. */
export const globalStyles = [base, css(valueStyles)];
