import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface RepositoryCopy {
  readonly folder: string;
  /** Runs a command there; `output` is all that it said. */
  run(
    command: string,
    ...words: string[]
  ): Promise<{ readonly code: number | null; readonly output: string }>;
  remove(): void;
}

/**
 * Copies the sources of this repository, as they are, into a folder of their own, and installs there: what a test adds to it, this tree never sees.
 * The install takes its packages from where the last one left them.
 */
export async function copyOfRepository(): Promise<RepositoryCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-copy-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of new Set(listed.toString().split('\0').filter(Boolean))) {
    if (!existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
  const copy: RepositoryCopy = {
    folder,
    run: (command, ...words) => run(folder, command, words),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  const install = `import('./.ci/install.mjs').then((tools) => tools.install())`;
  const { code, output } = await copy.run('node', '-e', install);
  if (code !== 0) throw new Error(`The copy doesn't install:\n${output}`);
  return copy;
}

function run(
  cwd: string,
  command: string,
  words: readonly string[],
): Promise<{ code: number | null; output: string }> {
  // The runner's own settings would make the presets leave federation out, and its paths would lead back into this tree.
  const { VITEST: _, PATH = '', ...env } = process.env;
  const path = PATH.split(delimiter).filter((part) => !part.startsWith(root));
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      cwd,
      env: { ...env, PATH: path.join(delimiter) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
