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
  /** The layout that comes: rows, a detail page with its side, cards, panels one below the other, or lines of text. */
  shape?: 'table' | 'detail' | 'cards' | 'panels' | 'lines';
  /** What is loading, for screen readers. Default "Loading". */
  label?: string;
  /**
   * Nothing is shown before this, so that what is quick doesn't flash; its place is kept from the start. Default 150 ms, and none where another
   * skeleton has just gone: the shell's is followed by its page's.
   */
  delay?: number;
  /** How many rows, cards, panels or lines. */
  count?: number;
  /** How many lines a panel has below its heading. Default 3. */
  lines?: number;
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
const PanelBones = styled('div')({
  display: 'grid',
  gap: 16,
  '& > div': { borderRadius: token.radiusLarge, boxShadow: `inset 0 0 0 1px ${token.line}` },
  '& > div > div': { display: 'grid', alignItems: 'center', height: 44, paddingInline: 16 },
  '& > div > div + div': { borderBlockStart: `1px solid ${token.line}` },
});
// By the style sheet, so that it comes in time however busy the page is.
const Late = styled('div')({
  '@keyframes foyer-late': { from: { opacity: 0 }, to: { opacity: 1 } },
  animation: 'foyer-late 1ms both',
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

type ShapeProps = Required<Pick<LoadingProps, 'shape' | 'lines'>> & { count: number | undefined };

function Shape({ shape, count, lines: perPanel }: ShapeProps) {
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
  if (shape === 'panels')
    return (
      <PanelBones>
        {times(count ?? 3).map((panel) => (
          <div key={panel}>
            {times(perPanel + 1).map((line) => (
              <div key={line}>
                <Bone
                  sx={{ width: line === 0 ? '24%' : width(panel * 3 + line), height: line === 0 ? 12 : 10 }}
                />
              </div>
            ))}
          </div>
        ))}
      </PanelBones>
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

/** When the last skeleton that was seen went, by the page's clock; and for how long another one counts as the same. */
let lastGone = Number.NEGATIVE_INFINITY;
const SAME_MS = 300;

/** Skeletons of the layout that comes, after 150 ms; never a spinner in the middle of a page. */
export function Loading(props: LoadingProps) {
  const { shape = 'lines', label = 'Loading', delay = 150, count, lines = 3 } = props;
  const [wait] = useState(() => (performance.now() - lastGone < SAME_MS ? 0 : Math.max(0, delay)));
  const [late, setLate] = useState(wait === 0);
  useEffect(() => {
    const from = performance.now();
    const timer = setTimeout(() => setLate(true), wait);
    return () => {
      clearTimeout(timer);
      if (performance.now() - from >= wait) lastGone = performance.now();
    };
  }, [wait]);
  return (
    <div role="status" aria-busy="true">
      {late && <VisuallyHidden>{label}</VisuallyHidden>}
      <Late aria-hidden="true" style={{ animationDelay: `${wait}ms` }}>
        <Shape shape={shape} count={count} lines={lines} />
      </Late>
    </div>
  );
}
