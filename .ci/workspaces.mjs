import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, wherever a command is typed. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {{ name: string, folder: string, manifest: Record<string, any> }} Workspace `folder` is relative to the repository
 * @returns {Workspace[]} every workspace, found by folder
 */
export function workspaces() {
  const inside = (/** @type {string} */ parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`);
  return [...inside('packages'), ...inside('apps'), 'mocks', 'tests']
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      return { name: manifest.name, folder, manifest };
    });
}

/**
 * @param {string[]} paths files and folders, relative to the repository; folders count with everything that goes into a build
 * @returns {string} one hash over names and contents
 */
export function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    const full = join(root, path);
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) {
        if (!/^(node_modules|dist(-.*)?|reports|\..*|.*\.(test|stories)\.tsx?|.*\.tsbuildinfo)$/.test(name))
          add(`${path}/${name}`);
      }
    } else {
      hash.update(path).update('\0').update(readFileSync(full)).update('\0');
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}
