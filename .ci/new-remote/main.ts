import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { PNPM, toolEnv } from '../install.mjs';
import { root } from '../workspaces.mjs';
import { newRemote } from './new-remote.ts';

// `pnpm new:remote <id> [--title …] [--capability …] [--icon …]`
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { title: { type: 'string' }, capability: { type: 'string' }, icon: { type: 'string' } },
});
const [id = '', ...more] = positionals;

try {
  if (!id || more.length > 0)
    throw new Error('Name one remote: pnpm new:remote <id> [--title …] [--capability …] [--icon …]');
  const written = newRemote(root, id, values);
  run('oxfmt', ...written);
  // Links the new workspace and writes it into the lock file.
  run('npx', '-y', PNPM, 'install', '--no-frozen-lockfile', '--prefer-offline', '--reporter=silent');
  process.stdout.write(
    [
      `apps/${id} stands, and its line is in packages/federation/src/areas.ts.`,
      `  pnpm --filter ${id} dev:mocks   the page alone, on mocks`,
      `  npm start                       the portal, with ${id} in its sidebar`,
      `  npm run check                   all that it has to pass\n`,
    ].join('\n'),
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function run(command: string, ...words: string[]): void {
  const { status } = spawnSync(command, words, {
    cwd: root,
    env: toolEnv(),
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed.`);
}
