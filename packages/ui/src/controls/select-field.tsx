import { styled } from '@mui/material/styles';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { VisuallyHidden } from '../feedback/visually-hidden.tsx';
import { motion, token } from '../theme/tokens.ts';

export type SelectFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; disabled?: boolean }[];
  /** The label is only read out. */
  hideLabel?: boolean;
  disabled?: boolean;
  name?: string;
  help?: string;
  /** No border, as wide as its words: for a tool line. */
  quiet?: boolean;
};

const Field = styled('div')({ display: 'grid', gap: 6, minWidth: 0, justifyItems: 'stretch' });
const Label = styled('label')({ fontSize: '0.8125rem', lineHeight: 1.4, fontWeight: 500 });
const Box = styled('div')({
  position: 'relative',
  '& > svg': {
    position: 'absolute',
    insetInlineEnd: 8,
    top: 'calc(50% - 7px)',
    pointerEvents: 'none',
    color: token.text3,
  },
});
const Native = styled('select')({
  appearance: 'none',
  width: '100%',
  minHeight: token.control,
  paddingInline: '10px 28px',
  border: 0,
  borderRadius: token.radius,
  backgroundColor: token.surface1,
  boxShadow: `inset 0 0 0 1px ${token.lineStrong}`,
  transition: `box-shadow ${motion.quick}`,
  cursor: 'pointer',
  fontSize: '0.8125rem',
  textOverflow: 'ellipsis',
  '&:focus-visible': {
    outline: 'none',
    boxShadow: `inset 0 0 0 1px ${token.focus}, 0 0 0 1px ${token.focus}`,
  },
  '&[data-quiet]': { minHeight: 26, paddingInline: '4px 24px', boxShadow: 'none', color: token.text2 },
  '&:disabled': { backgroundColor: token.surface2, color: token.text3, cursor: 'default' },
});
const Help = styled('div')({ fontSize: '0.75rem', color: token.text3 });

/** A choice of one from a few: the system's own list, which a thumb and a screen reader know. */
export function SelectField({
  label,
  value,
  onChange,
  options,
  hideLabel = false,
  disabled,
  name,
  help,
  quiet = false,
}: SelectFieldProps) {
  const id = useId();
  return (
    <Field>
      {hideLabel ? (
        <VisuallyHidden as="label" {...{ htmlFor: id }}>
          {label}
        </VisuallyHidden>
      ) : (
        <Label htmlFor={id}>{label}</Label>
      )}
      <Box>
        <Native
          data-quiet={quiet || undefined}
          id={id}
          name={name}
          value={value}
          disabled={disabled}
          aria-describedby={help ? `${id}-help` : undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </Native>
        <ChevronDown size={14} aria-hidden="true" />
      </Box>
      {help && <Help id={`${id}-help`}>{help}</Help>}
    </Field>
  );
}
