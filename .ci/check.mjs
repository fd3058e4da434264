import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { install, toolEnv } from './install.mjs';
import { root } from './workspaces.mjs';

/** @type {Record<string, string[]>} each check by what it is about */
const CHECKS = {
  types: ['tsc', '-p', '.'],
  'lint and import boundaries': ['oxlint', '.'],
  'unused code and dependencies': ['knip', '--no-progress', '--treat-config-hints-as-errors'],
  format: ['oxfmt', '--check', '.'],
  'one version of each library': ['node', '.ci/versions.mjs'],
};

/** @returns {Promise<string[]>} the names of the checks that failed; what they said has been printed */
export async function check() {
  /** @type {string[]} */
  const failed = [];
  const waiting = Object.entries(CHECKS);
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, [command = '', ...rest]] = next;
      const started = Date.now();
      const { code, output } = await run(command, rest);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (code === 0) console.log(`  ok      ${name} (${seconds} s)`);
      else {
        failed.push(name);
        console.error(`${output.trimEnd()}\n  FAILED  ${name} (${seconds} s)`);
      }
    }
  };
  await Promise.all([worker(), worker()]);
  return failed;
}

/**
 * @param {string} command
 * @param {string[]} rest
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command, rest) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      cwd: root,
      env: toolEnv(),
      shell: process.platform === 'win32',
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
  const failed = await check();
  process.exitCode = failed.length ? 1 : 0;
}
