/** Why a remote's code isn't there. Shown as *unavailable*, never as not found or restricted. */
export type LoadFailureType =
  | 'network'
  | 'timeout'
  | 'http'
  | 'not-javascript'
  | 'evaluation'
  | 'incompatible';

/** A remote that couldn't be loaded, or that broke while it showed a page. */
export class RemoteLoadError extends Error {
  readonly type: LoadFailureType;
  readonly remote: string;
  readonly version: string;
  /** When it happened, milliseconds since the epoch. */
  readonly at: number;

  constructor(type: LoadFailureType, remote: string, version: string, at: number, cause?: unknown) {
    super(`The remote ${remote} ${version} is unavailable: ${type}.`, { cause });
    this.name = 'RemoteLoadError';
    this.type = type;
    this.remote = remote;
    this.version = version;
    this.at = at;
  }
}

/** What a look at a file's address found. `null` when nothing answered. */
export type Probe = (url: string, signal: AbortSignal) => Promise<{ status: number; type: string } | null>;

/**
 * The browser rejects `import()` of a missing file, of HTML and of a dead host with the same words. A look at
 * the same addresses tells them apart; where all of them answer with scripts, the code itself is at fault.
 */
export async function diagnose(
  error: unknown,
  urls: readonly string[],
  probe: Probe,
  signal: AbortSignal,
): Promise<LoadFailureType> {
  const answers = await Promise.all(urls.map((url) => probe(url, signal)));
  for (const answer of answers) {
    if (!answer) return 'network';
    if (answer.status < 200 || answer.status > 299) return 'http';
    if (!/javascript|ecmascript|text\/css/i.test(answer.type)) return 'not-javascript';
  }
  return neverArrived(error) ? 'network' : 'evaluation';
}

function neverArrived(error: unknown): boolean {
  const words = error instanceof Error ? error.message : String(error);
  return /failed to fetch|importing a module script failed|error loading dynamically imported|load css asset|unable to preload/i.test(
    words,
  );
}

/** Looks at an address with `fetch`, past the cache. */
export const probeByFetch: Probe = async (url, signal) => {
  try {
    const response = await fetch(url, { cache: 'no-store', credentials: 'same-origin', signal });
    void response.body?.cancel();
    return { status: response.status, type: response.headers.get('content-type') ?? '' };
  } catch {
    return null;
  }
};
