declare module 'virtual:foyer-dev-portal' {
  /** The demo's people with what they sign in with; none where the portal isn't the demo. */
  export const people: readonly (import('../panel/panel-state.ts').PanelPersona & {
    email: string;
    password: string;
  })[];
  /** Where the remotes are that come from their sources, by id. */
  export const sources: Readonly<Record<string, string>>;
}
