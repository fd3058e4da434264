import { describe, expect, test } from 'vitest';
import { decideAll } from './decide.ts';
import { admin, agencyAdmin, allOn, granting, manager, staff, tenant } from './sample-facts.ts';
import { SIDEBAR, sidebar } from './sidebar.ts';

const everything = [
  'dashboard',
  'calls',
  'agents',
  'analytics',
  'support',
  'audit_log',
  'billing',
  'integrations',
  'settings',
  'status',
];

describe('the sidebar', () => {
  test('has ten items in this order', () => {
    expect(SIDEBAR).toEqual(everything);
  });

  test('with every grant on, admin, manager and agency see all ten, staff five', () => {
    const given = { tenant: granting(allOn) };
    expect(sidebar(decideAll(agencyAdmin, given))).toEqual(everything);
    expect(sidebar(decideAll(admin, given))).toEqual(everything);
    expect(sidebar(decideAll(manager, given))).toEqual(everything);
    expect(sidebar(decideAll(staff, given))).toEqual(['dashboard', 'calls', 'support', 'settings', 'status']);
  });

  test('with every grant off, all keep four, admin and manager the audit log too', () => {
    const given = { tenant: granting({}) };
    const kept = ['dashboard', 'support', 'audit_log', 'settings', 'status'];
    expect(sidebar(decideAll(agencyAdmin, given))).toEqual(everything);
    expect(sidebar(decideAll(admin, given))).toEqual(kept);
    expect(sidebar(decideAll(manager, given))).toEqual(kept);
    expect(sidebar(decideAll(staff, given))).toEqual(['dashboard', 'support', 'settings', 'status']);
  });

  test("viewing as a role, it is that role's", () => {
    expect(sidebar(decideAll({ ...staff, viewAs: true }, { tenant }))).toEqual(
      sidebar(decideAll(staff, { tenant })),
    );
  });

  test('before a client is chosen an agency admin has the settings only', () => {
    expect(sidebar(decideAll(agencyAdmin, { tenant: null }))).toEqual(['settings']);
  });

  test('an item without a decision stands nowhere', () => {
    expect(sidebar({})).toEqual([]);
    expect(sidebar({ status: { level: 'view', denials: [] } })).toEqual(['status']);
  });
});
