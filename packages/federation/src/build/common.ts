import { basename } from 'node:path';
import react from '@vitejs/plugin-react';
import type { PluginOption, UserConfig } from 'vite';

/** Settings that shell, remotes and the one-bundle baseline have in common. */
export function commonConfig(plugins: PluginOption[]): UserConfig {
  return {
    plugins: [react(), ...plugins],
    build: {
      target: 'es2023',
      manifest: true,
      // Nothing in the files points at them, and `setMapsApart` takes them away from what is served.
      sourcemap: 'hidden',
      // Data URLs would need `data:` in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: { output: { chunkFileNames: chunkFileName } },
    },
  };
}

/** The federation plugin names chunks after its virtual modules, at length; files get the telling part. */
function chunkFileName(chunk: { name: string }): string {
  const name = basename(chunk.name)
    .replace(/^_virtual_mf[-_]*/, 'mf-')
    .replace(/mfe_internal__\w+?__mf_owner__\d+_*/, '')
    .replace(/_*(loadShare|prebuild)__/, '')
    .replace(/_*(__(loadShare|prebuild)__)?(\.js)?$/, '')
    .replaceAll(/_mf_\d_/g, '-')
    .replaceAll(/[^\w.]+/g, '-');
  return `assets/${name}-[hash].js`;
}
