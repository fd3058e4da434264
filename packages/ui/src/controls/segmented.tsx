import { styled } from '@mui/material/styles';
import { useId, type ReactNode } from 'react';
import { motion, token } from '../theme/tokens.ts';

export type SegmentedProps<Value extends string> = {
  /** What is chosen here, for screen readers. */
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  /** Only the icons are shown; the labels are read out. */
  iconsOnly?: boolean;
};

const Track = styled('div')({
  display: 'inline-flex',
  padding: 2,
  borderRadius: token.radius,
  backgroundColor: token.surface2,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
});
const Segment = styled('label')({
  position: 'relative',
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  minHeight: 24,
  paddingInline: 9,
  borderRadius: 4,
  fontSize: '0.75rem',
  fontWeight: 500,
  color: token.text2,
  cursor: 'pointer',
  transition: `background-color ${motion.quick}, color ${motion.quick}`,
  '& > input': { position: 'absolute', inset: 0, opacity: 0, margin: 0, cursor: 'pointer' },
  '&:hover': { color: token.text1 },
  '&:has(input:checked)': { backgroundColor: token.surface1, color: token.text1, boxShadow: token.shadow1 },
  '&:has(input:focus-visible)': { outline: `2px solid ${token.focus}`, outlineOffset: 1 },
});

/** A choice among two to four that are all in sight; arrow keys change it. */
export function Segmented<Value extends string>({
  label,
  value,
  onChange,
  options,
  iconsOnly = false,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <Track role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <Segment key={option.value} title={iconsOnly ? option.label : undefined}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-label={option.label}
          />
          {option.icon}
          {!iconsOnly && option.label}
        </Segment>
      ))}
    </Track>
  );
}
