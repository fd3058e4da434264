import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request as sendOn } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderStore } from './folder-store.ts';
import { OtherBytesError, StoreError, type ReleaseStore } from './release-store.ts';
import { bucketOf, s3Store } from './s3-store.ts';
import { startBucketServer, type BucketServer } from './testing/bucket-server.ts';
import { startStrictBucket, type StrictBucket } from './testing/strict-bucket.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const textOf = (found: Uint8Array | null): string | null => found && new TextDecoder().decode(found);

const work = mkdtempSync(join(tmpdir(), 'foyer-stores-'));
let server: BucketServer;
let strict: StrictBucket;

beforeAll(async () => {
  [server, strict] = await Promise.all([startBucketServer(), startStrictBucket()]);
});
afterAll(async () => {
  await Promise.all([server.stop(), strict.stop()]);
  rmSync(work, { recursive: true, force: true });
});

const bucket = (prefix: string): ReleaseStore => s3Store(bucketOf(`s3://remotes/${prefix}`, server.env));
const strictBucket = (prefix: string, env: Readonly<Record<string, string>> = {}): ReleaseStore =>
  s3Store({ ...bucketOf(`s3://remotes/${prefix}`, { ...strict.env, ...env }), tries: 1 });

const stores: [name: string, open: (name: string) => ReleaseStore][] = [
  ['a folder', (name) => folderStore(join(work, name))],
  ['a bucket', (name) => bucket(name)],
  ['the top of a folder in a bucket', (name) => bucket(`portal/${name}/`)],
  ['a bucket that verifies every signature', (name) => strictBucket(name)],
];

describe.each(stores)('%s', (kind, open) => {
  const store = (name: string) => open(`${kind.replaceAll(' ', '-')}-${name}`);

  it('gives back what was written, and nothing where nothing was', async () => {
    const files = store('read');
    expect(await files.put('calls/1.0.0-a/assets/routes-A_b+@.js', bytes('export {}'))).toBe('written');
    expect(textOf(await files.read('calls/1.0.0-a/assets/routes-A_b+@.js'))).toBe('export {}');
    expect(await files.read('calls/1.0.0-a/assets/gone.js')).toBeNull();
  });

  it('never lets a file be written over: the same bytes are there already, others are refused by name', async () => {
    const files = store('once');
    await files.put('calls/1.0.0-a/a.js', bytes('first'));
    expect(await files.put('calls/1.0.0-a/a.js', bytes('first'))).toBe('there');
    const refused = files.put('calls/1.0.0-a/a.js', bytes('other'));
    await expect(refused).rejects.toThrow(OtherBytesError);
    await expect(refused).rejects.toThrow(/calls\/1\.0\.0-a\/a\.js is in .* with other bytes/);
    expect(textOf(await files.read('calls/1.0.0-a/a.js'))).toBe('first');
  });

  it('lists what lies below a folder, and no neighbour of a similar name', async () => {
    const files = store('list');
    for (const path of ['calls/2/b.js', 'calls/1/a.js', 'callsign/1/a.js'])
      await files.put(path, bytes(path));
    expect(await files.list('calls/')).toEqual(['calls/1/a.js', 'calls/2/b.js']);
    expect(await files.list('agents/')).toEqual([]);
  });
});

describe('a folder', () => {
  it('keeps one of many writers at the same moment, whole, and tells the others', async () => {
    const files = folderStore(join(work, 'race'));
    const bodies = Array.from({ length: 20 }, (_, index) => bytes(`${index}`.repeat(50_000)));
    const ends = await Promise.allSettled(bodies.map((body) => files.put('calls/1/a.js', body)));
    const won = ends.flatMap((end, index) => (end.status === 'fulfilled' ? [index] : []));
    expect(won).toHaveLength(1);
    expect(await files.read('calls/1/a.js')).toEqual(Buffer.from(bodies[won[0] ?? -1] ?? []));
    expect(readdirSync(join(work, 'race/calls/1'))).toEqual(['a.js']);
  });

  it('has no path out of itself', async () => {
    const files = folderStore(join(work, 'inside'));
    await expect(files.put('../outside.js', bytes('x'))).rejects.toThrow(TypeError);
    expect(() => files.read('calls/../../outside.js')).toThrow(TypeError);
  });
});

