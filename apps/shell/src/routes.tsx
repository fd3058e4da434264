import { areas } from '@foyer/federation';
import { Navigate, type RouteObject } from '@foyer/federation/router';
import { AGENCY_PATH } from './areas/agency-path.ts';
import { AreaPage } from './areas/area-page.tsx';
import { NotFoundPage } from './areas/not-found-page.tsx';
import { FatalBoundary } from './fatal-boundary.tsx';
import { Portal } from './frame/portal.tsx';
import { remotesOfSession } from './remotes/remotes.ts';
import { SignInPage } from './session/sign-in-page.tsx';

/** Every address of the portal. An area's remote mounts its own below the splat. */
export const routes: RouteObject[] = [
  { path: '/sign-in', element: <SignInPage /> },
  // Each is fetched when it is needed: most people never see them.
  {
    path: '/second-step',
    lazy: async () => ({ Component: (await import('./second-factor/second-step-page.tsx')).SecondStepPage }),
  },
  {
    path: '/invitation',
    lazy: async () => ({ Component: (await import('./session/invitation-page.tsx')).InvitationPage }),
  },
  {
    path: '/forgotten-password',
    lazy: async () => ({
      Component: (await import('./session/forgotten-password-page.tsx')).ForgottenPasswordPage,
    }),
  },
  {
    path: '/new-password',
    lazy: async () => ({ Component: (await import('./session/new-password-page.tsx')).NewPasswordPage }),
  },
  {
    // The router has a boundary of its own here, in words that aren't ours.
    element: (
      <FatalBoundary remotes={remotesOfSession}>
        <Portal />
      </FatalBoundary>
    ),
    children: [
      ...areas.map((area): RouteObject => {
        const element = <AreaPage key={area.id} area={area} />;
        return area.path === '/' ? { path: '/', element } : { path: `${area.path}/*`, element };
      }),
      // Where the agency's clients used to be.
      { path: '/clients', element: <Navigate to={AGENCY_PATH} replace /> },
      {
        path: '/account/two-step',
        lazy: async () => ({ Component: (await import('./second-factor/two-step-page.tsx')).TwoStepPage }),
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
