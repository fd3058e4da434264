import { styled, token } from '@foyer/ui';

/**
 * A short list, all of whose rows are there: a table that a phone shows as blocks, each cell below its header's word (`data-label`).
 * Long lists are `DataTable`s.
 */
export const PlainTable = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  lineHeight: '20px',
  '& th, & td': {
    padding: '10px 16px',
    textAlign: 'start',
    verticalAlign: 'top',
    borderBlockStart: `1px solid ${token.line}`,
    overflowWrap: 'anywhere',
  },
  '& thead th': {
    paddingBlock: 6,
    borderBlockStart: 0,
    fontSize: '0.75rem',
    fontWeight: 500,
    color: token.text3,
    whiteSpace: 'nowrap',
  },
  '& tbody th': { fontWeight: 500 },
  '& tbody tr:hover': { backgroundColor: token.surface2 },
  '& td': { color: token.text2, fontVariantNumeric: 'tabular-nums' },
  '& td:last-child:has(> button, > div > button)': {
    textAlign: 'end',
    paddingBlock: 6,
    whiteSpace: 'nowrap',
  },
  '@media (max-width: 720px)': {
    '& thead': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
    '&, & tbody': { display: 'block' },
    '& tr': {
      display: 'grid',
      gap: '2px 12px',
      gridTemplateColumns: '96px minmax(0, 1fr)',
      padding: '10px 16px',
      borderBlockStart: `1px solid ${token.line}`,
    },
    '& th, & td': { display: 'contents' },
    '& tbody th > *': { gridColumn: '1 / -1' },
    '& td::before': { content: 'attr(data-label)', color: token.text3, fontSize: '0.75rem' },
    '& td > *': { gridColumn: 2, justifySelf: 'start' },
  },
});

/** The buttons of a row that have no border, beside one another. */
export const QuietActs = styled('div')({
  display: 'inline-flex',
  flexWrap: 'wrap',
  gap: 4,
  // Their words stand where the other cells' do.
  '@media (max-width: 720px)': { marginInlineStart: -8 },
});

/** The second, quiet line of a cell. */
export const Second = styled('div')({ color: token.text3, fontSize: '0.75rem', fontWeight: 400 });
