import { describe, expect, it } from 'vitest';
import { remotePreload, shellPreload } from './preload-lists.ts';
import type { ViteManifest } from './vite-manifest.ts';

const remote: ViteManifest = {
  'virtual:mf-REMOTE_ENTRY_ID:x': {
    file: 'remote-entry.js',
    imports: ['_sdk.js'],
    dynamicImports: ['src/routes.tsx', 'virtual:mf-localSharedImportMap:x'],
  },
  'virtual:mf-localSharedImportMap:x': { file: 'assets/map.js', imports: ['_sdk.js'] },
  '_sdk.js': { file: 'assets/sdk.js' },
  'src/routes.tsx': {
    file: 'assets/routes.js',
    src: 'src/routes.tsx',
    imports: ['_shared.js'],
    dynamicImports: ['src/pages/list.tsx', 'src/pages/detail.tsx'],
  },
  '_shared.js': { file: 'assets/shared.js' },
  'src/pages/list.tsx': {
    file: 'assets/list.js',
    imports: ['_shared.js', '_table.js'],
    css: ['assets/list.css'],
  },
  '_table.js': { file: 'assets/table.js', imports: ['_shared.js'] },
  'src/pages/detail.tsx': { file: 'assets/detail.js' },
  'virtual:x__H_A_I__hostAutoInit': { file: 'assets/host-init.js' },
};

describe('what is fetched ahead for a remote', () => {
  it('is the entry first, then the share map, the routes and their first page with all that it imports', () => {
    expect(remotePreload(remote, 'src/routes.tsx')).toEqual([
      'remote-entry.js',
      'assets/sdk.js',
      'assets/map.js',
      'assets/routes.js',
      'assets/shared.js',
      'assets/list.js',
      'assets/list.css',
      'assets/table.js',
    ]);
  });

  it('is the routes alone when they import their pages with them', () => {
    const { dynamicImports: _, ...routes } = remote['src/routes.tsx']!;
    const files = remotePreload({ ...remote, 'src/routes.tsx': routes }, 'src/routes.tsx');
    expect(files.at(-1)).toBe('assets/shared.js');
    expect(files).not.toContain('assets/list.js');
  });

  it('stops the build when the plugin names its parts differently', () => {
    const { 'virtual:mf-localSharedImportMap:x': _, ...without } = remote;
    expect(() => remotePreload(without, 'src/routes.tsx')).toThrow('The build has no share map.');
  });
});

describe('what is fetched ahead for the shell', () => {
  const shell: ViteManifest = {
    'index.html': { file: 'assets/index.js', imports: ['_ui.js'] },
    '_ui.js': { file: 'assets/ui.js' },
    'virtual:x__H_A_I__hostAutoInit': { file: 'assets/host-init.js' },
    'virtual:mf-REMOTE_ENTRY_ID:x': { file: 'assets/host-entry.js' },
    'virtual:x__P_S__pendingShares': { file: 'assets/pending.js' },
    'virtual:mf-localSharedImportMap:x': {
      file: 'assets/map.js',
      dynamicImports: ['_ui.js', 'packages/federation/src/query.ts'],
    },
    'packages/federation/src/query.ts': { file: 'assets/query.js' },
    'src/late.tsx': { file: 'assets/late.js' },
  };

  it('is all that stands before the first render, units included, and nothing that comes later', () => {
    expect(shellPreload(shell)).toEqual([
      'assets/host-init.js',
      'assets/host-entry.js',
      'assets/pending.js',
      'assets/map.js',
      'assets/index.js',
      'assets/ui.js',
      'assets/query.js',
    ]);
  });
});
