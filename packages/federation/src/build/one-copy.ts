import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { installedPackage, packageOf, type PackageOf } from './package-of.ts';
import { ONLY_THROUGH_SHARED, SHARED_UNITS } from './shared.ts';

const OURS = [
  ...new Set(
    SHARED_UNITS.map((unit) =>
      unit
        .split('/')
        .slice(0, unit.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  ),
];
/** What must not be in a remote's files, by package, and where the shell's copy is to be had. */
const CARRIED_BY_SHELL: Readonly<Record<string, string>> = {
  ...ONLY_THROUGH_SHARED,
  ...Object.fromEntries(OURS.map((name) => [name, name])),
};
/** Stateless and below 1 KB: a remote's own copy of these costs less than sharing them. */
const ALLOWED = /\/(react\/(cjs\/react-)?jsx-runtime(\.production)?\.js|@module-federation\/runtime\/)/;

/** Stops the build of a remote in which anything that the shell carries would travel a second time, and says what to write instead. */
export function oneCopyInRemote(): Plugin {
  return {
    name: 'foyer:one-copy',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      reject(this, versionProblems(this.environment.config.root));
    },
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
    generateBundle(_, bundle) {
      const problems = new Map<string, string>();
      for (const id of modulesIn(bundle)) {
        const owner = packageOf(id);
        const carrier = owner && CARRIED_BY_SHELL[owner.name];
        if (!owner || !carrier || ALLOWED.test(id) || problems.has(owner.name)) continue;
        const importers = importersOutside(
          owner,
          id,
          (module) => this.getModuleInfo(module)?.importers ?? [],
        );
        problems.set(
          owner.name,
          `A second copy of ${owner.name} would travel with this remote: ${importers.join(' and ')} imports ${id}. ${fixOf(owner.name, carrier)}`,
        );
      }
      reject(this, [...problems.values()]);
    },
  };
}

/** Stops the build of the shell when it holds two copies of something that it shares. */
export function oneCopyInShell(): Plugin {
  return {
    name: 'foyer:one-copy',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      reject(this, versionProblems(this.environment.config.root));
    },
    generateBundle(_, bundle) {
      const copies = new Map<string, Map<string, PackageOf>>();
      for (const id of modulesIn(bundle)) {
        const owner = packageOf(id);
        if (!owner || !(owner.name in CARRIED_BY_SHELL)) continue;
        const known = copies.get(owner.name) ?? new Map<string, PackageOf>();
        copies.set(owner.name, known.set(owner.folder, owner));
      }
      const twice = [...copies].filter(([, folders]) => folders.size > 1);
      reject(
        this,
        twice.map(([name, folders]) => {
          const versions = [...folders.values()].map(({ version, folder }) => `${version} (${folder})`);
          return `The shell would carry ${name} ${versions.length} times: ${versions.join(', ')}. Give every workspace "catalog:" as its version, then find who asks for another one: pnpm why -r ${name}.`;
        }),
      );
    },
  };
}

function fixOf(name: string, carrier: string): string {
  return carrier === name
    ? `Import it as ${SHARED_UNITS.filter((unit) => unit === name || unit.startsWith(`${name}/`)).join(', ')} and no deeper.`
    : `Use what ${carrier} exports, in the place of the library that brings it.`;
}

function* modulesIn(bundle: Parameters<Extract<Plugin['generateBundle'], (...args: never[]) => unknown>>[1]) {
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk') continue;
    for (const [id, { renderedLength }] of Object.entries(chunk.modules)) if (renderedLength > 0) yield id;
  }
}

/** The modules beyond the package that lead to one of it: what a person can change. */
function importersOutside(
  owner: PackageOf,
  id: string,
  importersOf: (id: string) => readonly string[],
): string[] {
  const seen = new Set([id]);
  const outside = new Set<string>();
  for (const module of seen) {
    for (const importer of importersOf(module)) {
      if (packageOf(importer)?.folder === owner.folder || importer.startsWith('\0')) seen.add(importer);
      else outside.add(importer);
    }
  }
  return outside.size > 0 ? [...outside].slice(0, 3) : ['the build'];
}

/** What an app's package.json asks for that isn't the workspace's one version of it. */
function versionProblems(root: string): string[] {
  const path = join(root, 'package.json');
  if (!existsSync(path)) return [];
  const { dependencies = {} } = JSON.parse(readFileSync(path, 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return Object.entries(dependencies).flatMap(([name, wanted]) => {
    const own = installedPackage(name, root);
    if (wanted === 'catalog:' || wanted.startsWith('workspace:')) return [];
    return `${path} asks for ${name} ${wanted}${own ? ` and has ${own.version}` : ''}: state the version in the catalog of pnpm-workspace.yaml and write "catalog:" here.`;
  });
}

function reject(context: { error: (message: string) => never }, problems: readonly string[]): void {
  if (problems.length > 0) context.error(problems.join('\n'));
}
