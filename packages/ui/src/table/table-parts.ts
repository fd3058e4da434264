import { styled } from '@mui/material/styles';
import { token } from '../theme/tokens.ts';

export const HEADER_HEIGHT = 34;
export const NARROW_ROW_HEIGHT = 60;
export const SECOND_LINE_HEIGHT = 24;

export const Whole = styled('div')({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  // Out to the page's edges, where it says how far they are.
  marginInline: 'calc(-1 * var(--foyer-gutter, 0px))',
});

/** Room beside the first and the last column; with a cell's own 8 px it is the page's. */
const EDGE = 'max(8px, calc(var(--foyer-gutter, 16px) - 8px))';

/** The least width of a row whose columns need so much. */
export const rowMinWidth = (columns: number): string => `calc(${columns}px + 2 * ${EDGE})`;

const cells = {
  display: 'grid',
  alignItems: 'center',
  paddingInline: EDGE,
} as const;

/**
 * Rows and cells are plain elements with these classes: with a styled component each, drawing a screenful of them
 * took longer than a frame.
 */
const rows = {
  '& .fy-row': {
    ...cells,
    position: 'absolute',
    insetInline: 0,
    insetBlockStart: 0,
    boxShadow: `inset 0 -1px 0 ${token.line}`,
    color: token.text2,
    contain: 'layout style',
  },
  '& .fy-row[data-opens]': { cursor: 'pointer' },
  '& .fy-row:hover': { backgroundColor: token.surface2 },
  '& .fy-row[aria-selected="true"]': {
    backgroundColor: token.accentSubtle,
    boxShadow: `inset 0 -1px 0 ${token.line}, inset 2px 0 0 ${token.accent}`,
  },
  '[dir="rtl"] & .fy-row[aria-selected="true"]': {
    boxShadow: `inset 0 -1px 0 ${token.line}, inset -2px 0 0 ${token.accent}`,
  },
  '& .fy-row[data-picked]': { backgroundColor: token.accentSubtle },
  // In the margin beside the cells, which don't move for it.
  '& .fy-pick': {
    position: 'absolute',
    insetBlockStart: (HEADER_HEIGHT - 14) / 2,
    insetInlineStart: 'calc((var(--foyer-gutter, 16px) - 14px) / 2)',
    zIndex: 1,
    width: 14,
    height: 14,
    opacity: 0,
    cursor: 'pointer',
  },
  '& .fy-row > .fy-cell > .fy-pick': { insetBlockStart: 'calc(var(--fy-line) / 2 - 7px)' },
  '& [role="row"]:is(:hover, :focus) .fy-pick, & .fy-pick:focus-visible': { opacity: 1 },
  // A thumb would hit what it doesn't see.
  '@media (hover: none)': { '& .fy-pick': { pointerEvents: 'none' } },
  '&[data-picking] .fy-pick': { opacity: 1, pointerEvents: 'auto' },
  '&[data-picking] .fy-cell[data-narrow]': { paddingInlineStart: 28 },
  '& .fy-cell[data-narrow] > .fy-pick': { insetInlineStart: 14 },
  // There it would lie over the words.
  '&:not([data-picking]) .fy-cell[data-narrow] > .fy-pick': { display: 'none' },
  '& .fy-second': {
    gridColumn: '1 / -1',
    alignSelf: 'start',
    minWidth: 0,
    height: SECOND_LINE_HEIGHT,
    paddingInline: 8,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: '0.75rem',
    color: token.text3,
  },
  // It runs as its words do, so that their end is cut off; it begins where the row does.
  '[dir="rtl"] & .fy-second': { textAlign: 'right' },
  '& .fy-cell > .fy-second': { paddingInline: 0 },
  '& .fy-row:focus-visible': { outlineOffset: -2, zIndex: 1 },
  '& .fy-cell': {
    minWidth: 0,
    paddingInline: 8,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .fy-cell[data-numeric]': { textAlign: 'end' },
  '& .fy-cell[data-numeric] > .fy-bone': { marginInlineStart: 'auto' },
  '& .fy-cell[data-main]': { color: token.text1, fontWeight: 500 },
  '& .fy-cell > a': { color: 'inherit', textDecoration: 'none' },
  '& .fy-cell[data-narrow]': { whiteSpace: 'normal' },
  '& .fy-cell[data-narrow] > .fy-bone': { marginBlock: 7 },
} as const;

export const Scroller = styled('div')({
  position: 'relative',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  overscrollBehaviorY: 'contain',
  fontSize: '0.8125rem',
  lineHeight: '20px',
  fontVariantNumeric: 'tabular-nums',
  // The browser's own correction would fight with rows that come and go.
  overflowAnchor: 'none',
  ...rows,
});

export const HeaderRow = styled('div')({
  ...cells,
  position: 'sticky',
  insetBlockStart: 0,
  zIndex: 2,
  height: HEADER_HEIGHT,
  backgroundColor: token.surface1,
  boxShadow: `inset 0 -1px 0 ${token.line}`,
  color: token.text3,
  fontSize: '0.75rem',
  fontWeight: 500,
});

export const HeaderCell = styled('div')({
  minWidth: 0,
  paddingInline: 8,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  '&[data-numeric]': { textAlign: 'end' },
});

export const SortButton = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 3,
  maxWidth: '100%',
  height: 24,
  marginInline: -5,
  paddingInline: 5,
  border: 0,
  borderRadius: 4,
  background: 'none',
  color: 'inherit',
  fontWeight: 'inherit',
  cursor: 'pointer',
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& > svg': { flex: 'none', opacity: 0 },
  '&:hover': { color: token.text1, backgroundColor: token.surface2 },
  '&:hover > svg, &:focus-visible > svg': { opacity: 0.5 },
  '[aria-sort]:not([aria-sort="none"]) > &': { color: token.text1 },
  '[aria-sort]:not([aria-sort="none"]) > & > svg': { opacity: 1 },
  // The arrow stands before figures, so that the heading ends where they end.
  '[data-numeric] > &': { flexDirection: 'row-reverse' },
  '&:focus-visible': { outlineOffset: -2 },
});

export const Body = styled('div')({
  position: 'relative',
  '@keyframes foyer-late': { from: { opacity: 0 } },
  // Skeletons of what is quick don't flash.
  '&[data-loading]': { animation: 'foyer-late 1ms 150ms backwards' },
});

/** Moves with the scroll bar; the rows in it stay where they are. */
export const Layer = styled('div')({ position: 'absolute', insetInline: 0, insetBlockStart: 0 });

export const InsteadOfRows = styled('div')({
  display: 'grid',
  alignContent: 'center',
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
});

export const NarrowTools = styled('div')({
  display: 'flex',
  paddingInline: 'calc(var(--foyer-gutter, 16px) - 4px)',
  paddingBlockEnd: 4,
  borderBlockEnd: `1px solid ${token.line}`,
});

export const EndNote = styled('div')({
  position: 'absolute',
  insetInlineStart: 0,
  display: 'flex',
  paddingInline: 16,
  color: token.text2,
  '& > div': { display: 'flex', alignItems: 'center', gap: 12 },
  '& button': {
    border: 0,
    background: 'none',
    padding: '2px 4px',
    borderRadius: 4,
    color: token.accentText,
    fontWeight: 500,
    cursor: 'pointer',
  },
});
