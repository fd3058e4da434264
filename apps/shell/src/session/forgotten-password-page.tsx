import { useMutation, useQuery } from '@foyer/federation/query';
import { Button, Link, Notice, RouteLink, Stack, TextField } from '@foyer/ui';
import { useState } from 'react';
import { credentials } from './credentials.ts';
import { EntryFrame } from './entry-frame.tsx';
import { failureWords } from './failure-words.ts';
import { brandingQuery } from './session-query.ts';

/** Asks for a letter with a link. It says the same whether or not anybody has this address. */
export function ForgottenPasswordPage() {
  const branding = useQuery(brandingQuery).data;
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: () => credentials.forgotPassword({ body: { email: email.trim() } }),
  });
  const invalid = ask.isError && failureWords(ask.error) === null;
  if (ask.isSuccess)
    return (
      <EntryFrame title="Look into your mail" branding={branding}>
        <p role="status">
          If somebody signs in with {email.trim()}, a letter with a link is on its way there. The link works
          once, for an hour.
        </p>
        <Link component={RouteLink} to="/sign-in">
          Back to the sign-in
        </Link>
      </EntryFrame>
    );
  return (
    <EntryFrame title="Forgotten your password?" branding={branding}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!ask.isPending) ask.mutate();
        }}
      >
        <Stack spacing={4}>
          {ask.isError && !invalid && <Notice tone="negative">{failureWords(ask.error)}</Notice>}
          <TextField
            label="E-mail address"
            type="email"
            name="email"
            autoComplete="username"
            inputMode="email"
            value={email}
            onChange={setEmail}
            maxLength={254}
            help="We send a link there, with which you choose a new password."
            error={invalid ? 'Enter the address with which you sign in.' : undefined}
            autoFocus
          />
          <Button type="submit" variant="contained" loading={ask.isPending} loadingPosition="start">
            Send the link
          </Button>
        </Stack>
      </form>
      <Link component={RouteLink} to="/sign-in">
        Back to the sign-in
      </Link>
    </EntryFrame>
  );
}
