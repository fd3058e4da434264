import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install, node, toolEnv } from './install.mjs';
import { root } from './workspaces.mjs';

// `node .ci/tool.mjs <a script of ours> …`: installs what is missing and runs the script on the Node that reads TypeScript, where it was asked for.
install();
const [script = '', ...words] = process.argv.slice(2);
const child = spawn(node, [join(root, script), ...words], { stdio: 'inherit', env: toolEnv() });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
