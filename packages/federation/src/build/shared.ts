/**
 * What shell and remotes have in common: one copy each, the shell's. Whole libraries would lose their tree
 * shaking here, so the router, the query library and MUI are shared as thin modules of our own that export what
 * pages use (`@foyer/federation/router`, `@foyer/federation/query`, `@foyer/ui`). Emotion stands behind
 * `@foyer/ui` too; a unit of its own would cost 2 KB more.
 */
export const SHARED_UNITS = [
  'react',
  'react-dom',
  '@foyer/contract',
  '@foyer/ui',
  '@foyer/federation',
  '@foyer/federation/query',
  '@foyer/federation/router',
] as const;

/** The library that a unit passes on to pages: its version is the unit's. */
export const LIBRARY_OF: Readonly<Record<string, string>> = {
  '@foyer/ui': '@mui/material',
  '@foyer/federation/query': '@tanstack/react-query',
  '@foyer/federation/router': 'react-router',
};

type Share = { singleton: true; requiredVersion: false; import?: false; suppressMissingImportWarning?: true };

// requiredVersion is off because the runtime only warns and loads anyway: our loader compares host API versions.

/** The shell brings each unit. */
export function sharedByHost(): Record<string, Share> {
  return Object.fromEntries(
    SHARED_UNITS.map((unit) => [unit, { singleton: true, requiredVersion: false } as const]),
  );
}

/** A remote carries no fallback copy of any unit. */
export function sharedByRemote(): Record<string, Share> {
  return Object.fromEntries(
    SHARED_UNITS.map((unit) => [
      unit,
      { singleton: true, requiredVersion: false, import: false, suppressMissingImportWarning: true } as const,
    ]),
  );
}

/** Libraries that reach a remote only through a shared unit: a direct import would bring a second copy. */
export const ONLY_THROUGH_SHARED: Readonly<Record<string, string>> = {
  '@mui/material': '@foyer/ui',
  '@mui/system': '@foyer/ui',
  '@emotion/react': '@foyer/ui',
  '@emotion/styled': '@foyer/ui',
  'lucide-react': '@foyer/ui',
  'react-router': '@foyer/federation/router',
  'react-router-dom': '@foyer/federation/router',
  '@tanstack/react-query': '@foyer/federation/query',
  '@module-federation/runtime': '@foyer/federation/loader',
};
