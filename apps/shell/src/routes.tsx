import { areas } from '@foyer/federation';
import type { RouteObject } from '@foyer/federation/router';
import { AreaPage } from './areas/area-page.tsx';
import { ClientsPage } from './areas/clients-page.tsx';
import { NotFoundPage } from './areas/not-found-page.tsx';
import { Portal } from './frame/portal.tsx';
import { SignInPage } from './session/sign-in-page.tsx';

/** Every address of the portal. An area's remote mounts its own below the splat. */
export const routes: RouteObject[] = [
  { path: '/sign-in', element: <SignInPage /> },
  {
    element: <Portal />,
    children: [
      ...areas.map((area): RouteObject => {
        const element = <AreaPage key={area.id} area={area} />;
        return area.path === '/' ? { path: '/', element } : { path: `${area.path}/*`, element };
      }),
      { path: '/clients', element: <ClientsPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
