import { useQuery, useQueryClient } from '@foyer/federation/query';
import { useNavigate, useSearchParams } from '@foyer/federation/router';
import { Avatar, Box, styled, token, Typography } from '@foyer/ui';
import { useEffect, useState } from 'react';
import { setPreferences, usePreferences } from '../preferences.ts';
import { safeReturn } from './safe-return.ts';
import { resumeSession } from './session-end.ts';
import { brandingQuery, sessionQuery } from './session-query.ts';
import { SignInForm } from './sign-in-form.tsx';

const Whole = styled('main')({
  display: 'grid',
  placeItems: 'center',
  minHeight: '100dvh',
  padding: 16,
});
const Card = styled('div')({
  width: 'min(360px, 100%)',
  display: 'grid',
  gap: 24,
  padding: 32,
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface1,
  boxShadow: token.shadow1,
  '@media (max-width: 480px)': { padding: 24 },
});

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
    document.title = branding ? `Sign in · ${branding.name}` : 'Sign in';
    if (branding) setPreferences({ brand: branding });
  }, [branding]);

  return (
    <Whole>
      <Card>
        <Box sx={{ display: 'grid', gap: 1.5, minHeight: 76 }}>
          {branding && <Avatar name={branding.name} src={branding.logo} shape="square" size={36} />}
          <Typography variant="h1" sx={{ fontSize: '1.25rem', fontWeight: 600, lineHeight: 1.3 }}>
            {branding ? `Sign in to ${branding.name}` : 'Sign in'}
          </Typography>
        </Box>
        <SignInForm
          email={email}
          onEmailChange={setEmail}
          onSignedIn={async () => {
            await queryClient.query({ ...sessionQuery, staleTime: 0 });
            resumeSession();
            await navigate(to, { replace: true });
          }}
        />
      </Card>
    </Whole>
  );
}
