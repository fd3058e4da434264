declare module 'virtual:foyer-remote' {
  /** The remote's id, as in `areas`. */
  export const id: string;
  /** Its package's version. */
  export const version: string;
  /** What this clone has built of all remotes. */
  export const builds: readonly import('./remotes-at-hand.ts').BuildAtHand[];
  /** Imports its `routes`, as its build would expose them. */
  export const loadRoutes: () => Promise<unknown>;
}
