// Builds a benchmark as the server is built, and runs it: `pnpm --filter @foyer/server bench list-calls postgres://…`.
import { join } from 'node:path';
import { build } from 'vite';

const [name = 'list-calls', ...args] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const outDir = join(root, 'node_modules/.cache/bench', name);
await build({
  root,
  configFile: false,
  logLevel: 'error',
  ssr: { noExternal: true, external: ['@electric-sql/pglite'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir,
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        main: join(root, `bench/${name}.ts`),
        'pglite-worker': join(root, 'src/db/pglite-worker.node.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
const { main } = await import(join(outDir, 'main.js'));
await main(args);
