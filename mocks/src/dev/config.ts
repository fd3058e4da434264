import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { msw } from 'msw/vite';
import type { UserConfig } from 'vite';
import { mockedRemote } from './vite-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The dev server of one remote alone on mocks: `vite --config ../../mocks/vite.config.ts` in the remote's folder.
 * No federation plugin: the routes are imported, and the host API around them is the real one.
 */
export function mocked(root: string = process.cwd()): UserConfig {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return {
    root,
    appType: 'custom',
    cacheDir: 'node_modules/.vite-mocks',
    plugins: [
      react(),
      msw({ mode: 'worker-only' }),
      mockedRemote(name.slice(name.lastIndexOf('/') + 1), version),
    ],
    resolve: { dedupe: ['react', 'react-dom', 'react-router', '@tanstack/react-query', '@emotion/react'] },
    optimizeDeps: {
      // Finds its WebAssembly beside itself, which a bundled copy could not.
      exclude: ['@electric-sql/pglite'],
      // Everything is found before the first page, so that no reload tears the worker down.
      entries: [here('./page.tsx'), here('../browser/worker.ts'), join(root, 'src/routes.tsx')],
    },
    worker: { format: 'es' },
  };
}
