import { useEffect, type RefObject } from 'react';
import { ArrowDown, ArrowUp, IconButton, Search, styled, token, X } from '@foyer/ui';
import { countOfPlaces } from './words.ts';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  flex: '1 1 280px',
  minWidth: 0,
  maxWidth: 340,
  minHeight: 32,
  paddingInline: '10px 2px',
  borderRadius: token.radius,
  boxShadow: `inset 0 0 0 1px ${token.lineStrong}`,
  '&:focus-within': { boxShadow: `inset 0 0 0 2px ${token.focus}` },
  '& > svg': { flex: 'none', color: token.text3 },
  // A line of its own.
  '@container (max-width: 460px)': { maxWidth: 'none' },
});
const Field = styled('input')({
  flex: 1,
  minWidth: 60,
  border: 0,
  outline: 'none',
  background: 'none',
  paddingInline: 6,
  fontSize: '0.8125rem',
  color: 'inherit',
});
const Count = styled('span')({
  fontSize: '0.75rem',
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
  color: token.text3,
});

type TranscriptSearchProps = Readonly<{
  field: RefObject<HTMLInputElement | null>;
  wanted: string;
  /** Places found, and which of them is looked at, from 0; null: none yet. */
  hits: number;
  at: number | null;
  onChange: (wanted: string) => void;
  onMove: (direction: 1 | -1) => void;
  onClose: () => void;
}>;

/** Looks through what is shown of a conversation: Enter goes to the next place, with Shift to the one before, Escape closes. */
export function TranscriptSearch(props: TranscriptSearchProps) {
  const { field, wanted, hits, at, onChange, onMove, onClose } = props;
  const asked = at !== null;
  useEffect(() => {
    // Not where it came along with the list: there one reads from the top.
    if (asked) field.current?.focus();
    // Only as it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const said =
    wanted.trim() === ''
      ? ''
      : hits === 0
        ? 'Nothing found'
        : at === null
          ? countOfPlaces(hits)
          : `${at + 1} of ${hits}`;
  return (
    <Row role="search">
      <Search size={14} aria-hidden="true" />
      <Field
        ref={field}
        aria-label="Find in the transcript"
        placeholder="Find in the transcript"
        value={wanted}
        maxLength={100}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            onMove(event.shiftKey ? -1 : 1);
          }
          if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            onClose();
          }
        }}
      />
      <Count role="status">{said}</Count>
      <IconButton size="small" aria-label="Previous place" disabled={hits === 0} onClick={() => onMove(-1)}>
        <ArrowUp size={14} />
      </IconButton>
      <IconButton size="small" aria-label="Next place" disabled={hits === 0} onClick={() => onMove(1)}>
        <ArrowDown size={14} />
      </IconButton>
      <IconButton size="small" aria-label="Close the search" onClick={onClose}>
        <X size={14} />
      </IconButton>
    </Row>
  );
}
