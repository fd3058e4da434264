import { Button, Notice, Stack, TextField } from '@foyer/ui';
import { useState, type ReactNode } from 'react';
import { failureWords, fieldWords } from '../session/failure-words.ts';

type CodeFormProps = {
  onSend: (code: string) => void;
  error: Error | null;
  sending: boolean;
  action: string;
  help?: string;
  /** Whether a recovery code would do as well. */
  recovery?: boolean;
  autoFocus?: boolean;
  /** Between the code and the button. */
  children?: ReactNode;
};

/** One code of an authenticator, or a recovery code in its place. What was typed stays when it isn't taken. */
export function CodeForm(props: CodeFormProps) {
  const { onSend, error, sending, action, help, recovery = false, autoFocus = false, children } = props;
  const [code, setCode] = useState('');
  const [withRecovery, setWithRecovery] = useState(false);
  const words = failureWords(error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) onSend(code);
      }}
    >
      <Stack spacing={4}>
        {words && <Notice tone="negative">{words}</Notice>}
        <TextField
          key={String(withRecovery)}
          label={withRecovery ? 'Recovery code' : 'Code'}
          name="code"
          autoComplete={withRecovery ? 'off' : 'one-time-code'}
          inputMode={withRecovery ? 'text' : 'numeric'}
          value={code}
          onChange={setCode}
          maxLength={40}
          help={withRecovery ? 'One of those that you kept when you set this up.' : help}
          error={codeWords(fieldWords(error, 'code'), code)}
          autoFocus={autoFocus || withRecovery}
        />
        {children}
        <Button type="submit" variant="contained" loading={sending} loadingPosition="start">
          {action}
        </Button>
        {recovery && (
          <Button
            onClick={() => {
              setWithRecovery(!withRecovery);
              setCode('');
            }}
          >
            {withRecovery ? 'Use the authenticator' : 'Use a recovery code'}
          </Button>
        )}
      </Stack>
    </form>
  );
}

/** The server's schema speaks of characters to whoever typed too few. */
const codeWords = (words: string | undefined, code: string): string | undefined =>
  words && code.trim().length < 6 ? 'Enter the six digits that your authenticator shows.' : words;
