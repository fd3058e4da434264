import { useMutation } from '@foyer/federation/query';
import { Button, Notice, Stack, styled, TextField, token } from '@foyer/ui';
import { useState } from 'react';
import { credentials } from '../session/credentials.ts';
import { failureWords } from '../session/failure-words.ts';
import { CodeForm } from './code-form.tsx';
import { QrCode } from './qr-code.tsx';

const Secret = styled('code')({
  display: 'block',
  padding: '8px 12px',
  borderRadius: token.radius,
  backgroundColor: token.surface2,
  fontSize: '0.8125rem',
  letterSpacing: '0.04em',
  overflowWrap: 'anywhere',
  userSelect: 'all',
});

type EnrolmentProps = {
  /** Somebody who signed in a while ago shows that they still are who they were. */
  needsPassword: boolean;
  onEnrolled: (recoveryCodes: string[]) => void;
};

/** From no second factor to one: a secret for the authenticator, and its first code as the proof that it works. */
export function Enrolment({ needsPassword, onEnrolled }: EnrolmentProps) {
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: () => credentials.beginEnrolment({ body: needsPassword ? { password } : {} }),
  });
  const confirm = useMutation({
    mutationFn: (code: string) => credentials.confirmEnrolment({ body: { code } }),
    onSuccess: ({ recoveryCodes }) => onEnrolled(recoveryCodes),
  });
  if (!begin.data)
    return (
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!begin.isPending) begin.mutate();
        }}
      >
        <Stack spacing={4}>
          {begin.isError && (
            <Notice tone="negative">
              {failureWords(begin.error)?.replace(/^The e-mail address or the /, 'The ') ??
                'Enter your password.'}
            </Notice>
          )}
          {needsPassword && (
            <TextField
              label="Your password"
              type="password"
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              maxLength={256}
            />
          )}
          <Button type="submit" variant="contained" loading={begin.isPending} loadingPosition="start">
            Set up an authenticator
          </Button>
        </Stack>
      </form>
    );
  const { secret, uri } = begin.data;
  return (
    <Stack spacing={4}>
      <p>Scan this with an authenticator app on your phone, then enter the code that it shows.</p>
      <QrCode text={uri} label="Code for your authenticator app" />
      <div>
        <p>Or enter this key by hand:</p>
        <Secret aria-label="Key">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</Secret>
      </div>
      <CodeForm
        onSend={(code) => confirm.mutate(code)}
        error={confirm.error}
        sending={confirm.isPending}
        action="Confirm"
        autoFocus
      />
    </Stack>
  );
}
