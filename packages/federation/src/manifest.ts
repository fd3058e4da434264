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

/**
 * What a build has to do with each shared unit: its version, and names sorted. A shell's are the names that the unit exports, a remote's those that
 * its modules import; of a namespace imported as a whole, all that it had at the build.
 */
export type SharedUnits = Readonly<Record<string, Readonly<{ version: string; names: readonly string[] }>>>;

/** What must be the same on both sides: where a remote is mounted, and who may open it. */
export type AreaFacts = Readonly<{ path: string; title: string; capability: string }>;

/** `foyer-remote.json`: what a server must know of a built remote. All paths are relative to its folder. */
export type RemoteManifest = Readonly<{
  id: string;
  /** `<package version>-<content hash>`: the same sources give the same version. */
  version: string;
  /** The host API that the remote was built for, a semver range such as `^1.0.0`. */
  hostApi: string;
  /** Its area as `areas` had it at the build; null where none names it yet. */
  area: AreaFacts | null;
  entry: string;
  /** The files that the remote's first page needs, the entry first. */
  preload: readonly string[];
  /** What it imports of each shared unit. */
  shared: SharedUnits;
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
  /** What each shared unit exports. */
  shared: SharedUnits;
  areas: readonly (AreaFacts & Readonly<{ id: string; remote?: string }>)[];
  files: readonly BuiltFile[];
}>;

export type ReleaseChannel = 'stable' | 'canary';

/** A remote as the session announces it: `entry`, `preload` and the keys of `integrity` are relative to `base`. */
export type RemoteAddress = Readonly<{
  id: string;
  version: string;
  channel: ReleaseChannel;
  hostApi: string;
  /** The folder that the version is served from, same origin or absolute, with a slash at its end. */
  base: string;
  entry: string;
  preload: readonly string[];
  /** `sha384-…` of every script and style of this version. */
  integrity: Readonly<Record<string, string>>;
  /** The operator's message while the remote is taken out of service: nothing of it is loaded then. */
  disabled: string | null;
}>;

/**
 * The folder of a remote's version on the portal's own server, with a slash at its end. The server serves the same files under the version with
 * `~` and anything behind it: a retry loads from there, because the browser never forgets a module that failed.
 */
export function remoteBase(remote: Pick<RemoteManifest, 'id' | 'version'>): string {
  return `/remotes/${encodeURIComponent(remote.id)}/${encodeURIComponent(remote.version)}/`;
}

/** What the session says of a remote; its folder is this server's, unless `where` says otherwise. */
export function remoteAddress(
  remote: RemoteManifest,
  where: Partial<Pick<RemoteAddress, 'base' | 'channel' | 'disabled'>> = {},
): RemoteAddress {
  const { base = remoteBase(remote), channel = 'stable', disabled = null } = where;
  const executed = remote.files.filter(({ path }) => /\.(js|css)$/.test(path));
  return {
    id: remote.id,
    version: remote.version,
    channel,
    hostApi: remote.hostApi,
    base,
    entry: remote.entry,
    preload: remote.preload,
    integrity: Object.fromEntries(executed.map(({ path, integrity }) => [path, integrity])),
    disabled,
  };
}
