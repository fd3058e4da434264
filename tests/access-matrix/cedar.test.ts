import { expect, it } from 'vitest';
import { compareWithCedar } from './compare-policies.ts';

it('Cedar, given the access model as its own policies, decides 4,000 random questions alike', () => {
  const { levels, differences } = compareWithCedar(4_000, 20_262);
  expect(differences).toEqual([]);
  for (const level of ['none', 'summary', 'redacted', 'view', 'edit'])
    expect(levels[level]).toBeGreaterThan(20);
}, 60_000);
