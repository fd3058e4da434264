import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, node, toolEnv } from './install.mjs';
import { hashOf, root, workspaces } from './workspaces.mjs';

const AT_ONCE = 2;

/**
 * Builds every app whose sources, or those of a package that it uses, changed since its last build.
 * @param {string[]} [only] the folders' names of some apps; all without it
 * @returns {Promise<string[]>} the apps that didn't build; what their builds said has been printed
 */
export async function build(only) {
  const all = workspaces();
  const waiting = all
    .filter(({ folder }) => folder.startsWith('apps/') && existsSync(join(root, folder, 'vite.config.ts')))
    .filter(({ folder }) => !only || only.includes(folder.slice('apps/'.length)))
    .map((app) => ({
      app,
      hash: hashOf(sourcesOf(app, all)),
      stamp: join(root, app.folder, 'dist', '.sources'),
    }))
    .filter(({ hash, stamp }) => !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash);

  /** @type {string[]} */
  const failed = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const started = Date.now();
      const { code, output } = await viteBuild(join(root, next.app.folder));
      if (code === 0) {
        writeFileSync(next.stamp, next.hash);
        console.log(`Built ${next.app.folder} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      } else {
        failed.push(next.app.folder);
        console.error(`${output}\n${next.app.folder} did not build.`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}

/**
 * @param {import('./workspaces.mjs').Workspace} app
 * @param {import('./workspaces.mjs').Workspace[]} all
 */
function sourcesOf(app, all) {
  const found = new Set([app]);
  for (const workspace of found) {
    for (const name of Object.keys(workspace.manifest.dependencies ?? {})) {
      const dependency = all.find((candidate) => candidate.name === name);
      if (dependency) found.add(dependency);
    }
  }
  return ['pnpm-lock.yaml', 'tsconfig.base.json', ...[...found].map(({ folder }) => folder).sort()];
}

/**
 * @param {string} cwd
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function viteBuild(cwd) {
  // Asked for by a test run, it is the product all the same: the presets leave federation out under Vitest.
  /** @type {NodeJS.ProcessEnv} */
  const { VITEST: _, ...env } = toolEnv();
  return new Promise((resolve, reject) => {
    const child = spawn(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
      cwd,
      env: { ...env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  install();
  const only = process.argv.slice(2);
  const failed = await build(only.length > 0 ? only : undefined);
  process.exitCode = failed.length ? 1 : 0;
}
