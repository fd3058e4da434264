import type { Capability } from '@foyer/access';

/**
 * One place of the portal. Its line here is the only thing that the sidebar, the route guard and the server's
 * choice of what to preload know about it.
 */
export type Area = Readonly<{
  id: string;
  /** Where the shell mounts it; everything under it belongs to the area and is guarded by `capability`. */
  path: `/${string}`;
  title: string;
  /** Name of the icon, resolved by the shell. */
  icon: AreaIcon;
  capability: Capability;
  /** The remote that brings its pages. Absent: the shell has a page of its own, or the area isn't installed. */
  remote?: string;
  /** It is the agency's own: open before a client is chosen, and no part of what a client's portal has. */
  of?: 'agency';
  /**
   * The requests that its first page makes when its address has no filters, written as its queries write them: the server has the browser
   * fetch them with the document.
   */
  firstRequests?: readonly `/api/${string}`[];
}>;

export type AreaIcon =
  | 'dashboard'
  | 'calls'
  | 'clients'
  | 'agents'
  | 'analytics'
  | 'support'
  | 'audit_log'
  | 'billing'
  | 'integrations'
  | 'settings'
  | 'status';

/** THE list of areas, in the order of the sidebar. A new remote is one new line. */
export const areas: readonly Area[] = [
  { id: 'dashboard', path: '/', title: 'Dashboard', icon: 'dashboard', capability: 'dashboard' },
  {
    id: 'calls',
    path: '/calls',
    title: 'Calls',
    icon: 'calls',
    capability: 'calls',
    remote: 'calls',
    firstRequests: ['/api/calls?limit=100', '/api/calls/count', '/api/calls/filters'],
  },
  {
    id: 'agents',
    path: '/agents',
    title: 'Agents',
    icon: 'agents',
    capability: 'agents',
    remote: 'agents',
    firstRequests: ['/api/agents'],
  },
  { id: 'analytics', path: '/analytics', title: 'Analytics', icon: 'analytics', capability: 'analytics' },
  { id: 'support', path: '/support', title: 'Support', icon: 'support', capability: 'support' },
  { id: 'audit-log', path: '/audit-log', title: 'Audit log', icon: 'audit_log', capability: 'audit_log' },
  { id: 'billing', path: '/billing', title: 'Billing', icon: 'billing', capability: 'billing' },
  {
    id: 'integrations',
    path: '/integrations',
    title: 'Integrations',
    icon: 'integrations',
    capability: 'integrations',
  },
  { id: 'settings', path: '/settings', title: 'Settings', icon: 'settings', capability: 'settings' },
  { id: 'status', path: '/status', title: 'Status', icon: 'status', capability: 'status' },
  {
    id: 'agency',
    path: '/agency',
    title: 'Clients',
    icon: 'clients',
    capability: 'clients',
    remote: 'agency',
    of: 'agency',
    firstRequests: ['/api/clients/search?limit=50'],
  },
];

/**
 * The area that a path belongs to, sub-paths included: `/calls/abc` belongs to `calls`. `/` belongs to the
 * dashboard alone; a path of nobody's is `undefined` and shows the not-found page.
 */
export function areaOf(pathname: string): Area | undefined {
  const path = pathname.replace(/\/+$/, '') || '/';
  return areas.find((area) => path === area.path || (area.path !== '/' && path.startsWith(`${area.path}/`)));
}
