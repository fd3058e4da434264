import { ThemeRoot } from '@foyer/ui';
import { QueryClientProvider, skipToken, useQuery } from '@foyer/federation/query';
import { createBrowserRouter, RouterProvider } from '@foyer/federation/router';
import { PortalLink } from './frame/portal-link.tsx';
import { usePreferences } from './preferences.ts';
import { routes } from './routes.tsx';
import { queryClient } from './session/api.ts';
import { brandingQuery, sessionQuery } from './session/session-query.ts';

const router = createBrowserRouter(routes);

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Themed />
    </QueryClientProvider>
  );
}

function Themed() {
  const { mode, density, brand } = usePreferences();
  const session = useQuery({ ...sessionQuery, queryFn: skipToken }).data;
  const branding = useQuery({ ...brandingQuery, queryFn: skipToken }).data;
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
