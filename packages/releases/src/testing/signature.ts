import { createHash, createHmac } from 'node:crypto';

/** A request as it arrived, before anything in it is believed. */
export type Arrived = Readonly<{
  method: string;
  /** Path and query as they stood in the request line. */
  target: string;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: Uint8Array;
}>;

/** Why a request isn't believed, as S3 names it, or null where its signature is the one that the secret makes. */
export type Flaw = Readonly<{ status: number; code: string }> | null;

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** How far a request's clock may be from the bucket's, in milliseconds: AWS allows a quarter of an hour. */
const SKEW_MS = 15 * 60_000;

/**
 * Checks a header-signed request of AWS Signature Version 4, written from its specification ("Signature Calculations for the Authorization
 * Header", Amazon S3 API Reference) and shown to be right by the examples there. It shares nothing with the library that the store signs with.
 */
export function flawOf(
  { method, target, headers, body }: Arrived,
  secrets: Readonly<Record<string, string>>,
  now: number,
): Flaw {
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : value?.join(',');
  };
  const said =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
      header('authorization') ?? '',
    );
  if (!said) return { status: 400, code: 'AuthorizationHeaderMalformed' };
  const [, key = '', day = '', region = '', names = '', signature = ''] = said;
  const secret = secrets[key];
  if (secret === undefined) return { status: 403, code: 'InvalidAccessKeyId' };

  const time = header('x-amz-date') ?? '';
  const [, year, month, date, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  const at = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at) || !time.startsWith(day)) return { status: 403, code: 'AccessDenied' };
  if (Math.abs(now - at) > SKEW_MS) return { status: 403, code: 'RequestTimeTooSkewed' };

  // What isn't signed could have been put there on the way.
  const signed = names.split(';');
  const mustBeSigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (!mustBeSigned.every((name) => signed.includes(name))) return { status: 403, code: 'AccessDenied' };
  const payload = header('x-amz-content-sha256');
  if (payload === undefined) return { status: 400, code: 'MissingSecurityHeader' };
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body))
    return { status: 400, code: 'XAmzContentSHA256Mismatch' };

  const [path = '', query = ''] = target.split('?');
  const canonical = [
    method,
    path.split('/').map(encoded).join('/'),
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split('='))
      .map(([name = '', value = '']) => `${encoded(name)}=${encoded(value)}`)
      .toSorted()
      .join('&'),
    ...signed.map((name) => `${name}:${(header(name) ?? '').trim().replaceAll(/ +/g, ' ')}`),
    '',
    names,
    payload,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const signingKey = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${secret}`, day));
  return hmac(signingKey, toSign).toString('hex') === signature
    ? null
    : { status: 403, code: 'SignatureDoesNotMatch' };
}

/** Once, whatever the sender encoded: all but letters, digits and `-._~`. */
const encoded = (part: string): string =>
  encodeURIComponent(decodeURIComponent(part)).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
