import { CAPABILITIES } from '@foyer/access';
import { expect, it } from 'vitest';
import { comparePolicies } from './compare-policies.ts';
import { SECOND_CAPABILITIES } from './second-policy.ts';

it('the second policy has an opinion on every capability', () => {
  expect([...SECOND_CAPABILITIES].sort()).toEqual([...CAPABILITIES].sort());
});

it('two policies, written apart, decide 20,000 random questions alike', () => {
  const { levels, differences } = comparePolicies(20_000, 20_261);
  expect(differences).toEqual([]);
  // No level is so rare that nothing was compared.
  for (const level of ['none', 'summary', 'redacted', 'view', 'edit'])
    expect(levels[level]).toBeGreaterThan(100);
});
