import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { headersOf, OtherBytesError, sameBytes, StoreError, type ReleaseStore } from './release-store.ts';

export type Bucket = Readonly<{
  bucket: string;
  /** In front of every path; without slashes at its ends. Empty: the top of the bucket. */
  prefix?: string;
  /** Of the service, such as `https://s3.eu-central-1.amazonaws.com` or `http://127.0.0.1:9000`; the bucket's name is put behind it. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  /** How often a request is sent that the bucket can't answer; waits grow between them. */
  tries?: number;
}>;

/**
 * Keeps versions in a bucket of S3 or of anything that speaks its language. Files get their media type, the headers of what never changes, and
 * `content-encoding: br` for `.br` siblings.
 *
 * Each file is looked for before it is written, and written under the condition that it still isn't there: a bucket that doesn't know
 * conditional writes is safe from everything but two writers at the same moment.
 */
export function s3Store(where: Bucket): ReleaseStore {
  const { bucket, prefix = '', endpoint, ...credentials } = where;
  const client = new AwsClient({
    service: 's3',
    retries: (where.tries ?? 4) - 1,
    region: credentials.region,
    accessKeyId: credentials.accessKeyId,
    secretAccessKey: credentials.secretAccessKey,
    ...(credentials.sessionToken && { sessionToken: credentials.sessionToken }),
  });
  const place = ['s3:/', bucket, prefix].filter(Boolean).join('/');
  const top = `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}`;
  const keyOf = (path: string): string => (prefix ? `${prefix}/${path}` : path);
  const urlOf = (path: string): string =>
    `${top}/${keyOf(path).split('/').map(encodeURIComponent).join('/')}`;

  const send: AwsClient['fetch'] = (url, init) =>
    client.fetch(url, init).catch((cause: unknown) => {
      throw new StoreError(`${place} can't be reached at ${endpoint}.`, { cause });
    });

  const read: ReleaseStore['read'] = async (path) => {
    const answer = await send(urlOf(path), { cache: 'no-store' });
    if (answer.status === 404) return null;
    if (!answer.ok) throw await refusal(answer, `reading ${path} from ${place}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const whatIsThere = async (path: string, body: Uint8Array): Promise<'there' | null> => {
    const found = await read(path);
    if (found && !sameBytes(found, body)) throw new OtherBytesError(path, place);
    return found ? 'there' : null;
  };
  const write = (
    path: string,
    body: Uint8Array<ArrayBuffer>,
    condition: Readonly<Record<string, string>>,
  ): Promise<Response> =>
    send(urlOf(path), {
      method: 'PUT',
      body,
      headers: {
        ...headersOf(path),
        ...condition,
        // Signed with the request, so that a bucket refuses what arrives otherwise than it was sent.
        'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
      },
    });

  return {
    place,
    read,
    put: async (path, body) => {
      const there = await whatIsThere(path, body);
      if (there) return there;
      const answer = await write(path, body, { 'if-none-match': '*' });
      if (answer.ok) return 'written';
      // Another writer was faster; or is about to be, which leaves the file to whoever asks again.
      if (answer.status === 412 || answer.status === 409) {
        const theirs = await whatIsThere(path, body);
        if (theirs) return theirs;
      }
      if (answer.status !== 501) throw await refusal(answer, `writing ${path} to ${place}`);
      const plain = await write(path, body, {});
      if (!plain.ok) throw await refusal(plain, `writing ${path} to ${place}`);
      return 'written';
    },
    list: async (folder) => {
      const paths: string[] = [];
      let token: string | undefined;
      do {
        const query = new URLSearchParams({
          'list-type': '2',
          'encoding-type': 'url',
          prefix: keyOf(folder),
        });
        if (token) query.set('continuation-token', token);
        const answer = await send(`${top}?${query}`);
        if (!answer.ok) throw await refusal(answer, `listing ${folder} in ${place}`);
        const xml = await answer.text();
        for (const [, key = ''] of xml.matchAll(/<Key>([^<]*)<\/Key>/g))
          paths.push(decodeURIComponent(key.replaceAll('+', ' ')).slice(prefix ? prefix.length + 1 : 0));
        token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(xml)?.[1];
      } while (token);
      return paths.sort();
    },
  };
}

/**
 * The bucket that `s3://bucket/prefix` names, reached as the usual variables say: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN,
 * AWS_REGION, AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL.
 * @throws TypeError that names what is missing
 */
export function bucketOf(address: string, env: Readonly<Record<string, string | undefined>>): Bucket {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*?)\/*$/.exec(address) ?? [];
  if (!bucket) throw new TypeError(`${address} is no s3://bucket/prefix.`);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey)
    throw new TypeError(`Writing to ${address} needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`);
  const region = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const endpoint =
    env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'] ?? `https://s3.${region}.amazonaws.com`;
  return {
    bucket,
    prefix,
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
    sessionToken: env['AWS_SESSION_TOKEN'],
  };
}

/** What somebody can do about a refusal, by S3's name for it. */
const WHAT_TO_DO: Readonly<Record<string, string>> = {
  SignatureDoesNotMatch: "The secret isn't the one of this key: check AWS_SECRET_ACCESS_KEY.",
  InvalidAccessKeyId: 'There is no such key: check AWS_ACCESS_KEY_ID and the endpoint.',
  InvalidToken: 'AWS_SESSION_TOKEN is of another key: get all three anew, or leave it out for a lasting key.',
  ExpiredToken: 'AWS_SESSION_TOKEN has run out: get all three anew.',
  RequestTimeTooSkewed: "This machine's clock is wrong: set it.",
  AccessDenied: 'The key may not do this: it needs s3:GetObject, s3:PutObject and s3:ListBucket there.',
  AuthorizationHeaderMalformed: 'The bucket may be in another region: check AWS_REGION.',
  PermanentRedirect: 'The bucket is in another region: check AWS_REGION.',
  NoSuchBucket: 'There is no such bucket: create it, or check its name and AWS_REGION.',
};

async function refusal(answer: Response, what: string): Promise<StoreError> {
  const text = await answer.text().catch(() => '');
  const code = /<Code>([^<]+)<\/Code>/.exec(text)?.[1];
  const advice = code && WHAT_TO_DO[code];
  return new StoreError(
    `The bucket refused ${what}: ${answer.status}${code ? ` ${code}` : ''}.${advice ? ` ${advice}` : ''}`,
  );
}
