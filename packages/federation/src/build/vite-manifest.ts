/** A chunk in Vite's `.vite/manifest.json`, as far as we read it. */
export type ManifestChunk = Readonly<{
  file: string;
  src?: string;
  name?: string;
  isEntry?: boolean;
  imports?: readonly string[];
  dynamicImports?: readonly string[];
  css?: readonly string[];
}>;

export type ViteManifest = Readonly<Record<string, ManifestChunk>>;

/** The files of the chunks named by `keys` and of all that they import statically, in order, each once. */
export function staticFiles(manifest: ViteManifest, keys: readonly string[]): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  return [...files];
}

/** The key of the only chunk that `matches`; throws when there is none, naming `what` is missing. */
export function chunkKey(
  manifest: ViteManifest,
  what: string,
  matches: (key: string, chunk: ManifestChunk) => boolean,
): string {
  const key = Object.keys(manifest).find((candidate) => matches(candidate, manifest[candidate]!));
  if (key === undefined) throw new Error(`The build has no ${what}.`);
  return key;
}
