import { useQuery, useQueryClient } from '@foyer/federation/query';
import { useNavigate, useSearchParams } from '@foyer/federation/router';
import { Link, RouteLink } from '@foyer/ui';
import { useEffect, useState } from 'react';
import { setPreferences, usePreferences } from '../preferences.ts';
import { EntryFrame } from './entry-frame.tsx';
import { safeReturn } from './safe-return.ts';
import { resumeSession } from './session-end.ts';
import { brandingQuery, sessionQuery } from './session-query.ts';
import { SignInForm } from './sign-in-form.tsx';

/** The way in, in the portal's own colours; leads back to where somebody was going. */
export function SignInPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const remembered = usePreferences((state) => state.brand);
  const branding = useQuery(brandingQuery).data ?? remembered;
  const [email, setEmail] = useState('');
  const to = safeReturn(search.get('to'));

  useEffect(() => {
    if (branding) setPreferences({ brand: branding });
  }, [branding]);

  return (
    <EntryFrame title={branding ? `Sign in to ${branding.name}` : 'Sign in'} branding={branding}>
      <SignInForm
        email={email}
        onEmailChange={setEmail}
        onSignedIn={async () => {
          await queryClient.query({ ...sessionQuery, staleTime: 0 });
          resumeSession();
          await navigate(to, { replace: true });
        }}
      />
      <Link component={RouteLink} to="/forgotten-password">
        Forgotten your password?
      </Link>
    </EntryFrame>
  );
}
