import type { Session } from '@foyer/contract';
import { useQueryClient } from '@foyer/federation/query';
import { announce, Box, Button, Dialog, Loading, Notice } from '@foyer/ui';
import { lazy, Suspense, useState } from 'react';
import { api, SESSION_KEY } from './api.ts';
import { lookFirst, resumeSession, useSessionEnd } from './session-end.ts';
import { SignInForm } from './sign-in-form.tsx';

const SecondStep = lazy(async () => ({
  default: (await import('../second-factor/second-step.tsx')).SecondStep,
}));

/** Over the page as it stood: sign in again and go on, with everything that was typed still there. */
export function SessionEndedDialog({ session }: { session: Session }) {
  const { ended, looking } = useSessionEnd();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState(session.person.email);
  const [owes, setOwes] = useState<Session['owes']>('nothing');

  const goOn = async (): Promise<void> => {
    const next = await backAtClient(session.client?.id);
    // Somebody else must not find what the person before them had open.
    const other = next.person.id !== session.person.id;
    if (other || (next.owes === 'nothing' && next.client?.id !== session.client?.id)) {
      window.location.assign('/');
      return;
    }
    setOwes(next.owes);
    if (next.owes !== 'nothing') return;
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
      {owes === 'nothing' ? (
        <SignInForm email={email} onEmailChange={setEmail} onSignedIn={goOn} emailKnown />
      ) : (
        <Suspense fallback={<Loading shape="lines" label="Loading" />}>
          <SecondStep owes={owes} onMet={goOn} />
        </Suspense>
      )}
    </Dialog>
  );
}

/** A new session of an agency admin is at no client; the page is at one. */
async function backAtClient(clientId: string | undefined): Promise<Session> {
  const session = await api.getSession();
  if (clientId === undefined || session.client !== null || session.owes !== 'nothing') return session;
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
