declare module 'virtual:foyer-remote' {
  import type { RouteObject } from '@foyer/federation/router';

  /** The remote's id, as in `areas`. */
  export const id: string;
  export const routes: RouteObject[];
}
