import type { RouteObject } from '@foyer/federation/router';
import { ActivityPage } from './pages/activity-page.tsx';
import { ApplyDefaultsPage } from './pages/apply-defaults-page.tsx';
import { ClientPage } from './pages/client-page.tsx';
import { ClientsPage } from './pages/clients-page.tsx';
import { ConnectionsPage } from './pages/connections-page.tsx';
import { DefaultsPage } from './pages/defaults-page.tsx';
import { OverviewPage } from './pages/overview-page.tsx';
import { PeoplePage } from './pages/people-page.tsx';
import { PermissionsPage } from './pages/permissions-page.tsx';
import { PoliciesPage } from './pages/policies-page.tsx';
import { RequestsPage } from './pages/requests-page.tsx';
import { UnlocksPage } from './pages/unlocks-page.tsx';

export const routes: RouteObject[] = [
  { index: true, element: <ClientsPage /> },
  { path: 'defaults', element: <DefaultsPage /> },
  { path: 'requests', element: <RequestsPage /> },
  { path: 'unlocks', element: <UnlocksPage /> },
  { path: 'defaults/apply', element: <ApplyDefaultsPage /> },
  {
    path: ':clientId',
    element: <ClientPage />,
    children: [
      { index: true, element: <OverviewPage /> },
      { path: 'people', element: <PeoplePage /> },
      { path: 'permissions', element: <PermissionsPage /> },
      { path: 'policies', element: <PoliciesPage /> },
      { path: 'connections', element: <ConnectionsPage /> },
      { path: 'activity', element: <ActivityPage /> },
    ],
  },
];