describe('a bucket', () => {
  it('serves files with their type, for ever, and compressed siblings as what they are', async () => {
    const files = bucket('headers');
    for (const path of ['calls/1/a.js', 'calls/1/a.js.br', 'calls/1/foyer-remote.json'])
      await files.put(path, bytes('x'));
    const headers = async (path: string) => {
      const { headers: got } = await fetch(`${server.endpoint}/remotes/headers/calls/1/${path}`, {
        method: 'HEAD',
      });
      return [got.get('content-type'), got.get('content-encoding'), got.get('cache-control')];
    };
    const forever = 'public, max-age=31536000, immutable';
    expect(await headers('a.js')).toEqual(['text/javascript; charset=utf-8', null, forever]);
    expect(await headers('a.js.br')).toEqual(['text/javascript; charset=utf-8', 'br', forever]);
    expect(await headers('foyer-remote.json')).toEqual(['application/json', null, forever]);
  });

  it('says in the bucket’s own words why it refused', async () => {
    const stranger = { ...server.env, AWS_ACCESS_KEY_ID: 'stranger' };
    const files = s3Store(bucketOf('s3://remotes', stranger));
    await expect(files.read('calls/1/a.js')).rejects.toThrow(/refused reading .*: 403 InvalidAccessKeyId/);
    const nobody = s3Store({
      ...bucketOf('s3://remotes', server.env),
      endpoint: 'http://127.0.0.1:1',
      tries: 1,
    });
    await expect(nobody.read('calls/1/a.js')).rejects.toThrow(
      "s3://remotes can't be reached at http://127.0.0.1:1.",
    );
    const missing = s3Store(bucketOf('s3://no-such-bucket', server.env));
    await expect(missing.list('calls/')).rejects.toThrow(
      /listing calls\/ in s3:\/\/no-such-bucket: 404 NoSuchBucket/,
    );
  });

  // The server of these tests writes whatever the condition: one in front of it answers as buckets do that know conditional writes, or that
  // refuse to hear of them.
  it.each([
    ['that knows conditional writes tells who came second', 412, OtherBytesError],
    ['that refuses conditional writes is written to without one', 501, null],
  ])('%s', async (_, status, error) => {
    const asked: (string | undefined)[] = [];
    const inFront = createServer((request, response) => {
      if (request.method === 'PUT') asked.push(request.headers['if-none-match']);
      const refused = request.method === 'PUT' && request.headers['if-none-match'] === '*';
      const other =
        refused && status === 412 ? bucket(`${status}`).put('calls/1/a.js', bytes('other')) : null;
      void Promise.resolve(other).then(() => {
        if (refused) return response.writeHead(status).end();
        const options = { method: request.method, headers: request.headers };
        const through = sendOn(server.endpoint + request.url, options, (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        });
        return request.pipe(through);
      });
    });
    inFront.listen(0, '127.0.0.1');
    await once(inFront, 'listening');
    const { port } = inFront.address() as AddressInfo;
    const address = { ...server.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
    const files = s3Store({ ...bucketOf(`s3://remotes/${status}`, address), tries: 1 });
    const written = files.put('calls/1/a.js', bytes('mine'));
    if (error) await expect(written).rejects.toThrow(error);
    else expect(await written).toBe('written');
    expect(asked).toEqual(error ? ['*'] : ['*', undefined]);
    expect(textOf(await files.read('calls/1/a.js'))).toBe(error ? 'other' : 'mine');
    inFront.closeAllConnections();
    inFront.close();
  });

  it('keeps one of many writers at the same moment, whole, and tells the others', async () => {
    const files = strictBucket('race');
    const bodies = Array.from({ length: 20 }, (_, index) => bytes(`${index}`.repeat(5_000)));
    const ends = await Promise.allSettled(bodies.map((body) => files.put('calls/1/a.js', body)));
    const won = ends.flatMap((end, index) => (end.status === 'fulfilled' ? [index] : []));
    expect(won).toHaveLength(1);
    const told = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    expect(told.every((reason) => reason instanceof OtherBytesError)).toBe(true);
    expect(await files.read('calls/1/a.js')).toEqual(bodies[won[0] ?? -1]);
  });

  it('lists more than fits on one page', async () => {
    const files = strictBucket('pages');
    const paths = ['calls/1/a b.js', 'calls/1/b+&.js', 'calls/1/c.js', 'calls/1/d.js', 'calls/1/é.js'];
    for (const path of paths) await files.put(path, bytes(path));
    expect(await files.list('calls/')).toEqual(paths);
  });

  it('signs a session’s token along with the rest', async () => {
    const files = strictBucket('token', { AWS_SESSION_TOKEN: 'of+this/session==' });
    expect(await files.put('calls/1/a.js', bytes('x'))).toBe('written');
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a secret of another key',
      { AWS_SECRET_ACCESS_KEY: 'wrong' },
      /^The bucket refused reading calls\/1\/a\.js from s3:\/\/remotes\/x: 403 SignatureDoesNotMatch\. .* check AWS_SECRET_ACCESS_KEY\.$/,
    ],
    [
      'a key that isn’t there',
      { AWS_ACCESS_KEY_ID: 'stranger' },
      /403 InvalidAccessKeyId\. .* check AWS_ACCESS_KEY_ID and the endpoint\.$/,
    ],
  ])('with %s, says what to do', async (_, env, words) => {
    const refused = strictBucket('x', env).put('calls/1/a.js', bytes('x'));
    await expect(refused).rejects.toThrow(StoreError);
    await expect(refused).rejects.toThrow(words);
    expect(await strictBucket('x').read('calls/1/a.js')).toBeNull();
  });

  it('on a machine whose clock is wrong, says to set it', async () => {
    strict.skew(3_600_000);
    await expect(strictBucket('x').read('calls/1/a.js')).rejects.toThrow(
      /403 RequestTimeTooSkewed\. This machine's clock is wrong: set it\.$/,
    );
    strict.skew(0);
    expect(await strictBucket('x').read('calls/1/a.js')).toBeNull();
  });

  it('is found by the usual variables, and names those that are missing', () => {
    const credentials = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };
    expect(bucketOf('s3://remotes/a/b/', credentials)).toMatchObject({
      bucket: 'remotes',
      prefix: 'a/b',
      endpoint: 'https://s3.us-east-1.amazonaws.com',
    });
    expect(() => bucketOf('s3://remotes', {})).toThrow(/AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/);
    expect(() => bucketOf('https://remotes', credentials)).toThrow(/no s3:\/\/bucket/);
  });
});
