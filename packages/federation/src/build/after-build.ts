import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { setMapsApart } from './source-maps.ts';
import type { ViteManifest } from './vite-manifest.ts';

export type Built = Readonly<{
  root: string;
  outDir: string;
  manifest: ViteManifest;
  packageVersion: string;
}>;

/** Runs `step` once everything of a build is written; not after a build that failed. */
export function afterBuild(name: string, step: (built: Built) => void): Plugin {
  let root = '';
  let outDir = '';
  let written = false;
  return {
    name: `foyer:${name}`,
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
      outDir = join(config.root, config.build.outDir);
    },
    writeBundle() {
      written = true;
    },
    closeBundle() {
      if (!written) return;
      const manifest = readJson<ViteManifest>(join(outDir, '.vite/manifest.json'));
      const { version } = readJson<{ version: string }>(join(root, 'package.json'));
      // What the federation plugin knows of the build; nobody reads it at run time.
      rmSync(join(outDir, 'mf-stats.json'), { force: true });
      setMapsApart(outDir);
      step({ root, outDir, manifest, packageVersion: version });
    },
  };
}

/** Reads a file that this very build or pnpm wrote; its shape is theirs. */
function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
