import { ThemeRoot } from '@foyer/ui';
import { QueryClientProvider, useQuery } from '@foyer/federation/query';
import { createBrowserRouter, RouterProvider } from '@foyer/federation/router';
import { useState } from 'react';
import { FatalBoundary } from './fatal-boundary.tsx';
import { PortalLink } from './frame/portal-link.tsx';
import { usePreferences } from './preferences.ts';
import { remotesOfSession } from './remotes/remotes.ts';
import { routes } from './routes.tsx';
import { queryClient } from './session/api.ts';
import { brandingQuery, sessionQuery } from './session/session-query.ts';

export function App() {
  return (
    <FatalBoundary remotes={remotesOfSession}>
      <QueryClientProvider client={queryClient}>
        <Themed />
      </QueryClientProvider>
    </FatalBoundary>
  );
}

function Themed() {
  // Not before the first render: by then the address has been read for what isn't the router's.
  const [router] = useState(() => createBrowserRouter(routes));
  const { mode, density, brand } = usePreferences();
  // Looked at, never asked for from here. (With `skipToken` the query itself would forget how to ask.)
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  const branding = useQuery({ ...brandingQuery, enabled: false }).data;
  const portal = session?.branding ?? branding ?? brand;
  return (
    <ThemeRoot
      site={portal?.name}
      accent={portal?.accent}
      mode={mode}
      density={density}
      linkComponent={PortalLink}
    >
      <RouterProvider router={router} />
    </ThemeRoot>
  );
}
