import { checkGrants, GRANT_PARENT, GRANTS, type Grant } from '@foyer/access';
import type { Overrides } from '@foyer/contract/permissions';
import { describe, expect, it } from 'vitest';
import { chance } from '../seed/random.ts';
import { contradictionsOf, grantsAt } from './wanted-grants.ts';

const NOW = new Date('2026-03-06T12:00:00.000Z');
const inHours = (hours: number): string => new Date(NOW.getTime() + hours * 3_600_000).toISOString();
const copies = (on: readonly Grant[]) =>
  Object.fromEntries(GRANTS.map((grant) => [grant, { copied: { value: on.includes(grant) } }])) as Record<
    Grant,
    { copied: { value: boolean } }
  >;

describe('overrides over what was copied', () => {
  it('hold up to their end and not at it', () => {
    const overrides: Overrides = { manage_billing: { value: true, until: inHours(1) } };
    const at = (hours: number) => grantsAt(copies([]), overrides, new Date(inHours(hours))).manage_billing;
    expect([at(0), at(0.99), at(1), at(2)]).toEqual([true, true, false, false]);
  });

  it('contradict each other from the moment at which a parent ends before its child', () => {
    const overrides: Overrides = {
      view_agents: { value: true, until: inHours(2) },
      edit_agents: { value: true, until: inHours(3) },
    };
    expect(contradictionsOf(copies([]), overrides, NOW)).toEqual([
      { child: 'edit_agents', parent: 'view_agents', from: new Date(inHours(2)) },
    ]);
    const together: Overrides = { ...overrides, edit_agents: { value: true, until: inHours(2) } };
    expect(contradictionsOf(copies([]), together, NOW)).toEqual([]);
  });

  it('are refused exactly when some moment from now on has a child without its parent', () => {
    const { happens, pick } = chance('overrides');
    const ends = [null, inHours(1), inHours(2), inHours(3)];
    let refused = 0;
    for (let round = 0; round < 3_000; round += 1) {
      const copied = copies(GRANTS.filter(() => happens(0.5)));
      const overrides: Overrides = Object.fromEntries(
        GRANTS.filter(() => happens(0.5)).map((grant) => [grant, { value: happens(0.5), until: pick(ends) }]),
      );
      const moments = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5].map((hours) => new Date(inHours(hours)));
      const orphans = moments.flatMap((moment) => {
        const granted = grantsAt(copied, overrides, moment);
        return GRANTS.filter((child) => {
          const parent = GRANT_PARENT[child];
          return parent !== undefined && granted[child] && !granted[parent];
        });
      });
      const found = contradictionsOf(copied, overrides, NOW).map(({ child }) => child);
      expect(new Set(found)).toEqual(new Set(orphans));
      if (found.length === 0) expect(checkGrants(grantsAt(copied, overrides, NOW))).toEqual([]);
      else refused += 1;
    }
    expect(refused).toBeGreaterThan(500);
    expect(refused).toBeLessThan(2_999);
  });
});
