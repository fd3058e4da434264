import type { RemoteManifest } from '@foyer/federation/document';

/** In words, what two manifests of one version differ in; null when nothing does. The order of keys and of files doesn't matter. */
export function differenceOf(there: RemoteManifest, given: RemoteManifest): string | null {
  const before = new Map(there.files.map((file) => [file.path, file.integrity]));
  for (const { path, integrity } of given.files) {
    if (!before.has(path)) return `It has no file ${path}.`;
    if (before.get(path) !== integrity) return `Its ${path} has other bytes.`;
    before.delete(path);
  }
  const [missing] = before.keys();
  if (missing !== undefined) return `It has a file ${missing} besides.`;
  const { files: _, ...facts } = there;
  const names = Object.keys(facts) as (keyof typeof facts)[];
  const changed = names.find((name) => sortedJson(facts[name]) !== sortedJson(given[name]));
  return changed === undefined ? null : `Its ${changed} is another one.`;
}

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
