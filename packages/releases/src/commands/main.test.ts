import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

it.each([
  [['registry', 'explode'], /^registry can list, promote, rollback/],
  [['registry', 'list', '--loud'], /Unknown option '--loud'/],
  [
    ['registry', 'canary', 'calls', 'many', '--against', 'http://127.0.0.1:1'],
    /^many is no whole number of percent/,
  ],
  [['release'], /^Name one remote\./],
  [['release', 'calls', '--channel', 'nightly'], /^nightly is no channel: there are stable and canary\./],
  [['release', 'calls', '--to', 's3://remotes'], /^Writing to s3:\/\/remotes needs AWS_ACCESS_KEY_ID/],
  [['release', 'no-such-remote'], /^There is no remote no-such-remote/],
  [['contract-check', 'calls', '--against', 'portal'], /^portal is no address of a portal\./],
])('words that aren’t understood end with 2 and what would be: %s', (words, says) => {
  expect(run(...words)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(says) });
});

it('a portal that doesn’t answer ends a command with 1', () => {
  const words = ['registry', 'list', '--against', 'http://127.0.0.1:1'];
  expect(run(...words)).toEqual({ status: 1, stdout: '', stderr: "http://127.0.0.1:1 can't be reached.\n" });
});
