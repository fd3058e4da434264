/**
 * The version of what the shell offers to remotes: the hooks of `@foyer/federation`, and the names and meaning
 * of what `/router`, `/query` and the shared units export. Semver: an addition is a minor version, anything that
 * could break a built remote a major one.
 */
export const HOST_API_VERSION = '1.4.0';
