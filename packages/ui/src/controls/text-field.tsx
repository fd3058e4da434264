import InputBase from '@mui/material/InputBase';
import { styled, type SxProps, type Theme } from '@mui/material/styles';
import {
  useId,
  type HTMLInputTypeAttribute,
  type KeyboardEventHandler,
  type ReactNode,
  type Ref,
} from 'react';
import { token } from '../theme/tokens.ts';

export type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** A sentence below it. */
  help?: ReactNode;
  /** Why it can't be taken; replaces `help`, is read out, and marks the field. */
  error?: ReactNode;
  type?: HTMLInputTypeAttribute;
  name?: string;
  autoComplete?: string;
  autoFocus?: boolean;
  required?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  placeholder?: string;
  multiline?: boolean;
  minRows?: number;
  maxLength?: number;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search';
  start?: ReactNode;
  end?: ReactNode;
  inputRef?: Ref<HTMLInputElement | HTMLTextAreaElement>;
  onBlur?: () => void;
  onKeyDown?: KeyboardEventHandler;
  sx?: SxProps<Theme>;
};

const Field = styled('div')({ display: 'grid', gap: 6, minWidth: 0 });
const Label = styled('label')({
  fontSize: '0.8125rem',
  lineHeight: 1.4,
  fontWeight: 500,
  color: token.text1,
});
const Below = styled('div')({ fontSize: '0.75rem', lineHeight: 1.4, color: token.text3 });
const Wrong = styled(Below)({ color: token.negative });

const LEFT_TO_RIGHT: ReadonlySet<string | undefined> = new Set(['email', 'tel', 'url']);

/** A labelled text input; the label stands above and stays. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    onChange,
    help,
    error,
    required = false,
    disabled = false,
    readOnly = false,
    sx,
  } = props;
  const id = useId();
  const below = error ?? help;
  return (
    <Field {...(sx ? { sx } : {})}>
      <Label htmlFor={id}>{label}</Label>
      <InputBase
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={Boolean(error)}
        required={required}
        disabled={disabled}
        readOnly={readOnly}
        type={props.type ?? 'text'}
        name={props.name}
        autoComplete={props.autoComplete}
        // Only where the page asks for it: the first field of a sign-in, a dialog.
        autoFocus={props.autoFocus ?? false}
        placeholder={props.placeholder}
        multiline={props.multiline ?? false}
        minRows={props.minRows}
        startAdornment={props.start}
        endAdornment={props.end}
        inputRef={props.inputRef}
        onBlur={props.onBlur}
        onKeyDown={props.onKeyDown}
        slotProps={{
          input: {
            // Addresses and numbers read from left to right in every language.
            dir: LEFT_TO_RIGHT.has(props.type) ? 'ltr' : undefined,
            maxLength: props.maxLength,
            inputMode: props.inputMode,
            'aria-describedby': below ? `${id}-below` : undefined,
            'aria-invalid': error ? true : undefined,
          },
        }}
      />
      {error ? (
        <Wrong id={`${id}-below`} role="alert">
          {error}
        </Wrong>
      ) : (
        help && <Below id={`${id}-below`}>{help}</Below>
      )}
    </Field>
  );
}
