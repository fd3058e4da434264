import { expect, it } from 'vitest';
import { safeReturn } from './safe-return.ts';

it.each([
  ['/calls/7?project=a#t=3', '/calls/7?project=a#t=3'],
  ['/sign-inside', '/sign-inside'],
  [null, '/'],
  ['', '/'],
  ['calls', '/'],
  ['//evil.example/calls', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['https://evil.example', '/'],
  ['/sign-in', '/'],
  ['/sign-in?to=/calls', '/'],
])('somebody who signs in with to=%s lands on %s', (to, landing) => {
  expect(safeReturn(to)).toBe(landing);
});
