import { ApiError } from '@foyer/contract';
import { useMutation } from '@foyer/federation/query';
import { Button, Notice, Stack, TextField } from '@foyer/ui';
import { useEffect, useState } from 'react';
import { api } from './api.ts';
import { signInWords } from './sign-in-words.ts';

type SignInFormProps = {
  onSignedIn: () => void | Promise<unknown>;
  email: string;
  onEmailChange: (email: string) => void;
  /** Somebody comes back: the focus goes to the password. */
  emailKnown?: boolean;
};

/** E-mail address and password. Whatever goes wrong, what was typed stays. */
export function SignInForm({ onSignedIn, email, onEmailChange, emailKnown = false }: SignInFormProps) {
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.signIn({ body: { email: email.trim(), password } }),
    onSuccess: () => onSignedIn(),
  });
  const waiting = useWait(signIn.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!signIn.isPending && waiting === 0) signIn.mutate();
      }}
      noValidate
    >
      <Stack spacing={4}>
        {signIn.isError && <Notice tone="negative">{signInWords(signIn.error, waiting)}</Notice>}
        <TextField
          label="E-mail address"
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          value={email}
          onChange={onEmailChange}
          autoFocus={!emailKnown}
          maxLength={254}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          autoFocus={emailKnown}
          maxLength={256}
        />
        <Button
          type="submit"
          variant="contained"
          loading={signIn.isPending}
          loadingPosition="start"
          disabled={waiting > 0}
        >
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

/** Whole seconds until another try is allowed, counting down. */
function useWait(error: Error | null): number {
  const seconds =
    error instanceof ApiError && error.code === 'rate_limited' ? (error.problem?.retryAfter ?? 60) : 0;
  const [left, setLeft] = useState(0);
  useEffect(() => {
    setLeft(seconds);
    if (seconds === 0) return undefined;
    const until = Date.now() + seconds * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [error, seconds]);
  return left;
}
