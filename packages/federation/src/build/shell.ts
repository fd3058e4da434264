import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { federation } from '@module-federation/vite';
import type { Plugin, UserConfig } from 'vite';
import { HOST_API_VERSION } from '../host-version.ts';
import type { ShellManifest } from '../manifest.ts';
import { compressAndList, contentHash } from './built-files.ts';
import { commonConfig } from './common.ts';
import { monolith } from './monolith.ts';
import { shellPreload } from './preload-lists.ts';
import { sharedByHost } from './shared.ts';
import type { ViteManifest } from './vite-manifest.ts';

/**
 * The whole Vite configuration of the shell: `export default shell();`
 *
 * Writes `foyer-shell.json` beside the built files. With `FOYER_MONOLITH=1` the same sources build as one
 * application without federation into `dist-monolith`: the baseline of the benchmark, never deployed.
 */
export function shell(): UserConfig {
  if (process.env['FOYER_MONOLITH']) {
    const config = commonConfig([monolith(), scriptsOnlyFromFiles(), writeShellManifest(() => [])]);
    return { ...config, base: '/', build: { ...config.build, outDir: 'dist-monolith' } };
  }
  const federated = process.env['VITEST']
    ? []
    : [
        federation({
          name: 'shell',
          filename: 'assets/host-entry-[hash].js',
          remotes: {},
          shared: sharedByHost(),
          shareStrategy: 'loaded-first',
          manifest: true,
          dts: false,
          dev: { remoteHmr: true },
          target: 'web',
          experiments: { provideExternalRuntime: true },
        }),
        scriptsOnlyFromFiles(),
        writeShellManifest(shellPreload),
      ];
  return { ...commonConfig(federated), base: '/' };
}

/** The content security policy allows no inline script: a build that would need one fails. */
function scriptsOnlyFromFiles(): Plugin {
  return {
    name: 'foyer:scripts-only-from-files',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const inline = /<script(?![^>]*\ssrc=)[^>]*>/.exec(html);
        if (inline) throw new Error(`index.html has an inline script: ${inline[0]}`);
      },
    },
  };
}

function writeShellManifest(preload: (manifest: ViteManifest) => string[]): Plugin {
  let root = '';
  let outDir = '';
  return {
    name: 'foyer:shell-manifest',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
      outDir = join(config.root, config.build.outDir);
    },
    closeBundle() {
      const manifest = JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8')) as ViteManifest;
      const packageVersion = (
        JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
      ).version;
      const html = readFileSync(join(outDir, 'index.html'), 'utf8');
      const named = new Set([...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1]));
      const files = compressAndList(outDir);
      const result: ShellManifest = {
        version: `${packageVersion}-${contentHash(files)}`,
        hostApi: HOST_API_VERSION,
        entry: manifest['index.html']?.file ?? '',
        preload: preload(manifest).filter((file) => !named.has(file)),
        files,
      };
      writeFileSync(join(outDir, 'foyer-shell.json'), `${JSON.stringify(result, null, 2)}\n`);
    },
  };
}
