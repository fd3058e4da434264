import { expect, it } from 'vitest';
import { flawOf, type Arrived } from './signature.ts';

// "Examples: Signature Calculations" of the Amazon S3 API Reference: its requests, its credentials, its signatures.
const KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRETS = { [KEY]: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const NOW = Date.parse('2013-05-24T00:00:00Z');
const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

type Example = Omit<Arrived, 'body'> & { body?: string; signed: string; signature: string };

const arrived = ({ signed, signature, body = '', ...request }: Example): Arrived => ({
  ...request,
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    ...request.headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${KEY}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signed},Signature=${signature}`,
  },
  body: new TextEncoder().encode(body),
});

const get: Example = {
  method: 'GET',
  target: '/test.txt',
  headers: { range: 'bytes=0-9', 'x-amz-content-sha256': NOTHING },
  signed: 'host;range;x-amz-content-sha256;x-amz-date',
  signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
};
const put: Example = {
  method: 'PUT',
  target: '/test%24file.text',
  headers: {
    date: 'Fri, 24 May 2013 00:00:00 GMT',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
  },
  body: 'Welcome to Amazon S3.',
  signed: 'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
  signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
};
const lifecycle: Example = {
  method: 'GET',
  target: '/?lifecycle',
  headers: { 'x-amz-content-sha256': NOTHING },
  signed: 'host;x-amz-content-sha256;x-amz-date',
  signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
};
const list: Example = {
  ...lifecycle,
  target: '/?max-keys=2&prefix=J',
  signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
};

const examples: [name: string, example: Example][] = [
  ['reading an object', get],
  ['writing an object', put],
  ['reading a bucket’s lifecycle', lifecycle],
  ['listing objects', list],
];

it.each(examples)('the published example of %s is believed', (_, example) => {
  expect(flawOf(arrived(example), SECRETS, NOW)).toBeNull();
});

const SIGNED_BY_ANOTHER = { status: 403, code: 'SignatureDoesNotMatch' };

it.each<[string, Example, Readonly<Record<string, string>>, number, { status: number; code: string }]>([
  ['made with another secret', get, { [KEY]: 'another' }, NOW, SIGNED_BY_ANOTHER],
  ['for another path', { ...get, target: '/other.txt' }, SECRETS, NOW, SIGNED_BY_ANOTHER],
  ['for another query', { ...list, target: '/?max-keys=3&prefix=J' }, SECRETS, NOW, SIGNED_BY_ANOTHER],
  ['for another method', { ...get, method: 'PUT' }, SECRETS, NOW, SIGNED_BY_ANOTHER],
  [
    'with another signed header',
    { ...get, headers: { ...get.headers, range: 'bytes=0-8' } },
    SECRETS,
    NOW,
    SIGNED_BY_ANOTHER,
  ],
  ['of an unknown key', get, {}, NOW, { status: 403, code: 'InvalidAccessKeyId' }],
  [
    'whose body is another',
    { ...put, body: 'Welcome!' },
    SECRETS,
    NOW,
    { status: 400, code: 'XAmzContentSHA256Mismatch' },
  ],
  [
    'with a header of AWS that isn’t signed',
    { ...get, headers: { ...get.headers, 'x-amz-acl': 'public-read' } },
    SECRETS,
    NOW,
    { status: 403, code: 'AccessDenied' },
  ],
  ['of twenty minutes ago', get, SECRETS, NOW + 20 * 60_000, { status: 403, code: 'RequestTimeTooSkewed' }],
])('a request %s is not believed', (_, example, secrets, now, flaw) => {
  expect(flawOf(arrived(example), secrets, now)).toEqual(flaw);
});

it('a request without a signature is not believed', () => {
  const { authorization: _, ...headers } = arrived(get).headers;
  expect(flawOf({ ...arrived(get), headers }, SECRETS, NOW)).toEqual({
    status: 400,
    code: 'AuthorizationHeaderMalformed',
  });
});
