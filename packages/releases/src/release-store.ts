/**
 * Where the files of released versions lie: `<id>/<version>/<file>`. What is there stays as it is: nothing can be written over, so that a
 * version means the same bytes for ever. A version is there once its `foyer-remote.json` is, which is written last.
 */
export type ReleaseStore = Readonly<{
  /** For messages: a folder, or `s3://bucket/prefix`. */
  place: string;
  /**
   * Writes a file unless it is there; `there` when it is, with the same bytes.
   * @throws OtherBytesError when it is there with other bytes
   */
  put: (path: string, body: Uint8Array<ArrayBuffer>) => Promise<'written' | 'there'>;
  /** A file's bytes, or null. */
  read: (path: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** The paths of all files below a folder such as `calls/`, sorted. */
  list: (folder: string) => Promise<string[]>;
}>;

/** Something stands in the way of a version; the message says what, in a sentence. */
export class StoreError extends Error {}

/** A file is there already, with other bytes than those that were to be written. */
export class OtherBytesError extends StoreError {
  readonly path: string;

  constructor(path: string, place: string) {
    super(`${path} is in ${place} already, with other bytes.`);
    this.name = 'OtherBytesError';
    this.path = path;
  }
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
};

/** The headers that a file of a version is served with. A `.br` sibling has its original's type. */
export function headersOf(path: string): Readonly<Record<string, string>> {
  const original = path.replace(/\.br$/, '');
  const extension = /\.(\w+)$/.exec(original)?.[1] ?? '';
  return {
    'content-type': MEDIA_TYPES[extension] ?? 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    ...(original === path ? {} : { 'content-encoding': 'br' }),
  };
}

/** Whether two files have the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
