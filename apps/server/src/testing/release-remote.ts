import type { ClientOf } from '@foyer/contract';
import type { ReleaseContract } from '@foyer/contract/releases';
import type { ReleaseChannel, RemoteManifest } from '@foyer/federation/document';

/** What a build of two files would write; `content` stands for their bytes. */
export function manifestOf(id: string, version: string, content = version): RemoteManifest {
  const integrity = `sha384-${btoa(`${id} ${content}`).replaceAll('=', '').padEnd(64, 'A').slice(0, 64)}`;
  return {
    id,
    version,
    hostApi: '^1.0.0',
    area: null,
    entry: 'entry.js',
    preload: ['entry.js'],
    shared: { react: { version: '19.0.0', names: ['useState'] } },
    files: ['assets/page.js', 'entry.js'].map((path) => ({ path, bytes: 10, brotli: 10, integrity })),
  };
}

/** An address of another origin, where nobody looks whether anything is there. */
export const baseOf = (id: string, version: string): string => `https://cdn.test/${id}/${version}/`;

/** Publishes a version and makes it live. */
export async function releaseRemote(
  operator: ClientOf<ReleaseContract>,
  id: string,
  version: string,
  options: { readonly channel?: ReleaseChannel; readonly base?: string } = {},
): Promise<void> {
  const { channel = 'stable', base = baseOf(id, version) } = options;
  // The contract's types are what travels; a manifest is only read.
  const manifest = structuredClone(manifestOf(id, version)) as Parameters<
    typeof operator.publishRelease
  >[0]['body']['manifest'];
  await operator.publishRelease({ params: { remote: id }, body: { manifest, base } });
  await operator.promoteRelease({ params: { remote: id }, body: { version, channel } });
}
