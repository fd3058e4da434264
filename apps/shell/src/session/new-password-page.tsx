import { ApiError } from '@foyer/contract';
import { useMutation, useQuery } from '@foyer/federation/query';
import { Button, Notice, Stack } from '@foyer/ui';
import { useState } from 'react';
import { credentials } from './credentials.ts';
import { EntryFrame } from './entry-frame.tsx';
import { failureWords, fieldWords } from './failure-words.ts';
import { PasswordFields } from './password-fields.tsx';
import { brandingQuery } from './session-query.ts';
import { tokenOfAddress, VoidLink } from './void-link.tsx';

/** Where the link of a letter leads: a new password in place of a forgotten one. */
export function NewPasswordPage() {
  const branding = useQuery(brandingQuery).data;
  const [token] = useState(tokenOfAddress);
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => credentials.resetPassword({ body: { token, password } }),
    onSuccess: () => window.location.assign('/'),
  });
  const gone = save.error instanceof ApiError && save.error.code === 'not_found';
  if (token === '' || gone)
    return (
      <EntryFrame title="This link can’t be used" branding={branding}>
        <VoidLink to="/forgotten-password" label="Send a new link">
          A link to choose a password works once, for an hour, and only the newest one.
        </VoidLink>
      </EntryFrame>
    );
  return (
    <EntryFrame title="Choose a new password" branding={branding}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        <Stack spacing={4}>
          {failureWords(save.error) && <Notice tone="negative">{failureWords(save.error)}</Notice>}
          <PasswordFields
            value={password}
            onChange={setPassword}
            error={fieldWords(save.error, 'password')}
            autoFocus
          />
          <p>Wherever you are signed in now, you will be signed out.</p>
          <Button
            type="submit"
            variant="contained"
            loading={save.isPending || save.isSuccess}
            loadingPosition="start"
          >
            Save and sign in
          </Button>
        </Stack>
      </form>
    </EntryFrame>
  );
}
