import { ApiError } from '@foyer/contract';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { Button, Failed, Loading, Notice, Stack, TextField } from '@foyer/ui';
import { useEffect, useState } from 'react';
import { credentials } from './credentials.ts';
import { EntryFrame } from './entry-frame.tsx';
import { failureWords, fieldWords } from './failure-words.ts';
import { PasswordFields } from './password-fields.tsx';
import { brandingQuery } from './session-query.ts';
import { tokenOfAddress, VoidLink } from './void-link.tsx';

/** Accepting an invitation: a name, a password, and one is in. */
export function InvitationPage() {
  const [token] = useState(tokenOfAddress);
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => credentials.readInvitation({ body: { token } }, { signal }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  const branding = useQuery(brandingQuery).data;
  const queryClient = useQueryClient();
  const own = invitation.data?.branding;
  // The page takes the colours of whoever invites, at whatever address it stands.
  useEffect(() => {
    if (own) queryClient.setQueryData(brandingQuery.queryKey, own);
  }, [own, queryClient]);
  const isVoid = token === '' || isNotFound(invitation.error);
  if (isVoid)
    return (
      <EntryFrame title="This invitation can’t be used" branding={branding}>
        <VoidLink to="/sign-in" label="Go to the sign-in">
          An invitation works once, for 7 days, and only its newest link. Ask whoever invited you to send it
          again; if you have accepted it already, sign in.
        </VoidLink>
      </EntryFrame>
    );
  if (invitation.isError)
    return (
      <EntryFrame title="Your invitation" branding={branding}>
        <Failed
          title="The invitation couldn’t be read"
          problem={invitation.error instanceof ApiError ? invitation.error.problem : null}
          onRetry={() => void invitation.refetch()}
          retrying={invitation.isFetching}
        />
      </EntryFrame>
    );
  if (invitation.isPending)
    return (
      <EntryFrame title="Your invitation" branding={branding}>
        <Loading shape="lines" label="Reading the invitation" />
      </EntryFrame>
    );
  const { data } = invitation;
  return (
    <EntryFrame title={`Welcome to ${data.client}`} branding={data.branding}>
      <AcceptForm token={token} email={data.email} suggestedName={data.name} />
    </EntryFrame>
  );
}

function AcceptForm(props: { token: string; email: string; suggestedName: string }) {
  const { token, email, suggestedName } = props;
  const [name, setName] = useState(suggestedName);
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => credentials.acceptInvitation({ body: { token, name, password } }),
    // A new document: nothing of whoever was signed in here before stays.
    onSuccess: () => window.location.assign('/'),
  });
  const gone = isNotFound(accept.error);
  const words = gone
    ? 'This invitation can’t be used any more. Ask whoever invited you to send it again.'
    : failureWords(accept.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!accept.isPending) accept.mutate();
      }}
    >
      <Stack spacing={4}>
        {words && <Notice tone="negative">{words}</Notice>}
        <TextField
          label="E-mail address"
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={() => {}}
          readOnly
        />
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          value={name}
          onChange={setName}
          maxLength={120}
          error={fieldWords(accept.error, 'name')}
        />
        <PasswordFields
          value={password}
          onChange={setPassword}
          error={fieldWords(accept.error, 'password')}
          autoFocus
        />
        <Button
          type="submit"
          variant="contained"
          loading={accept.isPending || accept.isSuccess}
          loadingPosition="start"
        >
          Accept and sign in
        </Button>
      </Stack>
    </form>
  );
}

const isNotFound = (error: Error | null): boolean => error instanceof ApiError && error.code === 'not_found';
