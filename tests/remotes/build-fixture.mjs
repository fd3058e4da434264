// Builds the fixture as a real remote: `node build-fixture.mjs <id> <version of its library> <folder>`. In a process of its own, because under Vitest the
// preset leaves federation out.
import { join, relative } from 'node:path';
import { remote } from '@foyer/federation/build';
import { build, mergeConfig } from 'vite';

const [id = '', library = '', out = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, 'fixture');
await build(
  mergeConfig(remote(id), {
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'fixture-library': join(root, `library-${library}/library.ts`) } },
    build: { outDir: relative(root, out), emptyOutDir: true },
  }),
);
