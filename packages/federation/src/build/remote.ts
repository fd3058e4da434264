import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { federation } from '@module-federation/vite';
import type { Plugin, UserConfig } from 'vite';
import { HOST_API_VERSION } from '../host-version.ts';
import type { RemoteManifest, SharedUnits } from '../manifest.ts';
import { areaFactsOf } from './area-facts.ts';
import { afterBuild } from './after-build.ts';
import { compressAndList, contentHash } from './built-files.ts';
import { commonConfig } from './common.ts';
import { oneCopyInRemote } from './one-copy.ts';
import { remotePreload } from './preload-lists.ts';
import { sharedUsage } from './shared-usage.ts';
import { sharedByRemote } from './shared.ts';

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
  const usage = sharedUsage('remote');
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
        oneCopyInRemote(),
        usage.plugin,
        writeRemoteManifest(id, options.hostApi ?? `^${HOST_API_VERSION}`, usage.units),
      ];
  const config = commonConfig(federated);
  const named = config.build?.rolldownOptions?.output;
  return {
    ...config,
    base: './',
    build: {
      ...config.build,
      rolldownOptions: {
        ...config.build?.rolldownOptions,
        input: ROUTES,
        // What several chunks use travels as one file: each lazy import would otherwise cut more pieces off the first page.
        output: {
          ...(Array.isArray(named) ? {} : named),
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ name: 'common', minShareCount: 2 }],
          },
        },
      },
    },
  };
}

function writeRemoteManifest(id: string, hostApi: string, shared: () => SharedUnits): Plugin {
  return afterBuild('remote-manifest', ({ outDir, manifest, packageVersion }) => {
    const files = compressAndList(outDir);
    const facts = {
      hostApi,
      area: areaFactsOf(id),
      entry: ENTRY,
      preload: remotePreload(manifest, ROUTES),
      shared: shared(),
    };
    const version = `${packageVersion}-${contentHash(files, facts)}`;
    const result: RemoteManifest = { id, version, ...facts, files };
    writeFileSync(join(outDir, 'foyer-remote.json'), `${JSON.stringify(result, null, 2)}\n`);
  });
}
