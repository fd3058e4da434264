import { describe, expect, it } from 'vitest';
import { createReleaseClient, remoteBaseSchema, remoteManifestSchema } from './releases.ts';

const integrity = `sha384-${'A'.repeat(64)}`;
const manifest = {
  id: 'calls',
  version: '0.1.0-0a1b2c3d4e5f',
  hostApi: '^1.0.0',
  area: { path: '/calls', title: 'Calls', capability: 'calls' },
  entry: 'remote-entry.js',
  preload: ['remote-entry.js', 'assets/routes-a_B.js'],
  shared: { react: { version: '19.2.0', names: ['useState'] } },
  files: ['remote-entry.js', 'assets/routes-a_B.js'].map((path) => ({
    path,
    bytes: 10,
    brotli: 10,
    integrity,
  })),
};

describe('the manifest that is published', () => {
  it('is what a build writes', () => {
    expect(remoteManifestSchema.parse(manifest)).toEqual(manifest);
    expect(remoteManifestSchema.safeParse({ ...manifest, area: null }).success).toBe(true);
  });

  it.each([
    ['a version with another try in its name', { version: '0.1.0~1' }],
    ['a version that is a path', { version: '..' }],
    ['a version that starts another folder', { version: '1/2' }],
    ['an id that is a path', { id: '../api' }],
    ['an entry that isn’t among the files', { entry: 'other.js' }],
    ['a preload that isn’t among the files', { preload: ['gone.js'] }],
    [
      'a file that leads out',
      { files: [...manifest.files, { ...manifest.files[0]!, path: 'a/../../b.js' }] },
    ],
    ['a file of the root', { files: [...manifest.files, { ...manifest.files[0]!, path: '/a.js' }] }],
    ['a file twice', { files: [...manifest.files, manifest.files[0]] }],
    ['a hash that isn’t one', { files: manifest.files.map((file) => ({ ...file, integrity: 'sha384-x' })) }],
    ['a field of nobody’s', { evil: true }],
  ])('is refused with %s', (_, change) => {
    expect(remoteManifestSchema.safeParse({ ...manifest, ...change }).success).toBe(false);
  });
});

it.each([
  ['/remotes/calls/1.0.0-a/', true],
  ['https://cdn.example/portal/calls/1.0.0-a/', true],
  ['http://127.0.0.1:4501/', true],
  ['https://cdn.example/calls', false],
  ['//cdn.example/calls/', false],
  ['javascript:alert(1)//', false],
  ['https://user:word@cdn.example/', false],
  ["https://cdn.example/; script-src 'unsafe-inline'/", false],
  ['https://*.example/calls/', false],
  ['calls/', false],
])('%s is a place for a remote’s files: %s', (base, good) => {
  expect(remoteBaseSchema.safeParse(base).success).toBe(good);
});

it('an operator’s client sends its token, and a public one none', async () => {
  const sent: (string | null)[] = [];
  const answer = async (request: Request): Promise<Response> => {
    sent.push(request.headers.get('authorization'));
    return Response.json({ items: [] });
  };
  const options = { baseUrl: 'http://portal.test', fetch: answer };
  await createReleaseClient({ ...options, token: 'a token' }).listReleases();
  await createReleaseClient(options).getShell();
  expect(sent).toEqual(['Bearer a token', null]);
});
