declare module 'virtual:foyer-remote' {
  /** The remote's id, as in `areas`. */
  export const id: string;
  /** Its package's version. */
  export const version: string;
  /** Imports its `routes`, as its build would expose them. */
  export const loadRoutes: () => Promise<unknown>;
}
