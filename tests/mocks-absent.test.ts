import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// Runs on built output: the project's global set-up has built everything before.

const root = fileURLToPath(new URL('../', import.meta.url));
const SERVER = 'server';

const apps = readdirSync(join(root, 'apps'));

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const textOf = (path: string): string => readFileSync(path, 'latin1');

/** Marks of what must not be there: each is a string that minification leaves alone. */
const OF_THE_MOCKS = {
  MSW: /mockServiceWorker|MOCK_ACTIVATE|\bmsw[/:]|@mswjs/,
  'the mocks': /mocks\/src\/|foyer-mocks|__mocks\/|mock-failure/,
  'the developer panel': /Why is this hidden\?|Grants of the client/,
  'the panel of npm run dev': /foyer-dev-(faults|panel|portal)|__dev\/broken/,
};
const OF_THE_CATALOGUE = { Storybook: /storybook|\.stories\b/i };
const OF_THE_SERVER = {
  PGlite: /electric-sql|PGlite|pglite\.(data|wasm)|initdb/,
  'the demo people and their password': /open the foyer|@(brightwater|keystone|larkspur|tidewell)\.example/,
  'the schema': /client_grants|row level security/i,
};

function found(paths: readonly string[], marks: Readonly<Record<string, RegExp>>): string[] {
  return paths.flatMap((path) => {
    const text = textOf(path);
    return Object.entries(marks)
      .filter(([, mark]) => mark.test(text))
      .map(([what]) => `${what} in ${path.slice(root.length)}`);
  });
}

describe('the production build', () => {
  it.each(apps)('of apps/%s is there to be looked at', (app) => {
    expect(filesUnder(join(root, 'apps', app, 'dist')).length).toBeGreaterThan(1);
  });

  it.each(apps)('of apps/%s holds nothing of the mocks, of their panel and of the catalogue', (app) => {
    const files = filesUnder(join(root, 'apps', app, 'dist'));
    expect(found(files, { ...OF_THE_MOCKS, ...OF_THE_CATALOGUE })).toEqual([]);
    expect(files.filter((path) => /mock|msw/i.test(path.slice(root.length)))).toEqual([]);
  });

  it.each(apps.filter((app) => app !== SERVER))(
    'of apps/%s holds no database, no server and no demo people',
    (app) => {
      const files = filesUnder(join(root, 'apps', app, 'dist'));
      expect(files.filter((path) => /\.(wasm|data|tar|sql)$/.test(path))).toEqual([]);
      expect(found(files, OF_THE_SERVER)).toEqual([]);
    },
  );

  it('the marks are real: the sources that must not be built have them', () => {
    const mocks = filesUnder(join(root, 'mocks/src'));
    expect(found(mocks, OF_THE_MOCKS).length).toBeGreaterThan(1);
    for (const [what, mark] of Object.entries(OF_THE_MOCKS))
      expect(found(mocks, { [what]: mark }).length, what).toBeGreaterThan(1);
    expect(found(filesUnder(join(root, 'packages/ui/src')), OF_THE_CATALOGUE).length).toBeGreaterThan(1);
    expect(found(filesUnder(join(root, 'apps/server/src')), OF_THE_SERVER).length).toBeGreaterThan(1);
  });
});

describe('the sources', () => {
  it.each(apps)('of apps/%s reach the mocks from tests only', (app) => {
    const { dependencies = {} } = JSON.parse(
      readFileSync(join(root, 'apps', app, 'package.json'), 'utf8'),
    ) as {
      dependencies?: Record<string, string>;
    };
    expect(Object.keys(dependencies).filter((name) => name === 'msw' || name === '@foyer/mocks')).toEqual([]);
    const built = filesUnder(join(root, 'apps', app, 'src')).filter(
      (path) => /(?<!\.test)\.tsx?$/.test(path) && !/[/\\](testing|dev)[/\\]/.test(path),
    );
    const reaching = built.filter((path) => /['"](@foyer\/mocks|msw)(\/|['"])/.test(textOf(path)));
    expect(reaching.map((path) => path.slice(root.length))).toEqual([]);
  });
});
