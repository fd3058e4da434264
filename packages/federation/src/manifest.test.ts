import { expect, it } from 'vitest';
import { remoteAddress, remoteBase, type RemoteManifest } from './manifest.ts';

const file = (path: string) => ({ path, bytes: 1, brotli: 1, integrity: `sha384-${path}` });

const calls: RemoteManifest = {
  id: 'calls',
  version: '0.1.0-abc',
  hostApi: '^1.0.0',
  area: { path: '/calls', title: 'Calls', capability: 'calls' },
  entry: 'remote-entry.js',
  preload: ['remote-entry.js', 'assets/routes.js'],
  shared: {},
  files: ['assets/list.css', 'assets/routes.js', 'logo.svg', 'remote-entry.js'].map(file),
};

it('a remote’s address names files of its own version, in its own folder', () => {
  expect(remoteAddress(calls)).toEqual({
    id: 'calls',
    version: '0.1.0-abc',
    channel: 'stable',
    hostApi: '^1.0.0',
    base: '/remotes/calls/0.1.0-abc/',
    entry: 'remote-entry.js',
    preload: ['remote-entry.js', 'assets/routes.js'],
    integrity: {
      'assets/list.css': 'sha384-assets/list.css',
      'assets/routes.js': 'sha384-assets/routes.js',
      'remote-entry.js': 'sha384-remote-entry.js',
    },
    disabled: null,
  });
  const elsewhere = {
    base: 'https://cdn.example/calls/',
    channel: 'canary',
    disabled: 'Back at noon.',
  } as const;
  expect(remoteAddress(calls, elsewhere)).toMatchObject(elsewhere);
});

it('a name or version can’t lead out of the folder', () => {
  expect(remoteBase({ id: '../api', version: '1/../..' })).toBe('/remotes/..%2Fapi/1%2F..%2F../');
});
