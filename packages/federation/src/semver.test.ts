import { expect, it } from 'vitest';
import { satisfies } from './semver.ts';

it.each([
  ['1.0.0', '^1.0.0', true],
  ['1.4.2', '^1.2.0', true],
  ['1.1.0', '^1.2.0', false],
  ['2.0.0', '^1.0.0', false],
  ['0.2.3', '^0.2.1', true],
  ['0.3.0', '^0.2.1', false],
  ['0.0.4', '^0.0.3', false],
  ['1.2.9', '~1.2.3', true],
  ['1.3.0', '~1.2.3', false],
  ['1.0.0', '1.0.0', true],
  ['1.0.0', '=1.0.1', false],
  ['1.5.0', '>=1.2.0 <2.0.0', true],
  ['2.0.0', '>=1.2.0 <2.0.0', false],
  ['2.1.0', '^1.0.0 || ^2.0.0', true],
  ['1.0.0', '>1.0.0', false],
  ['1.0.0', '<=1.0.0', true],
  ['1.0.0', '', false],
  ['1.0.0', '*', false],
  ['1.0.0', 'latest', false],
  ['nonsense', '^1.0.0', false],
])('host %s runs a remote for %s: %s', (version, range, expected) => {
  expect(satisfies(version, range)).toBe(expected);
});
