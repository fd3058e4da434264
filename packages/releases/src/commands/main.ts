import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiError } from '@foyer/contract';
import { Refused, UsageError, wordsOf, type Command, type World } from './command.ts';
import { contractCheck } from './contract-check.ts';
import { portalAt } from './portal.ts';
import { registry } from './registry.ts';
import { release } from './release.ts';
import { StoreError } from '../release-store.ts';

const COMMANDS: Readonly<Record<string, Command>> = { release, registry, 'contract-check': contractCheck };

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const world: World = {
  env: process.env,
  root,
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  build: (apps) =>
    new Promise((resolve, reject) => {
      const words = [join(root, '.ci/build.mjs'), ...apps];
      // What the build says is for eyes; what the command says may be for a program.
      const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 2, 2] });
      child.on('error', reject);
      child.on('close', (code) => resolve(code === 0));
    }),
};

const [name = '', ...words] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) throw new Error(`There is no command ${name}.`);
try {
  process.exitCode = await command(words, world);
} catch (error) {
  process.exitCode = explain(error);
}

/** Says what went wrong where it can be said in a sentence; anything else is a fault of ours, with its trace. */
function explain(error: unknown): number {
  const isOfWords =
    error instanceof UsageError ||
    (error instanceof TypeError && String(Reflect.get(error, 'code')).startsWith('ERR_PARSE_ARGS'));
  if (isOfWords) {
    world.complain(error.message);
    return 2;
  }
  if (error instanceof ApiError) {
    const at = words.indexOf('--against');
    world.complain(wordsOf(error, portalAt(at < 0 ? undefined : words[at + 1], world).address));
    return 1;
  }
  if (error instanceof Refused || error instanceof StoreError) {
    world.complain(error.message);
    return 1;
  }
  throw error;
}
