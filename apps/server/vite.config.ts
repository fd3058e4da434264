import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    // Every file beside main.js: the thread of the embedded database is found there.
    rolldownOptions: {
      input: { main: 'src/main.ts', 'pglite-worker': 'src/db/pglite-worker.node.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
