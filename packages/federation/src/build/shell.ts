import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { federation } from '@module-federation/vite';
import type { Plugin, UserConfig } from 'vite';
import { areas } from '../areas.ts';
import { HEAD_MARKER } from '../document.ts';
import { HOST_API_VERSION } from '../host-version.ts';
import type { SharedUnits, ShellManifest } from '../manifest.ts';
import { areaFacts } from './area-facts.ts';
import { afterBuild } from './after-build.ts';
import { compressAndList, contentHash } from './built-files.ts';
import { commonConfig } from './common.ts';
import { monolith } from './monolith.ts';
import { oneCopyInShell } from './one-copy.ts';
import { shellPreload } from './preload-lists.ts';
import { sharedUsage } from './shared-usage.ts';
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
    const config = commonConfig([
      monolith(),
      writeShellManifest(
        () => [],
        () => ({}),
      ),
    ]);
    return { ...config, base: '/', build: { ...config.build, outDir: 'dist-monolith' } };
  }
  const usage = sharedUsage('shell');
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
          // Manifests and snapshots of the runtime's own: the session says all there is to know.
          disableSnapshot: true,
          experiments: { provideExternalRuntime: true },
        }),
        oneCopyInShell(),
        usage.plugin,
        writeShellManifest(shellPreload, usage.units),
      ];
  return { ...commonConfig(federated), base: '/' };
}

/**
 * Moves the marker for the response's links behind the build's own scripts and styles, which come first on the
 * wire, and fails a build that needs an inline script: the content security policy allows none.
 */
function finishDocument(html: string, root: string, outDir: string): string {
  const inline = /<script(?![^>]*\ssrc=)[^>]*>/.exec(html);
  if (inline) throw new Error(`index.html has an inline script: ${inline[0]}`);
  if (!html.includes(HEAD_MARKER)) throw new Error(`index.html has no ${HEAD_MARKER}.`);
  return emitBlockingScripts(html, root, outDir)
    .replace(HEAD_MARKER, '')
    .replace('</head>', `${HEAD_MARKER}</head>`);
}

/** Vite bundles modules only; a script that must run before the first paint becomes a hashed file here. */
function emitBlockingScripts(html: string, root: string, outDir: string): string {
  return html.replaceAll(/<script src="\/src\/([\w-]+)\.js"\s*><\/script>/g, (_, name: string) => {
    const source = readFileSync(join(root, 'src', `${name}.js`), 'utf8');
    const file = `assets/${name}-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`;
    writeFileSync(join(outDir, file), source);
    return `<script src="/${file}"></script>`;
  });
}

function writeShellManifest(
  preload: (manifest: ViteManifest) => string[],
  shared: () => SharedUnits,
): Plugin {
  return afterBuild('shell-manifest', ({ root, outDir, manifest, packageVersion }) => {
    const html = finishDocument(readFileSync(join(outDir, 'index.html'), 'utf8'), root, outDir);
    writeFileSync(join(outDir, 'index.html'), html);
    const named = new Set([...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1]));
    const files = compressAndList(outDir);
    const facts = {
      hostApi: HOST_API_VERSION,
      entry: manifest['index.html']?.file ?? '',
      preload: preload(manifest).filter((file) => !named.has(file)),
      shared: shared(),
      areas: areas.map(areaFacts),
    };
    const version = `${packageVersion}-${contentHash(files, facts)}`;
    const result: ShellManifest = { version, ...facts, files };
    writeFileSync(join(outDir, 'foyer-shell.json'), `${JSON.stringify(result, null, 2)}\n`);
  });
}
