import { GRANTS, PRESETS } from '@foyer/access';
import type { GrantProvenance, Overrides, Permissions } from '@foyer/contract/permissions';
import { expect, test } from 'vitest';
import { changedBetween, grantedWith, overridesOf, withEnd, withGrants } from './overrides.ts';

const AT = '2026-11-12T09:00:00.000Z';
const FRIDAY = '2026-11-27T17:00:00.000Z';

/** A client with a copy of View-only, and Billing on for a while. */
const permissions = {
  version: 4,
  defaultsVersion: 3,
  changed: null,
  grants: Object.fromEntries(
    GRANTS.map((grant): [string, GrantProvenance] => {
      const value = PRESETS.view_only[grant];
      const override = grant === 'manage_billing' ? { value: true, until: FRIDAY, by: 'Ada', at: AT } : null;
      return [grant, { granted: override?.value ?? value, copied: { value, version: 3, at: AT }, override }];
    }),
  ),
} as unknown as Permissions;

const billing: Overrides = { manage_billing: { value: true, until: FRIDAY } };

test('what holds is what is written, without who wrote it', () => {
  expect(overridesOf(permissions)).toEqual(billing);
});

test('a preset overrides only what it changes, and keeps the end of what it doesn’t', () => {
  const next = withGrants(permissions, billing, PRESETS.self_service);
  expect(next).toEqual({
    manage_billing: { value: true, until: FRIDAY },
    edit_agents: { value: true, until: null },
    view_integrations: { value: true, until: null },
    manage_integrations: { value: true, until: null },
  });
  expect(grantedWith(permissions, next)).toEqual(PRESETS.self_service);
});

test('a switch that goes back to its copied value needs no override', () => {
  expect(withGrants(permissions, billing, PRESETS.view_only)).toEqual({});
});

test('an end that is moved is a change; one on what isn’t overridden is none', () => {
  expect(changedBetween(billing, withEnd(billing, 'manage_billing', null))).toEqual(['manage_billing']);
  expect(withEnd(billing, 'view_calls', FRIDAY)).toBe(billing);
  expect(changedBetween(billing, { ...billing })).toEqual([]);
});
