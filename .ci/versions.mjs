import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, workspaces } from './workspaces.mjs';

/**
 * Every version is stated once, in the catalog, and each library that a workspace runs on is installed once:
 * a second copy of React or of the theme would be a second set of contexts.
 * @param {{ folder: string, manifest: Record<string, any> }[]} manifests
 * @param {string} lock the text of pnpm-lock.yaml
 * @returns {string[]} what is wrong, a sentence each
 */
export function versionProblems(manifests, lock) {
  const problems = [];
  /** @type {Set<string>} */
  const shared = new Set();
  for (const { folder, manifest } of manifests) {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
        if (version !== 'catalog:' && version !== 'workspace:*')
          problems.push(`${folder}/package.json states ${name} ${version}: put the version in the catalog.`);
        if (kind === 'dependencies' && version === 'catalog:') shared.add(name);
      }
    }
  }
  const installed = copiesIn(lock);
  for (const name of [...shared].sort((a, b) => a.localeCompare(b))) {
    const copies = installed.get(name) ?? [];
    if (copies.length !== 1)
      problems.push(
        `${name} is in the lock file ${copies.length} times: ${copies.join(', ') || 'run the install'}.`,
      );
  }
  return problems;
}

/** @param {string} lock */
function copiesIn(lock) {
  /** @type {Map<string, string[]>} */
  const copies = new Map();
  const snapshots = lock.slice(lock.indexOf('\nsnapshots:'));
  for (const [, name = '', version = ''] of snapshots.matchAll(
    /^ {2}'?(@?[^@\s']+)@([^:']+(?:\([^']*\))?)'?:/gm,
  ))
    copies.set(name, [...(copies.get(name) ?? []), version]);
  return copies;
}

if (process.argv[1]?.endsWith('versions.mjs')) {
  const manifests = [
    { folder: '.', manifest: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) },
    ...workspaces(),
  ];
  const problems = versionProblems(manifests, readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'));
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length ? 1 : 0;
}
