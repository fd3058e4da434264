/** One built file as it lies in `dist/`. */
export type BuiltFile = Readonly<{
  /** Relative to `dist/`, with forward slashes. */
  path: string;
  bytes: number;
  /** Bytes of the `.br` sibling; equals `bytes` where the file is too small to have one. */
  brotli: number;
  /** Subresource integrity: `sha384-…`. */
  integrity: string;
}>;

/** `foyer-remote.json`: what a server must know of a built remote. All paths are relative to its folder. */
export type RemoteManifest = Readonly<{
  id: string;
  /** `<package version>-<content hash>`: the same sources give the same version. */
  version: string;
  /** The host API that the remote was built for, a semver range such as `^1.0.0`. */
  hostApi: string;
  entry: string;
  /** The files that the remote's first page needs, the entry first. */
  preload: readonly string[];
  files: readonly BuiltFile[];
}>;

/** `foyer-shell.json`: the shell's own files. All paths are relative to the shell's folder. */
export type ShellManifest = Readonly<{
  version: string;
  /** The host API that this shell offers to remotes. */
  hostApi: string;
  entry: string;
  /** Chunks that the shell is certain to need, but that its HTML doesn't name: shared units, loaded late. */
  preload: readonly string[];
  files: readonly BuiltFile[];
}>;

/** A remote as the session announces it: absolute URLs, ready to load. */
export type RemoteAddress = Readonly<{
  id: string;
  version: string;
  entry: string;
  hostApi: string;
  preload: readonly string[];
}>;

/**
 * The folder of a remote's version on the server, with a slash at its end. The server serves the same files under the version with `~` and
 * anything behind it: a retry loads from there, because the browser never forgets a module that failed.
 */
export function remoteBase(remote: Pick<RemoteManifest, 'id' | 'version'>): string {
  return `/remotes/${encodeURIComponent(remote.id)}/${encodeURIComponent(remote.version)}/`;
}

/** What the session says of a remote whose folder is served under `base`. */
export function remoteAddress(remote: RemoteManifest, base: string = remoteBase(remote)): RemoteAddress {
  return {
    id: remote.id,
    version: remote.version,
    entry: base + remote.entry,
    hostApi: remote.hostApi,
    preload: remote.preload.map((path) => base + path),
  };
}
