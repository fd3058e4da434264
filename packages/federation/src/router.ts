// The router as one shared unit: what pages use of it, so that the rest is shaken off. An addition here is a
// minor version of the host API, a removal a major one.
export {
  createBrowserRouter,
  createMemoryRouter,
  createSearchParams,
  Link,
  matchPath,
  Navigate,
  NavLink,
  Outlet,
  useBlocker,
  useHref,
  useLocation,
  useMatch,
  useNavigate,
  useNavigationType,
  useParams,
  useRoutes,
  useSearchParams,
} from 'react-router';
export { RouterProvider } from 'react-router/dom';
export type {
  LinkProps,
  Location,
  NavigateFunction,
  NavigateOptions,
  RouteObject,
  SetURLSearchParams,
  To,
} from 'react-router';
