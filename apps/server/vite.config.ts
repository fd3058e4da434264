import { defineConfig } from 'vite';

export default defineConfig({
  // Bundled with what it uses, of which most is never called: a third of the memory at rest.
  ssr: { noExternal: true, external: ['@electric-sql/pglite'] },
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    minify: true,
    // Every file beside main.js: the thread of the embedded database is found there.
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        seed: 'src/seed/cli.ts',
        replay: 'src/ingest/replay-cli.node.ts',
        'audit-verify': 'src/audit/verify-cli.ts',
        'pglite-worker': 'src/db/pglite-worker.node.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
