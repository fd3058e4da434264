import type { Session } from '@foyer/contract';
import { useQueryClient } from '@foyer/federation/query';
import { announce, Dialog } from '@foyer/ui';
import { useState } from 'react';
import { api } from './api.ts';
import { resumeSession, useSessionEnded } from './session-end.ts';
import { sessionQuery } from './session-query.ts';

import { SignInForm } from './sign-in-form.tsx';

/** Over the page as it stood: sign in again and go on, with everything that was typed still there. */
export function SessionEndedDialog({ session }: { session: Session }) {
  const ended = useSessionEnded((state) => state.ended);
  const queryClient = useQueryClient();
  const [email, setEmail] = useState(session.person.email);

  const goOn = async (): Promise<void> => {
    const next = await api.getSession();
    // Somebody else must not find what the person before them had open.
    if (next.person.id !== session.person.id || next.client?.id !== session.client?.id) {
      window.location.assign('/');
      return;
    }
    queryClient.setQueryData(sessionQuery.queryKey, next);
    resumeSession();
    announce('Signed in again.');
    await queryClient.invalidateQueries({ predicate: (query) => query.queryKey !== sessionQuery.queryKey });
  };

  return (
    <Dialog
      open={ended}
      title="Your session has ended"
      width={400}
      onClose={() => window.location.assign(signInAddress())}
    >
      <p style={{ marginBlock: '4px 16px' }}>
        Sign in to go on where you were. What you typed is still there.
      </p>
      <SignInForm email={email} onEmailChange={setEmail} onSignedIn={goOn} />
    </Dialog>
  );
}

/** The sign-in page that leads back to where one is. */
export function signInAddress(): string {
  const { pathname, search, hash } = window.location;
  const here = pathname + search + hash;
  return here === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(here)}`;
}
