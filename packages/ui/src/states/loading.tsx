import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { VisuallyHidden } from '../feedback/visually-hidden.tsx';
import { boneStyle } from '../show/value-styles.ts';
import { token } from '../theme/tokens.ts';

/** A quiet bar where text or a value will stand. Give it a width that is like what comes. */
export const Bone = styled('span')({
  ...boneStyle,
  '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
});

export type LoadingProps = {
  /** The layout that comes: rows, a detail page with its side, cards, or lines of text. */
  shape?: 'table' | 'detail' | 'cards' | 'lines';
  /** What is loading, for screen readers. Default "Loading". */
  label?: string;
  /** Nothing is shown before this, so that what is quick doesn't flash. Default 150 ms. */
  delay?: number;
  /** How many rows, cards or lines. */
  count?: number;
};

const Lines = styled('div')({ display: 'grid', gap: 14, paddingBlock: 4 });
const TableRow = styled('div')({
  display: 'grid',
  gridTemplateColumns: '1.1fr 1.6fr 1.2fr 0.7fr 0.7fr',
  gap: 24,
  alignItems: 'center',
  height: token.row,
  paddingInline: 12,
  borderBlockEnd: `1px solid ${token.line}`,
});
const Cards = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
});
const CardBones = styled('div')({
  display: 'grid',
  gap: 12,
  padding: 16,
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface1,
  boxShadow: token.shadow1,
});
const Detail = styled('div')({
  display: 'grid',
  gap: 32,
  gridTemplateColumns: 'minmax(0, 1fr) 280px',
  '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

// Fixed, so that a skeleton doesn't change while it stands.
const widths = ['72%', '58%', '81%', '46%', '66%', '53%', '77%', '62%'];
const width = (index: number) => widths[index % widths.length]!;
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

function Shape({ shape, count }: { shape: NonNullable<LoadingProps['shape']>; count: number | undefined }) {
  if (shape === 'table')
    return times(count ?? 10).map((row) => (
      <TableRow key={row}>
        {times(5).map((cell) => (
          <Bone key={cell} sx={{ width: width(row * 3 + cell * 2) }} />
        ))}
      </TableRow>
    ));
  if (shape === 'cards')
    return (
      <Cards>
        {times(count ?? 6).map((card) => (
          <CardBones key={card}>
            <Bone sx={{ width: width(card), height: 12 }} />
            <Bone sx={{ width: '90%' }} />
            <Bone sx={{ width: width(card + 3) }} />
          </CardBones>
        ))}
      </Cards>
    );
  const lines = (
    <Lines>
      {times(count ?? 6).map((line) => (
        <Bone key={line} sx={{ width: width(line) }} />
      ))}
    </Lines>
  );
  if (shape === 'lines') return lines;
  return (
    <Detail>
      <Lines>
        <Bone sx={{ width: '38%', height: 16 }} />
        <Bone sx={{ width: '100%', height: 64, borderRadius: token.radius }} />
        {lines}
      </Lines>
      <Lines>
        {times(7).map((line) => (
          <Bone key={line} sx={{ width: width(line + 2) }} />
        ))}
      </Lines>
    </Detail>
  );
}

/** Skeletons of the layout that comes, after 150 ms; never a spinner in the middle of a page. */
export function Loading({ shape = 'lines', label = 'Loading', delay = 150, count }: LoadingProps) {
  const [late, setLate] = useState(delay <= 0);
  useEffect(() => {
    if (delay <= 0) return;
    const timer = setTimeout(() => setLate(true), delay);
    return () => clearTimeout(timer);
  }, [delay]);
  return (
    <div role="status" aria-busy="true">
      {late && (
        <>
          <VisuallyHidden>{label}</VisuallyHidden>
          <div aria-hidden="true">
            <Shape shape={shape} count={count} />
          </div>
        </>
      )}
    </div>
  );
}
