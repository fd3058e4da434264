import { chunkKey, staticFiles, type ViteManifest } from './vite-manifest.ts';

// The plugin names its own chunks by virtual modules; these parts of their names are all we rely on.
const SHARE_MAP = 'localSharedImportMap';
const REMOTE_ENTRY = 'mf-REMOTE_ENTRY_ID';
const HOST_INIT = 'hostAutoInit';
const PENDING_SHARES = 'pendingShares';

/**
 * What a remote's first page needs: the entry, the map of shared units, `./routes`, and the first page that
 * `routes.tsx` imports lazily (the area's start page stands first there).
 */
export function remotePreload(manifest: ViteManifest, routesSource: string): string[] {
  const entry = chunkKey(manifest, 'remote entry', (key) => key.includes(REMOTE_ENTRY));
  const routes = chunkKey(manifest, `chunk for ${routesSource}`, (_, chunk) => chunk.src === routesSource);
  const shareMap = chunkKey(manifest, 'share map', (key) => key.includes(SHARE_MAP));
  // What opens on demand is imported lazily, too, and can wait.
  const firstPage = manifest[routes]?.dynamicImports?.find((key) => key.startsWith('src/pages/'));
  return staticFiles(manifest, [entry, shareMap, routes, ...(firstPage ? [firstPage] : [])]);
}

/** What the shell needs before its first render: federation's start, the share map with the units, the app. */
export function shellPreload(manifest: ViteManifest): string[] {
  const shareMap = chunkKey(manifest, 'share map', (key) => key.includes(SHARE_MAP));
  return staticFiles(manifest, [
    chunkKey(manifest, 'host start', (key) => key.includes(HOST_INIT)),
    chunkKey(manifest, 'remote entry', (key) => key.includes(REMOTE_ENTRY)),
    chunkKey(manifest, 'pending shares', (key) => key.includes(PENDING_SHARES)),
    shareMap,
    'index.html',
    ...(manifest[shareMap]?.dynamicImports ?? []),
  ]);
}
