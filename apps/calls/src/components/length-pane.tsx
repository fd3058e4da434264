import { useId, useState } from 'react';
import { Button, styled, token } from '@foyer/ui';
import { describeLength, LENGTH_PRESETS, readLength, type Length } from './call-length.ts';

const Pane = styled('div')({ display: 'grid', padding: 4, width: 248, maxWidth: '100%' });
const Preset = styled('button')({
  minHeight: 30,
  padding: '3px 8px',
  border: 0,
  borderRadius: token.radius,
  background: 'none',
  textAlign: 'start',
  fontSize: '0.8125rem',
  cursor: 'pointer',
  '&:hover': { backgroundColor: token.surface2 },
  '&[aria-pressed="true"]': { backgroundColor: token.accentSubtle, color: token.accentText, fontWeight: 500 },
});
const Own = styled('form')({
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: 8,
  marginBlockStart: 4,
  padding: '10px 8px 6px',
  borderBlockStart: `1px solid ${token.line}`,
  '& label': { display: 'grid', gap: 4, fontSize: '0.75rem', color: token.text2 },
  '& input': {
    width: '100%',
    minWidth: 0,
    height: 32,
    paddingInline: 8,
    border: 0,
    borderRadius: token.radius,
    boxShadow: `inset 0 0 0 1px ${token.lineStrong}`,
    background: 'none',
    fontSize: '0.8125rem',
    fontVariantNumeric: 'tabular-nums',
  },
  '& input[aria-invalid]': { boxShadow: `inset 0 0 0 1px ${token.negative}` },
  '& p': { gridColumn: '1 / -1', fontSize: '0.75rem', lineHeight: 1.4, color: token.text3 },
  '& > button': { gridColumn: '1 / -1' },
});

type LengthPaneProps = Readonly<{ value: Length; onChange: (length: Length) => void }>;

const typedOf = (seconds: number | undefined) =>
  seconds === undefined ? '' : describeLength({ min: seconds, max: seconds });

/** The usual lengths, and one's own from and to. */
export function LengthPane({ value, onChange }: LengthPaneProps) {
  const [shortest, setShortest] = useState(typedOf(value.min));
  const [longest, setLongest] = useState(typedOf(value.max));
  const id = useId();
  const [min, max] = [readLength(shortest), readLength(longest)];
  const unread = min === null || max === null;
  const backwards = !unread && min !== undefined && max !== undefined && min > max;
  const wrong = unread
    ? 'Write a length like 90 s, 1:30 or 5 min, up to a day.'
    : backwards
      ? 'The shortest is longer than the longest.'
      : null;
  return (
    <Pane>
      {LENGTH_PRESETS.map(({ label, length }) => (
        <Preset
          key={label}
          type="button"
          aria-pressed={length.min === value.min && length.max === value.max}
          onClick={() => {
            onChange(length);
            setShortest(typedOf(length.min));
            setLongest(typedOf(length.max));
          }}
        >
          {label}
        </Preset>
      ))}
      <Own
        onSubmit={(event) => {
          event.preventDefault();
          if (!unread && !backwards) onChange({ min, max });
        }}
      >
        <label>
          Shortest
          <input
            value={shortest}
            placeholder="30 s"
            aria-invalid={min === null || backwards || undefined}
            aria-describedby={id}
            onChange={(event) => setShortest(event.target.value)}
          />
        </label>
        <label>
          Longest
          <input
            value={longest}
            placeholder="5 min"
            aria-invalid={max === null || backwards || undefined}
            aria-describedby={id}
            onChange={(event) => setLongest(event.target.value)}
          />
        </label>
        <p id={id} aria-live="polite">
          {wrong ?? 'Both ends count. 90 s, 1:30 and 1.5 min are the same.'}
        </p>
        <Button
          type="submit"
          size="small"
          disabled={wrong !== null || (min === undefined && max === undefined)}
        >
          Show these lengths
        </Button>
      </Own>
    </Pane>
  );
}
