import { expect, it } from 'vitest';
import { remoteAddress, remoteBase, type RemoteManifest } from './manifest.ts';

const calls: RemoteManifest = {
  id: 'calls',
  version: '0.1.0-abc',
  hostApi: '^1.0.0',
  entry: 'remote-entry.js',
  preload: ['remote-entry.js', 'assets/routes.js'],
  files: [],
};

it('a remote’s address names files of its own version, in its own folder', () => {
  expect(remoteAddress(calls)).toEqual({
    id: 'calls',
    version: '0.1.0-abc',
    hostApi: '^1.0.0',
    entry: '/remotes/calls/0.1.0-abc/remote-entry.js',
    preload: ['/remotes/calls/0.1.0-abc/remote-entry.js', '/remotes/calls/0.1.0-abc/assets/routes.js'],
  });
  expect(remoteAddress(calls, 'https://cdn.example/calls/').entry).toBe(
    'https://cdn.example/calls/remote-entry.js',
  );
});

it('a name or version can’t lead out of the folder', () => {
  expect(remoteBase({ id: '../api', version: '1/../..' })).toBe('/remotes/..%2Fapi/1%2F..%2F../');
});
