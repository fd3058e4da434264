import { expect, it } from 'vitest';
import { versionProblems } from './versions.mjs';

const lock = (...snapshots: string[]) =>
  `packages:\n\n  react@1.0.0: {}\n\nsnapshots:\n\n${snapshots.map((key) => `  ${key}:\n    x: y\n`).join('\n')}`;
const app = (dependencies: Record<string, string>) => [{ folder: 'apps/calls', manifest: { dependencies } }];

it('accepts a library that stands once, in the catalog and in the lock file', () => {
  expect(
    versionProblems(app({ react: 'catalog:', '@foyer/ui': 'workspace:*' }), lock('react@19.3.1')),
  ).toEqual([]);
  expect(
    versionProblems(app({ '@mui/material': 'catalog:' }), lock(`'@mui/material@9.5.0(react@19.3.1)'`)),
  ).toEqual([]);
});

it('names a version that is stated outside the catalog', () => {
  expect(versionProblems(app({ react: '^19.0.0' }), lock('react@19.3.1'))).toEqual([
    'apps/calls/package.json states react ^19.0.0: put the version in the catalog.',
  ]);
});

it('names a library that is installed twice, by version or by what it stands on', () => {
  const [problem] = versionProblems(app({ react: 'catalog:' }), lock('react@18.0.0', 'react@19.3.1'));
  expect(problem).toBe('react is in the lock file 2 times: 18.0.0, 19.3.1.');
  const [peers] = versionProblems(
    app({ '@mui/material': 'catalog:' }),
    lock(`'@mui/material@9.5.0(react@18.0.0)'`, `'@mui/material@9.5.0(react@19.3.1)'`),
  );
  expect(peers).toContain('2 times');
});
