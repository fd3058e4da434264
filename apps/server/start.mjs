// `npm start`: installs what is missing, builds what changed, runs the server on the right Node. Plain JavaScript without a dependency, because on
// the first run nothing is installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { build } from '../../.ci/build.mjs';
import { install, node, toolEnv } from '../../.ci/install.mjs';
import { root } from '../../.ci/workspaces.mjs';

install();
const failed = await build();
if (failed.length) process.exit(1);

const server = spawn(node, ['apps/server/dist/main.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...toolEnv(), FOYER_DATA: process.env.FOYER_DATA ?? '.data', FOYER_PARENT_PID: String(process.pid) },
  // Out of the terminal's foreground group, so that Ctrl-C reaches the server once, through us.
  detached: process.platform !== 'win32',
});

/** @param {NodeJS.Signals} signal */
const stop = (signal) => {
  server.kill(signal);
};
process.on('SIGINT', () => stop('SIGINT'));
process.on('SIGTERM', () => stop('SIGTERM'));
process.on('SIGHUP', () => stop('SIGTERM'));
server.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

// Who started us may be killed without a word: npm, or the shell that npm puts between. Then the server must not stay behind.
const starters = startersOf(process.ppid);
setInterval(() => {
  if (process.ppid !== starters[0] || !starters.every(isAlive)) stop('SIGTERM');
}, 500).unref();

/**
 * @param {number} parent
 * @returns {number[]} our parent and, where that is only the shell in which npm runs a script, npm itself
 */
function startersOf(parent) {
  if (!process.env.npm_lifecycle_event || !existsSync(`/proc/${parent}/stat`)) return [parent];
  const [, name = '', grandparent = '0'] =
    /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
  return /^(ba|da)?sh$/.test(name) && Number(grandparent) > 1 ? [parent, Number(grandparent)] : [parent];
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
