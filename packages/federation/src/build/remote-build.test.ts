import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RemoteManifest } from '../manifest.ts';
import { smallRemote, type SmallApp } from '../testing/small-app.ts';

let app: SmallApp | undefined;
afterEach(() => app?.remove());

async function build(files: Record<string, string> = {}, id = 'agents') {
  app = smallRemote(id, files);
  const { code, output } = await app.build();
  return {
    code,
    output,
    folder: app.folder,
    manifest: () => JSON.parse(app?.read('dist/foyer-remote.json') ?? '') as RemoteManifest,
  };
}

describe('a remote’s manifest', () => {
  it('names what its modules import of each shared unit, types and unused modules apart, with the version of the library behind it', async () => {
    const { code, manifest } = await build({
      'src/page.tsx': `
        import { useState } from 'react';
        import { Button, PageFrame, type SxProps } from '@foyer/ui';
        import { useIsFetching } from '@foyer/federation/query';
        import { Link as To } from '@foyer/federation/router';
        export const Page = () => {
          const [open] = useState(false);
          const sx: SxProps = {};
          return <PageFrame title={String(open)}><Button sx={sx} /><To to="/">{useIsFetching()}</To></PageFrame>;
        };
      `,
      'src/lazy.tsx': `export { StatusBadge as Badge } from '@foyer/ui';`,
      'src/routes.tsx': `
        import { Page } from './page.tsx';
        export const routes = [
          { index: true, element: <Page /> },
          { path: 'more', lazy: async () => ({ Component: (await import('./lazy.tsx')).Badge }) },
        ];
      `,
      'src/nowhere.tsx': `import { Stack } from '@foyer/ui';\nexport const Nowhere = Stack;\n`,
    });
    expect(code).toBe(0);
    const { shared, area, version, hostApi } = manifest();
    const names = Object.fromEntries(Object.entries(shared).map(([unit, one]) => [unit, one.names]));
    expect(names).toEqual({
      react: ['useState'],
      '@foyer/ui': ['Button', 'PageFrame', 'StatusBadge'],
      '@foyer/federation/query': ['useIsFetching'],
      '@foyer/federation/router': ['Link'],
    });
    expect(shared['react']?.version).toMatch(/^19\./);
    expect(shared['@foyer/federation/router']?.version).toMatch(/^8\./);
    expect(area).toEqual({ path: '/agents', title: 'Agents', capability: 'agents' });
    expect(version).toMatch(/^1\.2\.3-[0-9a-f]{12}$/);
    expect(hostApi).toMatch(/^\^1\./);
  });

  it('has no area where the list of areas names none for it', async () => {
    const { manifest } = await build({}, 'not-listed');
    expect(manifest().area).toBeNull();
  });
});

it('a remote’s source maps lie apart from what is served', async () => {
  const { folder, manifest } = await build();
  const served = readdirSync(join(folder, 'dist'), { recursive: true }).map(String);
  expect(served.filter((name) => name.includes('.map'))).toEqual([]);
  expect(manifest().files.filter(({ path }) => path.includes('.map'))).toEqual([]);
  const apart = readdirSync(join(folder, 'dist-maps'), { recursive: true }).map(String);
  const page = apart.find((name) => /routes-.*\.js\.map$/.test(name)) ?? '';
  expect(app?.read(`dist-maps/${page}`)).toContain('Words');
  expect(existsSync(join(folder, 'dist', page.replace('.map', '')))).toBe(true);
  expect(app?.read(`dist/${page.replace('.map', '')}`)).not.toContain('sourceMappingURL');
});

describe('a remote that would bring what the shell has doesn’t build, and the build says what to write instead', () => {
  const page = (head: string, body: string) =>
    `${head}\nexport const Page = () => <p>{String(${body})}</p>;\n`;
  const cases: [what: string, files: Record<string, string>, says: RegExp][] = [
    [
      'the router, imported past its unit',
      { 'src/page.tsx': page(`import { Link } from 'react-router';`, 'Link') },
      /Import react-router through @foyer\/federation\/router/,
    ],
    [
      'a part of MUI, imported past its unit and lazily',
      { 'src/page.tsx': page(`const grid = () => import('@mui/material/Grid');`, 'grid') },
      /Import @mui\/material\/Grid through @foyer\/ui/,
    ],
    [
      'a unit’s own source, by its path',
      { 'src/page.tsx': page(`import { areas } from '@foyer/federation/areas';`, 'areas.length') },
      /second copy of @foyer\/federation .*page\.tsx imports .*areas\.ts.* Import it as @foyer\/federation, /,
    ],
    [
      'a part of React that no unit has',
      { 'src/page.tsx': page(`import { renderToString } from 'react-dom/server';`, 'renderToString') },
      /second copy of react-dom .*page\.tsx imports .*Import it as react-dom/,
    ],
    [
      'a library that brings MUI along',
      {
        'src/vendor/node_modules/chart-kit/package.json':
          '{"name":"chart-kit","version":"1.0.0","type":"module","main":"index.js"}',
        'src/vendor/node_modules/chart-kit/index.js': `export { default as Chart } from '@mui/material/Chip';`,
        'src/page.tsx': page(`import { Chart } from './vendor/node_modules/chart-kit/index.js';`, 'Chart'),
        'src/vendor/node_modules/@mui/material/package.json':
          '{"name":"@mui/material","version":"5.0.0","type":"module","exports":{"./Chip":"./chip.js"}}',
        'src/vendor/node_modules/@mui/material/chip.js': 'export default () => "another MUI";',
      },
      /second copy of @mui\/material .*chart-kit\/index\.js imports .*Use what @foyer\/ui exports/,
    ],
    [
      'a version of its own',
      {
        'package.json': JSON.stringify({
          name: '@foyer/agents',
          version: '1.2.3',
          type: 'module',
          dependencies: { react: '19.0.0', '@foyer/ui': 'workspace:*' },
        }),
      },
      /package\.json asks for react 19\.0\.0 and has 19\.\d+\.\d+: state the version in the catalog.*write "catalog:" here/,
    ],
  ];
  it.each(cases)('%s', async (_, files, says) => {
    const { code, output } = await build(files);
    expect(code).not.toBe(0);
    expect(output.replaceAll('\n', ' ')).toMatch(says);
  });

  it('but a library of its own that only uses React shares the shell’s', async () => {
    const { code, output, manifest } = await build({
      'src/node_modules/own-hooks/package.json':
        '{"name":"own-hooks","version":"1.0.0","type":"module","main":"index.js"}',
      'src/node_modules/own-hooks/index.js': `import { useDebugValue } from 'react';\nexport const useOwn = () => useDebugValue('own');`,
      'src/page.tsx': page(`import { useOwn } from 'own-hooks';`, 'useOwn()'),
    });
    expect([code, output]).toEqual([0, expect.any(String)]);
    expect(manifest().shared['react']?.names).toEqual(['useDebugValue']);
  });
});
