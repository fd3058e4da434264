import type { RemoteAddress } from '@foyer/federation';
import { remoteAddress, type RemoteManifest } from '@foyer/federation/document';
import { RemoteLoadError, type LoadFailureType } from '@foyer/federation/loader';

/** Milliseconds that a developer's own machine may take for a small file. */
const PATIENCE_MS = 3_000;

/**
 * The address of what a developer's folder holds now, told from its `foyer-remote.json`. Its files carry no hashes: they change with each build.
 * @throws RemoteLoadError
 */
export async function overriddenAddress(id: string, folder: string): Promise<RemoteAddress> {
  const failed = (type: LoadFailureType, cause?: unknown) =>
    new RemoteLoadError(type, id, 'override', Date.now(), cause);
  let response: Response;
  try {
    response = await fetch(`${folder}foyer-remote.json`, {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw failed(
      cause instanceof DOMException && cause.name === 'TimeoutError' ? 'timeout' : 'network',
      cause,
    );
  }
  if (!response.ok) throw failed('http');
  const manifest = await response.json().catch((cause: unknown) => {
    throw failed('not-javascript', cause);
  });
  if (!isManifestOf(id, manifest))
    throw failed('evaluation', new TypeError(`${folder} is not the folder of ${id}.`));
  return { ...remoteAddress(manifest, { base: folder }), integrity: {} };
}

function isManifestOf(id: string, value: unknown): value is RemoteManifest {
  if (typeof value !== 'object' || value === null) return false;
  const { id: own, entry, hostApi, preload, files } = value as Partial<RemoteManifest>;
  return (
    own === id &&
    typeof entry === 'string' &&
    typeof hostApi === 'string' &&
    Array.isArray(preload) &&
    Array.isArray(files)
  );
}
