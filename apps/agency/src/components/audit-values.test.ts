import { expect, test } from 'vitest';
import { changesBetween } from './audit-values.ts';

test('only what changed is told, in words', () => {
  expect(
    changesBetween(
      { manage_billing: true, view_calls: true, until: null },
      { manage_billing: false, view_calls: true, until: '2026-11-27' },
    ),
  ).toEqual([
    { what: 'manage billing', before: 'on', after: 'off' },
    { what: 'until', before: '', after: '2026-11-27' },
  ]);
});

test('deeper values and lists are told by where they stand', () => {
  expect(changesBetween({ policies: { require_mfa: false } }, { policies: { require_mfa: true } })).toEqual([
    { what: 'policies, require mfa', before: 'off', after: 'on' },
  ]);
  expect(changesBetween({ ranges: ['192.0.2.0/24'] }, { ranges: [] })).toEqual([
    { what: 'ranges', before: '192.0.2.0/24', after: 'none' },
  ]);
});

test.each([undefined, null, 'a word'])('nothing before or after (%s) is no change of its own', (value) => {
  expect(changesBetween(value, value)).toEqual([]);
  expect(changesBetween(null, undefined)).toEqual([]);
});
