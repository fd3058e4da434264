import type { Session } from '@foyer/contract';
import { useQueryClient } from '@foyer/federation/query';
import { announce, Box, Button, Dialog, Notice } from '@foyer/ui';
import { useState } from 'react';
import { api, SESSION_KEY } from './api.ts';
import { lookFirst, resumeSession, useSessionEnd } from './session-end.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page as it stood: sign in again and go on, with everything that was typed still there. */
export function SessionEndedDialog({ session }: { session: Session }) {
  const { ended, looking } = useSessionEnd();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState(session.person.email);

  const goOn = async (): Promise<void> => {
    const next = await backAtClient(session.client?.id);
    // Somebody else must not find what the person before them had open.
    if (next.person.id !== session.person.id || next.client?.id !== session.client?.id) {
      window.location.assign('/');
      return;
    }
    queryClient.setQueryData(SESSION_KEY, next);
    resumeSession();
    announce('Signed in again.');
    await queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
  };

  return (
    <Dialog
      open={ended && !looking}
      title="Your session has ended"
      width={400}
      onClose={() => lookFirst(true)}
    >
      <p style={{ marginBlock: '4px 16px' }}>
        Sign in to go on where you were. What you typed is still there.
      </p>
      <SignInForm email={email} onEmailChange={setEmail} onSignedIn={goOn} emailKnown />
    </Dialog>
  );
}

/** A new session of an agency admin is at no client; the page is at one. */
async function backAtClient(clientId: string | undefined): Promise<Session> {
  const session = await api.getSession();
  if (clientId === undefined || session.client !== null) return session;
  await api.chooseClient({ body: { clientId } });
  return api.getSession();
}

/** In place of the dialog, for somebody who looks at their page before signing in again. */
export function SessionEndedNotice() {
  const { ended, looking } = useSessionEnd();
  if (!ended || !looking) return null;
  return (
    <Box sx={{ padding: '8px 12px 0' }}>
      <Notice tone="warning" action={<Button onClick={() => lookFirst(false)}>Sign in again</Button>}>
        Your session has ended. You can still read and copy what is on this page.
      </Notice>
    </Box>
  );
}
