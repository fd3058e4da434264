import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, node, toolEnv } from './install.mjs';
import { hashOf, root } from './workspaces.mjs';

// The catalogue of packages/ui: a story beside each family of components. `npm run catalogue` shows it; its build is what the tests look at.
const folder = join(root, 'packages/ui');
const storybook = join(folder, 'node_modules/storybook/dist/bin/dispatcher.js');
const built = join(folder, 'dist-catalogue');

/**
 * Builds the catalogue, unless its sources are those of the last build.
 * @returns {Promise<string>} the folder that it is in. Rejects with what the build said
 */
export async function buildCatalogue() {
  const stories = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.stories.tsx'))
    .sort()
    .map((name) => `packages/ui/src/${name}`);
  const hash = hashOf(['pnpm-lock.yaml', 'packages/access', 'packages/ui', ...stories]);
  const stamp = join(built, '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return built;

  const started = Date.now();
  const { code, output } = await run('build', '--output-dir', built, '--loglevel', 'error');
  if (code !== 0) throw new Error(`The catalogue did not build.\n${output}`);
  writeFileSync(stamp, hash);
  console.log(`Built the catalogue in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return built;
}

/**
 * @param {...string} words
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(...words) {
  const shown = words[0] === 'dev';
  /** @type {NodeJS.ProcessEnv} */
  const { VITEST: _, ...env } = toolEnv();
  return new Promise((resolve, reject) => {
    const child = spawn(node, [storybook, ...words, '--config-dir', 'catalogue', '--disable-telemetry'], {
      cwd: folder,
      env: { ...env, NODE_ENV: shown ? 'development' : 'production' },
      stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    // A catalogue that is shown ends with the command that shows it.
    process.on('exit', () => child.kill());
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  install();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
  const { code } = await run('dev', '--port', process.env.PORT ?? '6006', '--ci', '--no-version-updates');
  process.exitCode = code ?? 1;
}
