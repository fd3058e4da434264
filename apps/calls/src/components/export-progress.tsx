import { useRef } from 'react';
import type { CallExport } from '@foyer/contract/exports';
import { motion, styled, token, useLocale } from '@foyer/ui';
import { progressWords, remainingWords } from './export-words.ts';

const Whole = styled('div')({ display: 'grid', gap: 10, paddingBlock: 8 });
const Track = styled('div')({
  height: 8,
  overflow: 'hidden',
  borderRadius: 4,
  backgroundColor: token.surface3,
  '& > div': {
    height: '100%',
    borderRadius: 4,
    backgroundColor: token.accent,
    transformOrigin: 'left',
    transition: `inline-size ${motion.place}`,
  },
});
const Words = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: '2px 16px',
  fontSize: '0.8125rem',
  lineHeight: '20px',
  fontVariantNumeric: 'tabular-nums',
  '& > :first-of-type': { color: token.text1, fontWeight: 500 },
  '& > :last-of-type': { color: token.text3 },
});

/** How far an export has come, and how long it will take. `at`: when that was so, in milliseconds. */
export function ExportProgress({ one, at }: Readonly<{ one: CallExport; at: number }>) {
  const { locale } = useLocale();
  const first = useRef({ id: one.id, rows: one.rows, at });
  if (first.current.id !== one.id) first.current = { id: one.id, rows: one.rows, at };
  const { rows, at: since } = first.current;
  const rate = at > since && one.rows > rows ? (one.rows - rows) / (at - since) : null;
  const seconds = rate === null ? null : Math.max(0, one.total - one.rows) / rate / 1000;
  const share = one.total === 0 ? 1 : Math.min(1, one.rows / one.total);
  const [done, left] = [progressWords(one, locale), remainingWords(seconds, locale)];
  return (
    <Whole>
      <Track
        role="progressbar"
        aria-label="Export"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share * 100)}
        aria-valuetext={`${done}, ${left}`}
      >
        <div style={{ inlineSize: `${share * 100}%` }} />
      </Track>
      <Words aria-hidden="true">
        <span>{done}</span>
        <span>{left}</span>
      </Words>
    </Whole>
  );
}
