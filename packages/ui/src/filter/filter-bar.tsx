import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { ChevronDown, Plus, X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { preloadPopups } from '../popups/load-popups.tsx';
import { Popover } from '../popups/popover.tsx';
import { motion, token } from '../theme/tokens.ts';

export type FilterBarProps = {
  /** Its name for screen readers: "Filter the calls". */
  label: string;
  /** Chips and a search field. */
  children: ReactNode;
  /** How many filters are on; with at least one, "Clear all" stands. */
  active?: number;
  onClear?: (() => void) | undefined;
  /** At the end: columns, a count. */
  end?: ReactNode;
};

const Bar = styled('fieldset')({
  margin: 0,
  padding: 0,
  border: 0,
  minWidth: 0,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 6,
});
const End = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  marginInlineStart: 'auto',
  '@media (max-width: 640px)': { flex: '1 1 100%' },
});

/** The line over a list: what is on, and one click to clear it. */
export function FilterBar({ label, children, active = 0, onClear, end }: FilterBarProps) {
  return (
    <Bar aria-label={label}>
      {children}
      {active > 0 && onClear && (
        <Button variant="text" size="small" onClick={onClear}>
          Clear all
        </Button>
      )}
      {end && <End>{end}</End>}
    </Bar>
  );
}

export type FilterChipProps = {
  label: string;
  /** What is on, in words; none is off. */
  value?: string | undefined;
  onClear?: (() => void) | undefined;
  /** What opens; gets a function that closes it. */
  children: (close: () => void) => ReactNode;
  disabled?: boolean;
};

const Chip = styled('span')({
  display: 'inline-flex',
  maxWidth: '100%',
  minHeight: 28,
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  lineHeight: '20px',
  color: token.text2,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
  backgroundColor: token.surface1,
  '&[data-on]': { color: token.text1 },
  '&:not([data-on])': {
    border: `1px dashed color-mix(in srgb, ${token.lineStrong} 60%, transparent)`,
    boxShadow: 'none',
    backgroundColor: 'transparent',
  },
});
const Part = styled(ButtonBase)({
  display: 'inline-flex',
  gap: 5,
  minWidth: 0,
  paddingInline: 8,
  borderRadius: token.radius,
  transition: `background-color ${motion.quick}`,
  '&:hover, &[aria-expanded="true"]': { backgroundColor: token.surface2, color: token.text1 },
  '& > b': {
    fontWeight: 500,
    color: token.text1,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& > svg': { flex: 'none', color: token.text3 },
  '&.Mui-disabled': { opacity: 0.5 },
});

/** One filter: off it offers itself, on it says what is on; its pane opens below it. */
export function FilterChip({ label, value, onClear, children, disabled = false }: FilterChipProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const id = useId();
  const on = value !== undefined && value !== '';
  const close = () => setAnchor(null);
  return (
    <Chip {...(on ? { 'data-on': '' } : {})}>
      <Part
        disabled={disabled}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onPointerEnter={() => void preloadPopups()}
        onFocus={() => void preloadPopups()}
        onClick={(event) => setAnchor(event.currentTarget.parentElement)}
      >
        {!on && <Plus size={13} aria-hidden="true" />}
        <span>{on ? `${label}:` : label}</span>
        {on && <b title={value}>{value}</b>}
        {on && !onClear && <ChevronDown size={13} aria-hidden="true" />}
      </Part>
      {on && onClear && (
        <Part aria-label={`Clear ${label}`} onClick={onClear} sx={{ paddingInline: 1.5 }}>
          <X size={13} aria-hidden="true" />
        </Part>
      )}
      <Popover anchor={anchor} onClose={close} label={label} id={id}>
        {children(close)}
      </Popover>
    </Chip>
  );
}
