import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { federation } from '@module-federation/vite';
import type { Plugin, UserConfig } from 'vite';
import { HOST_API_VERSION } from '../host-version.ts';
import type { RemoteManifest } from '../manifest.ts';
import { afterBuild } from './after-build.ts';
import { compressAndList, contentHash } from './built-files.ts';
import { commonConfig } from './common.ts';
import { remotePreload } from './preload-lists.ts';
import { ONLY_THROUGH_SHARED, sharedByRemote } from './shared.ts';

export type RemoteOptions = Readonly<{
  /** The host APIs that it runs on; by default those compatible with the one it is built with. */
  hostApi?: string;
}>;

const ROUTES = 'src/routes.tsx';
const ENTRY = 'remote-entry.js';

/**
 * The whole Vite configuration of a remote:
 *
 * ```ts
 * // apps/calls/vite.config.ts
 * export default remote('calls');
 * ```
 *
 * It exposes `src/routes.tsx` as `./routes` and writes `foyer-remote.json` beside the built files. Under Vitest
 * there is no federation: a page is tested by importing it.
 */
export function remote(id: string, options: RemoteOptions = {}): UserConfig {
  const federated = process.env['VITEST']
    ? []
    : [
        federation({
          name: id,
          filename: ENTRY,
          exposes: { './routes': `./${ROUTES}` },
          shared: sharedByRemote(),
          shareStrategy: 'loaded-first',
          manifest: true,
          dts: false,
          dev: { remoteHmr: true },
          target: 'web',
          disableSnapshot: true,
          experiments: { externalRuntime: true },
        }),
        onlyThroughShared(),
        writeRemoteManifest(id, options.hostApi ?? `^${HOST_API_VERSION}`),
      ];
  const config = commonConfig(federated);
  return {
    ...config,
    base: './',
    build: { ...config.build, rolldownOptions: { ...config.build?.rolldownOptions, input: ROUTES } },
  };
}

/** Stops a build in which a page imports a library past the shared unit that carries it. */
function onlyThroughShared(): Plugin {
  return {
    name: 'foyer:only-through-shared',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      const library = Object.keys(ONLY_THROUGH_SHARED).find(
        (name) => source === name || source.startsWith(`${name}/`),
      );
      if (library && importer && !importer.includes('node_modules') && !importer.includes('/packages/')) {
        this.error(
          `Import ${source} through ${ONLY_THROUGH_SHARED[library]}: ${importer} would bring a second copy.`,
        );
      }
    },
  };
}

function writeRemoteManifest(id: string, hostApi: string): Plugin {
  return afterBuild('remote-manifest', ({ outDir, manifest, packageVersion }) => {
    const files = compressAndList(outDir);
    const result: RemoteManifest = {
      id,
      version: `${packageVersion}-${contentHash(files)}`,
      hostApi,
      entry: ENTRY,
      preload: remotePreload(manifest, ROUTES),
      files,
    };
    writeFileSync(join(outDir, 'foyer-remote.json'), `${JSON.stringify(result, null, 2)}\n`);
  });
}
