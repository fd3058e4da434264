import { PASSWORD_LENGTH } from '@foyer/contract/password-length';
import { Checkbox, TextField } from '@foyer/ui';
import { useState } from 'react';

type PasswordFieldsProps = {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  autoFocus?: boolean;
};

/** A password that somebody chooses; they may look at what they type. */
export function PasswordFields({ value, onChange, error, autoFocus = false }: PasswordFieldsProps) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextField
        label="New password"
        type={shown ? 'text' : 'password'}
        name="new-password"
        autoComplete="new-password"
        value={value}
        onChange={onChange}
        maxLength={PASSWORD_LENGTH.max}
        help={`At least ${PASSWORD_LENGTH.min} characters. Several words are easy to remember and hard to guess.`}
        error={error}
        autoFocus={autoFocus}
      />
      <Checkbox label="Show the password" checked={shown} onChange={setShown} />
    </>
  );
}
