import { ApiError } from '@foyer/contract';
import { useQuery, useQueryClient } from '@foyer/federation/query';
import { Navigate, useNavigate, useSearchParams } from '@foyer/federation/router';
import { Button, Failed, Loading, toast } from '@foyer/ui';
import { useState } from 'react';
import { EntryFrame } from '../session/entry-frame.tsx';
import { safeReturn } from '../session/safe-return.ts';
import { sessionQuery } from '../session/session-query.ts';
import { signOut } from '../session/sign-out.ts';
import { SecondStep } from './second-step.tsx';

const TITLES = { code: 'Enter your code', enrolment: 'Set up your second step' } as const;

/** Between the sign-in and the portal, for whoever owes a second factor. */
export function SecondStepPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const session = useQuery(sessionQuery);
  const to = safeReturn(search.get('to'));
  // What was owed when the page opened: a look at the session meanwhile must not take recovery codes from under somebody's eyes.
  const [owed, setOwed] = useState<keyof typeof TITLES | null>(null);
  const owes = owed ?? session.data?.owes;

  if (session.error instanceof ApiError && session.error.code === 'unauthenticated')
    return <Navigate to={`/sign-in?to=${encodeURIComponent(to)}`} replace />;
  if (owes === 'nothing') return <Navigate to={to} replace />;
  if (owes === undefined)
    return (
      <EntryFrame title="One more step" branding={null}>
        {session.isError ? (
          <Failed
            title="The portal couldn’t be reached"
            problem={session.error instanceof ApiError ? session.error.problem : null}
            onRetry={() => void session.refetch()}
            retrying={session.isFetching}
          />
        ) : (
          <Loading shape="lines" label="Loading" />
        )}
      </EntryFrame>
    );
  if (owed === null) setOwed(owes);
  return (
    <EntryFrame title={TITLES[owes]} branding={session.data?.branding}>
      <SecondStep
        owes={owes}
        onMet={async () => {
          await queryClient.query({ ...sessionQuery, staleTime: 0 });
          await navigate(to, { replace: true });
        }}
      />
      <Button onClick={() => void signOut().catch(() => toast('Signing out didn’t work. Try again.'))}>
        Sign in as somebody else
      </Button>
    </EntryFrame>
  );
}
