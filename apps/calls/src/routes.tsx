import type { RouteObject } from '@foyer/federation/router';
import { CallsPage } from './pages/calls-page.tsx';

/** One page for both addresses: the list stays where it is while calls are opened beside it. */
export const routes: RouteObject[] = [
  {
    element: <CallsPage />,
    children: [
      { index: true, element: null },
      { path: ':callId', element: null },
    ],
  },
];
