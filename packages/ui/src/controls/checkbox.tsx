import { styled } from '@mui/material/styles';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { VisuallyHidden } from '../feedback/visually-hidden.tsx';
import { motion, token } from '../theme/tokens.ts';
import { box } from './tick.ts';

export type CheckboxProps = {
  label: ReactNode;
  /** The label is only read out. */
  hideLabel?: boolean;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Some of what it stands for is on. */
  indeterminate?: boolean;
  disabled?: boolean;
  /** A quiet sentence below the label. */
  help?: ReactNode;
  name?: string;
};

const Whole = styled('label')({
  display: 'inline-grid',
  gridTemplateColumns: 'auto minmax(0, 1fr)',
  gap: '0 10px',
  alignItems: 'start',
  fontSize: '0.8125rem',
  lineHeight: '20px',
  cursor: 'pointer',
  '&:has(:disabled)': { cursor: 'default', color: token.text3 },
});
const Help = styled('span')({ gridColumn: 2, fontSize: '0.75rem', lineHeight: 1.4, color: token.text3 });

const Tick = styled('input')({ marginBlockStart: 2 });

/** Something that is on or off when a form is sent, or one of several that are chosen. */
export function Checkbox(props: CheckboxProps) {
  const { label, hideLabel = false, checked, onChange, indeterminate = false, disabled, help, name } = props;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate;
  }, [indeterminate, checked]);
  return (
    <Whole>
      <Tick
        ref={input}
        type="checkbox"
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={help ? id : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : <span>{label}</span>}
      {help && <Help id={id}>{help}</Help>}
    </Whole>
  );
}

export type SwitchProps = Omit<CheckboxProps, 'indeterminate'>;

const Slide = styled('input')({
  ...box,
  width: 30,
  height: 18,
  marginBlockStart: 1,
  borderRadius: 9,
  backgroundColor: token.lineStrong,
  boxShadow: 'none',
  '&::after': {
    content: '""',
    position: 'absolute',
    insetBlockStart: 2,
    insetInlineStart: 2,
    width: 14,
    height: 14,
    borderRadius: '50%',
    backgroundColor: '#ffffff',
    boxShadow: '0 1px 2px rgb(0 0 0 / 0.25)',
    transition: `inset-inline-start ${motion.quick}`,
  },
  '&:checked::after': { insetInlineStart: 14, backgroundColor: token.onAccent },
});

/** Something that is turned on or off at once. */
export function Switch({ label, hideLabel = false, checked, onChange, disabled, help, name }: SwitchProps) {
  const id = useId();
  return (
    <Whole>
      <Slide
        type="checkbox"
        role="switch"
        aria-checked={checked}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={help ? id : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : <span>{label}</span>}
      {help && <Help id={id}>{help}</Help>}
    </Whole>
  );
}
