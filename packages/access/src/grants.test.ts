import { describe, expect, test } from 'vitest';
import {
  checkGrants,
  closeGrants,
  effectiveGrants,
  GRANT_PARENT,
  grantLabel,
  GRANTS,
  grantWarning,
  setGrant,
} from './grants.ts';
import type { GrantState } from './grants.ts';
import { ROLES } from './roles.ts';
import type { Role } from './roles.ts';
import { allOn } from './sample-facts.ts';

const allOff = {
  view_agents: false,
  edit_agents: false,
  view_calls: false,
  view_call_details: false,
  view_analytics: false,
  manage_billing: false,
  view_integrations: false,
  manage_integrations: false,
};

describe('the eight grants', () => {
  test('are these, in this order', () => {
    expect(GRANTS).toEqual([
      'view_agents',
      'edit_agents',
      'view_calls',
      'view_call_details',
      'view_analytics',
      'manage_billing',
      'view_integrations',
      'manage_integrations',
    ]);
  });

  test('three of them need another', () => {
    expect(GRANT_PARENT).toEqual({
      edit_agents: 'view_agents',
      view_call_details: 'view_calls',
      manage_integrations: 'view_integrations',
    });
  });

  test.each([
    ['view_agents', 'Agents'],
    ['edit_agents', 'Agent editing'],
    ['view_calls', 'Calls'],
    ['view_call_details', 'Call details'],
    ['view_analytics', 'Analytics'],
    ['manage_billing', 'Billing'],
    ['view_integrations', 'Integrations'],
    ['manage_integrations', 'Integration management'],
  ] as const)('%s is called %s', (grant, label) => {
    expect(grantLabel(grant)).toBe(label);
  });

  test('only letting clients edit agents carries a warning', () => {
    expect(grantWarning('edit_agents')).toBe(
      'Clients can then change the prompts and settings of their agents.',
    );
    for (const grant of GRANTS.filter((other) => other !== 'edit_agents'))
      expect(grantWarning(grant)).toBeNull();
  });
});

describe('role ceilings', () => {
  const ceilings = [
    // grant, agency_admin, client_admin, client_manager, client_staff
    ['view_agents', true, true, true, false],
    ['edit_agents', true, true, false, false],
    ['view_calls', true, true, true, true],
    ['view_call_details', true, true, true, true],
    ['view_analytics', true, true, true, false],
    ['manage_billing', true, true, true, false],
    ['view_integrations', true, true, true, false],
    ['manage_integrations', true, true, false, false],
  ] as const;

  test.each(ceilings)('with everything granted, %s reaches the roles of its row', (grant, ...expected) => {
    expect(ROLES.map((role) => effectiveGrants(role, allOn)[grant])).toEqual(expected);
  });

  test.each(ceilings)(
    '%s alone reaches no role of a client unless it needs nothing else',
    (grant, ...expected) => {
      const [agency, ...clients] = expected;
      const needsAnother = ['edit_agents', 'view_call_details', 'manage_integrations'].includes(grant);
      expect(ROLES.map((role) => effectiveGrants(role, { [grant]: true })[grant])).toEqual([
        agency,
        ...clients.map((reached) => reached && !needsAnother),
      ]);
    },
  );

  test('an agency admin has all eight with nothing granted; the roles of a client have none', () => {
    expect(effectiveGrants('agency_admin', {})).toEqual(allOn);
    expect(effectiveGrants('client_admin', {})).toEqual(allOff);
    expect(effectiveGrants('client_manager', {})).toEqual(allOff);
    expect(effectiveGrants('client_staff', {})).toEqual(allOff);
  });

  test.each(['', 'owner', 'constructor', '__proto__', 'Client_admin', null, undefined, 7])(
    'the unknown role %s has no grant',
    (role) => {
      expect(effectiveGrants(role as Role, allOn)).toEqual(allOff);
    },
  );

  test.each(['true', 1, {}, null])('a grant that is %s rather than true is off', (value) => {
    expect(effectiveGrants('client_admin', { ...allOn, view_calls: value } as unknown as GrantState)).toEqual(
      {
        ...allOn,
        view_calls: false,
        view_call_details: false,
      },
    );
  });
});

describe('dependencies', () => {
  test('closing turns each child off that has no parent, and nothing else', () => {
    expect(closeGrants({ edit_agents: true, view_call_details: true, manage_billing: true })).toEqual({
      ...allOff,
      manage_billing: true,
    });
    expect(closeGrants(allOn)).toEqual(allOn);
    expect(closeGrants({})).toEqual(allOff);
  });

  test('each child without its parent is a contradiction that names both', () => {
    expect(checkGrants({ edit_agents: true, view_call_details: true, manage_integrations: true })).toEqual([
      { child: 'edit_agents', parent: 'view_agents' },
      { child: 'view_call_details', parent: 'view_calls' },
      { child: 'manage_integrations', parent: 'view_integrations' },
    ]);
    expect(checkGrants({ ...allOn, view_calls: false })).toEqual([
      { child: 'view_call_details', parent: 'view_calls' },
    ]);
  });

  test('a state without a contradiction may be written', () => {
    expect(checkGrants({})).toEqual([]);
    expect(checkGrants(allOn)).toEqual([]);
    expect(checkGrants({ view_calls: true, view_agents: true, manage_billing: true })).toEqual([]);
  });

  test('turning a child on turns its parent on', () => {
    expect(setGrant({}, 'edit_agents', true)).toEqual({ edit_agents: true, view_agents: true });
    expect(setGrant({ view_agents: false }, 'edit_agents', true)).toEqual({
      edit_agents: true,
      view_agents: true,
    });
  });

  test('turning a parent off turns its child off', () => {
    expect(setGrant(allOn, 'view_calls', false)).toEqual({
      ...allOn,
      view_calls: false,
      view_call_details: false,
    });
  });

  test('turning a parent on leaves its child, turning a child off leaves its parent', () => {
    expect(setGrant({ edit_agents: false }, 'view_agents', true)).toEqual({
      view_agents: true,
      edit_agents: false,
    });
    expect(setGrant(allOn, 'edit_agents', false)).toEqual({ ...allOn, edit_agents: false });
  });

  test('a grant that needs nothing changes alone, and the given state stays as it was', () => {
    const before: GrantState = { view_calls: true };
    expect(setGrant(before, 'manage_billing', true)).toEqual({ view_calls: true, manage_billing: true });
    expect(before).toEqual({ view_calls: true });
  });

  test('an unknown grant changes nothing', () => {
    expect(setGrant({ view_calls: true }, 'toString' as never, true)).toEqual({ view_calls: true });
  });
});
