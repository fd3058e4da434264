import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { flawOf } from './signature.ts';
import type { BucketServer } from './bucket-server.ts';

type Stored = Readonly<{ body: Uint8Array; headers: Readonly<Record<string, string>> }>;

export type StrictBucket = BucketServer &
  Readonly<{
    /** Milliseconds that the bucket's clock goes before this machine's. */
    skew: (ms: number) => void;
  }>;

const KEY = 'AKIAFOYERTEST';
const SECRET = 'a secret/with+characters=that are easily lost';
/** How many keys a list has at most, so that tests go through its pages. */
const PAGE = 2;

/**
 * A bucket, `remotes`, as strict as Amazon's: everything but reading a file by its address needs a signature, which is verified, and
 * `if-none-match: *` writes nothing over. In memory.
 */
export async function startStrictBucket(): Promise<StrictBucket> {
  const files = new Map<string, Stored>();
  let skew = 0;

  const answer = (request: IncomingMessage, body: Uint8Array): Answer => {
    const { method = '', url: target = '/', headers } = request;
    const { pathname, searchParams } = new URL(target, 'http://bucket');
    const [, bucket = '', ...parts] = pathname.split('/').map(decodeURIComponent);
    const key = parts.join('/');
    const isPublic = headers.authorization === undefined && (method === 'GET' || method === 'HEAD') && key;
    const flaw = isPublic
      ? null
      : flawOf({ method, target, headers, body }, { [KEY]: SECRET }, Date.now() + skew);
    if (flaw) return refused(flaw.status, flaw.code);
    if (bucket !== 'remotes') return refused(404, 'NoSuchBucket');
    if (key === '' && method === 'GET') return listed([...files.keys()], searchParams);
    switch (method) {
      case 'GET':
      case 'HEAD': {
        const found = files.get(key);
        if (!found) return refused(404, 'NoSuchKey');
        return { status: 200, headers: found.headers, body: found.body };
      }
      case 'PUT': {
        // Looked at and written without waiting in between: of many writers at the same moment, one is first.
        if (headers['if-none-match'] === '*' && files.has(key)) return refused(412, 'PreconditionFailed');
        const kept = ['content-type', 'content-encoding', 'cache-control'].flatMap((name) => {
          const value = headers[name];
          return typeof value === 'string' ? [[name, value]] : [];
        });
        files.set(key, { body, headers: Object.fromEntries(kept) as Record<string, string> });
        return { status: 200, headers: {}, body: '' };
      }
      default:
        return refused(405, 'MethodNotAllowed');
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, headers, body } = answer(request, Buffer.concat(chunks));
      response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    env: { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: SECRET },
    skew: (ms) => {
      skew = ms;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Answer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | string;
}>;

const XML = { 'content-type': 'application/xml' };

const refused = (status: number, code: string): Answer => ({
  status,
  headers: XML,
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>Refused.</Message></Error>`,
});

/** ListObjectsV2: keys in the order of their bytes, URL-encoded as asked. */
function listed(keys: readonly string[], asked: URLSearchParams): Answer {
  const after = Buffer.from(asked.get('continuation-token') ?? '', 'base64url').toString();
  const rest = keys.filter((key) => key.startsWith(asked.get('prefix') ?? '') && key > after).toSorted();
  const page = rest.slice(0, PAGE);
  const last = page.at(-1);
  const next =
    last !== undefined && rest.length > page.length
      ? `<NextContinuationToken>${Buffer.from(last).toString('base64url')}</NextContinuationToken>`
      : '';
  const contents = page.map(
    (key) => `<Contents><Key>${encodeURIComponent(key).replaceAll('%2F', '/')}</Key></Contents>`,
  );
  return {
    status: 200,
    headers: XML,
    body: `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`,
  };
}
