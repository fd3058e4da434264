import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';

const Grid = styled('div')({ display: 'grid', gap: 16, alignItems: 'start' });

export type ColumnsProps = {
  children: ReactNode;
  /** How wide each is, as CSS writes it: shares such as `2fr`, or a length. Default two of the same width. */
  widths?: readonly string[];
  /** Pixels of the window below which they stand one below the other. Default 900. */
  oneBelow?: number;
};

/**
 * Columns of a page beside each other, on a small screen one below the other.
 *
 * @example <Columns widths={['1fr', '320px']}><Panels>…</Panels><Panels>…</Panels></Columns>
 */
export function Columns({ children, widths = ['1fr', '1fr'], oneBelow = 900 }: ColumnsProps) {
  // A share may be narrower than its longest word: that word breaks, and nothing scrolls sideways.
  const tracks = widths.map((width) => (width.endsWith('fr') ? `minmax(0, ${width})` : width));
  return (
    <Grid
      sx={{
        gridTemplateColumns: tracks.join(' '),
        [`@media (max-width: ${oneBelow - 0.02}px)`]: { gridTemplateColumns: 'minmax(0, 1fr)' },
      }}
    >
      {children}
    </Grid>
  );
}

/** Panels one below the other, as far apart as columns are. */
export const Panels = styled('div')({ display: 'grid', gap: 16, minWidth: 0 });
