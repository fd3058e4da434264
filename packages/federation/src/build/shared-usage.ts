import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { SharedUnits } from '../manifest.ts';
import { installedPackage } from './package-of.ts';
import { LIBRARY_OF, SHARED_UNITS } from './shared.ts';

// The federation plugin puts a module of its own in the place of each shared unit; this is how it spells the unit in that module's name.
const STAND_IN = /__loadShare__(.+)__loadShare__/;
const SPELLING: Readonly<Record<string, string>> = { '@': '_mf_0_', '/': '_mf_1_', '-': '_mf_2_' };
const FEDERATION = fileURLToPath(new URL('../../', import.meta.url));
/** Names that every stand-in has, whatever the unit exports. */
const OF_THE_PLUGIN = new Set(['default', '__moduleExports']);

/**
 * Finds out which names of each shared unit a build has to do with: of a remote those that its modules import, of the shell all that the unit exports.
 */
export function sharedUsage(side: 'shell' | 'remote'): { plugin: Plugin; units: () => SharedUnits } {
  const names = new Map<string, Set<string>>();
  let root = '';
  const plugin: Plugin = {
    name: 'foyer:shared-usage',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    generateBundle(_, bundle) {
      names.clear();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, { renderedExports }] of Object.entries(chunk.modules)) {
          const unit = unitOf(id);
          if (!unit) continue;
          const found = side === 'remote' ? renderedExports : (this.getModuleInfo(id)?.exports ?? []);
          const known = names.get(unit) ?? new Set();
          found.filter((name) => !OF_THE_PLUGIN.has(name)).forEach((name) => known.add(name));
          names.set(unit, known);
        }
      }
      const unknown = SHARED_UNITS.find((unit) => side === 'shell' && !names.has(unit));
      if (unknown)
        this.error(
          `The shell imports nothing of ${unknown}, so that what it exports isn't known: stop sharing it, or use it.`,
        );
    },
  };
  const units = (): SharedUnits =>
    Object.fromEntries(
      SHARED_UNITS.filter((unit) => names.has(unit)).map((unit) => [
        unit,
        { version: versionOf(unit, root), names: [...(names.get(unit) ?? [])].sort() },
      ]),
    );
  return { plugin, units };
}

function unitOf(moduleId: string): string | undefined {
  const spelt = STAND_IN.exec(moduleId)?.[1];
  return SHARED_UNITS.find((unit) => unit.replaceAll(/[@/-]/g, (sign) => SPELLING[sign] ?? sign) === spelt);
}

/** The version of the library that a unit is or passes on, as the app at `root` has it; where the unit is all our own, the package's. */
function versionOf(unit: string, root: string): string {
  const name = unit
    .split('/')
    .slice(0, unit.startsWith('@') ? 2 : 1)
    .join('/');
  const carrier = installedPackage(name, root) ?? installedPackage(name, FEDERATION);
  const library = LIBRARY_OF[unit];
  const found = carrier && library ? installedPackage(library, carrier.folder) : carrier;
  if (!found)
    throw new Error(`${library ?? name}, which the shared unit ${unit} stands for, isn't installed.`);
  return found.version;
}
