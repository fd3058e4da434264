/** Why a remote's code isn't there. Shown as *unavailable*, never as not found or restricted. */
export type LoadFailureType =
  | 'network'
  | 'timeout'
  | 'http'
  | 'not-javascript'
  | 'evaluation'
  | 'incompatible'
  /** A file that isn't the one that was published, or a registry that isn't signed by who should have. */
  | 'integrity';

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

/** What a look at a file's address found; `integrity` is asked for with `hashed`. `null` when nothing answered. */
export type Probe = (
  url: string,
  signal: AbortSignal,
  hashed: boolean,
) => Promise<Readonly<{ status: number; type: string; integrity?: string | null }> | null>;

/** An address, and what its bytes must hash to, where that is known. */
export type ExpectedFile = Readonly<{ url: string; integrity: string | undefined }>;

/**
 * The browser rejects `import()` of a missing file, of HTML, of a tampered file and of a dead host with the same words. A look at the same
 * addresses tells them apart; where all of them answer with the scripts that were published, the code itself is at fault.
 */
export async function diagnose(
  error: unknown,
  files: readonly ExpectedFile[],
  probe: Probe,
  signal: AbortSignal,
): Promise<LoadFailureType> {
  const answers = await Promise.all(files.map(({ url, integrity }) => probe(url, signal, !!integrity)));
  for (const [index, answer] of answers.entries()) {
    const expected = files[index]?.integrity;
    if (!answer) return 'network';
    if (answer.status < 200 || answer.status > 299) return 'http';
    if (!/javascript|ecmascript|text\/css/i.test(answer.type)) return 'not-javascript';
    if (expected && answer.integrity && answer.integrity !== expected) return 'integrity';
  }
  return neverArrived(error) ? 'network' : 'evaluation';
}

/** The file that the browser named when it gave up on an import, if it names one. */
export function fileNamedBy(error: unknown): string | undefined {
  return error instanceof Error ? /https?:\/\/[^\s'"]+/.exec(error.message)?.[0] : undefined;
}

function neverArrived(error: unknown): boolean {
  const words = error instanceof Error ? error.message : String(error);
  return /failed to fetch|importing a module script failed|error loading dynamically imported|load css asset|unable to preload/i.test(
    words,
  );
}

/**
 * Looks at an address with `fetch`, past the cache and into it: a host says of its files that they never change, so a browser would keep one that
 * arrived wrong for as long as the host says, however soon that is repaired.
 */
export const probeByFetch: Probe = async (url, signal, hashed) => {
  try {
    const response = await fetch(url, { cache: 'reload', credentials: 'same-origin', signal });
    const answer = { status: response.status, type: response.headers.get('content-type') ?? '' };
    if (hashed && response.ok) return { ...answer, integrity: await sha384(await response.arrayBuffer()) };
    void response.body?.cancel();
    return answer;
  } catch {
    return null;
  }
};

/** Null where the page is in no secure context: then nothing can be said of the bytes. */
async function sha384(bytes: ArrayBuffer): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  return `sha384-${btoa(String.fromCharCode(...digest))}`;
}
