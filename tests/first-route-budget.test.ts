import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// What somebody waits for who opens the calls for the first time. A budget is raised by whoever needs it, in a commit that says for what.
const SCRIPT_KB = 275;
const FILES = 28;

/** As much as counts here of `foyer-shell.json` and `foyer-remote.json`. */
type Built = { preload: string[]; files: { path: string; brotli: number }[] };

const apps = fileURLToPath(new URL('../apps/', import.meta.url));
const read = (path: string): string => readFileSync(apps + path, 'utf8');

it('the first page of calls stays within its budget of scripts and requests', () => {
  // Both are written by the build that ran before these tests.
  const shell = JSON.parse(read('shell/dist/foyer-shell.json')) as Built;
  const calls = JSON.parse(read('calls/dist/foyer-remote.json')) as Built;
  const html = read('shell/dist/index.html');
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1]!);
  const fetched = [...weigh(shell.files, [...named, ...shell.preload]), ...weigh(calls.files, calls.preload)];
  const scripts = fetched.filter((file) => file.path.endsWith('.js'));
  expect(scripts.reduce((sum, file) => sum + file.brotli, 0) / 1000).toBeLessThan(SCRIPT_KB);
  expect(fetched.length).toBeLessThanOrEqual(FILES);
});

function weigh(files: Built['files'], paths: readonly string[]) {
  return [...new Set(paths)].map((path) => {
    const file = files.find((candidate) => candidate.path === path);
    if (!file) throw new Error(`${path} is fetched but was not built.`);
    return file;
  });
}
