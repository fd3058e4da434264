import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, hashOf, workspaces } from './workspaces.mjs';

export const PNPM = 'pnpm@12.21.0';
const windows = process.platform === 'win32';
const stamp = join(root, 'node_modules', '.foyer-installed');

/** The Node that the product and its tests run on: it comes from the registry like every other dependency. */
export const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** The environment for our tools: theirs and the right Node in front. */
export function toolEnv() {
  const path = [
    join(root, 'node_modules', '.bin'),
    join(root, 'node_modules', 'node', 'bin'),
    process.env.PATH,
  ];
  return { ...process.env, PATH: path.join(delimiter) };
}

/** Installs what the lock file names, unless that is what stands already. Needs Node ≥ 20 with its npm, and a registry. */
export function install() {
  const manifests = workspaces().map((workspace) => join(workspace.folder, 'package.json'));
  const wanted = hashOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]);
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const started = Date.now();
  console.log('Installing dependencies …');
  const { status } = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=silent'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows,
    env: { ...process.env, npm_config_update_notifier: 'false' },
  });
  if (status !== 0) {
    console.error(`The install failed. See why with: npx -y ${PNPM} install --frozen-lockfile`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
  console.log(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
