import { describe, expect, test } from 'vitest';
import { CAPABILITIES, capabilityLabel } from './capabilities.ts';
import { capabilities, grants } from './catalogue.ts';
import type { Capability, CapabilityEntry, Grant } from './catalogue.ts';
import { cells } from './cells.ts';
import { decide } from './decide.ts';
import type { DenialCode } from './denials.ts';
import type { Level } from './levels.ts';
import { roleLabel, ROLES } from './roles.ts';
import { allOn, call, granting, people, tenant } from './sample-facts.ts';

type Row = readonly [
  capability: Capability,
  label: string,
  agency: Level,
  admin: Level,
  manager: Level,
  staff: Level,
];

const rows: readonly Row[] = [
  ['dashboard', 'Dashboard', 'view', 'view', 'view', 'redacted'],
  ['calls', 'Calls', 'view', 'view', 'view', 'redacted'],
  ['call_details', 'Call details', 'view', 'view', 'view', 'redacted'],
  ['caller_details', 'Caller details', 'view', 'view', 'view', 'none'],
  ['call_cost', 'Call cost', 'view', 'view', 'view', 'none'],
  ['recording_playback', 'Recordings', 'view', 'view', 'view', 'view'],
  ['recording_download', 'Downloading recordings', 'view', 'view', 'view', 'none'],
  ['pii_unlock', 'Unlock requests', 'edit', 'edit', 'edit', 'none'],
  ['pii_unlock_decision', 'Decisions on unlock requests', 'edit', 'none', 'none', 'none'],
  ['agents', 'Agents', 'edit', 'edit', 'view', 'none'],
  ['analytics', 'Analytics', 'view', 'view', 'view', 'none'],
  ['support', 'Support', 'edit', 'edit', 'edit', 'edit'],
  ['audit_log', 'Audit log', 'view', 'view', 'view', 'none'],
  ['billing', 'Billing', 'edit', 'edit', 'edit', 'none'],
  ['integrations', 'Integrations', 'edit', 'edit', 'view', 'none'],
  ['integration_secrets', 'Secrets of integrations', 'edit', 'edit', 'none', 'none'],
  ['settings', 'Settings', 'view', 'view', 'view', 'view'],
  ['settings_profile', 'Profile', 'edit', 'edit', 'edit', 'edit'],
  ['settings_notifications', 'Notifications', 'edit', 'edit', 'edit', 'edit'],
  ['settings_report_history', 'Report history', 'view', 'view', 'view', 'view'],
  ['settings_opening_hours', 'Opening hours', 'edit', 'edit', 'summary', 'none'],
  ['settings_call_limits', 'Call limits', 'edit', 'edit', 'summary', 'none'],
  ['settings_security', 'Security', 'edit', 'edit', 'summary', 'none'],
  ['settings_compliance_copy', 'Compliance copy', 'edit', 'edit', 'summary', 'none'],
  ['settings_transfer', 'Transfer', 'edit', 'edit', 'summary', 'none'],
  ['settings_tenant', 'Tenant', 'edit', 'edit', 'summary', 'none'],
  ['settings_data_governance', 'Data governance', 'view', 'view', 'summary', 'none'],
  ['settings_sessions', 'Your sessions', 'edit', 'edit', 'edit', 'edit'],
  ['settings_data_deletion', 'Data deletion', 'edit', 'edit', 'view', 'none'],
  ['status', 'Status', 'view', 'view', 'view', 'view'],
  ['team', 'Team', 'edit', 'none', 'none', 'none'],
  ['clients', 'Clients', 'edit', 'none', 'none', 'none'],
];

function levels(capability: Capability, grantState: Partial<Record<Grant, boolean>>): Level[] {
  return ROLES.map((role) => decide(people[role], capability, { tenant: granting(grantState) }).level);
}

describe('capabilities by role', () => {
  test('the table names every capability and every role', () => {
    expect(rows.map(([capability]) => capability)).toEqual(CAPABILITIES);
    expect(ROLES).toEqual(['agency_admin', 'client_admin', 'client_manager', 'client_staff']);
    expect(ROLES.map(roleLabel)).toEqual(['Agency admin', 'Admin', 'Manager', 'Staff']);
  });

  test.each(rows)('with every grant, entitlement and policy on, %s (%s) is as its row says', (...row) => {
    const [capability, label, ...expected] = row;
    expect(levels(capability, allOn)).toEqual(expected);
    expect(capabilityLabel(capability)).toBe(label);
  });

  test.each(rows)('over a good record in scope, %s (%s) is the same', (...row) => {
    const [capability, , ...expected] = row;
    const resource = { ...call, requesterId: 'somebody-else' };
    expect(ROLES.map((role) => decide(people[role], capability, { tenant, resource }).level)).toEqual(
      expected,
    );
  });
});

describe('the grant that each capability needs', () => {
  const needs: Partial<Record<Capability, Grant>> = {
    calls: 'view_calls',
    call_details: 'view_call_details',
    caller_details: 'view_call_details',
    call_cost: 'manage_billing',
    recording_playback: 'view_call_details',
    recording_download: 'view_call_details',
    pii_unlock: 'view_call_details',
    agents: 'view_agents',
    analytics: 'view_analytics',
    billing: 'manage_billing',
    integrations: 'view_integrations',
    integration_secrets: 'view_integrations',
  };

  test.each(rows)('with every grant off, %s (%s) is there for a client only if it needs none', (...row) => {
    const [capability, , agency, ...clients] = row;
    expect(levels(capability, {})).toEqual([
      agency,
      ...clients.map((level) => (needs[capability] ? 'none' : level)),
    ]);
  });

  test.each(Object.entries(needs) as [Capability, Grant][])(
    '%s goes for an admin when %s is off, which is the only denial',
    (capability, grant) => {
      const decision = decide(people.client_admin, capability, {
        tenant: granting({ ...allOn, [grant]: false, edit_agents: false, manage_integrations: false }),
      });
      expect(decision.level).toBe('none');
      expect(decision.denials.filter(({ code }) => code === 'grant_off')[0]).toEqual({
        layer: 'grant',
        code: 'grant_off',
        changeableBy: 'agency',
        grant,
      });
    },
  );

  test.each([
    ['agents', 'edit_agents'],
    ['integrations', 'manage_integrations'],
    ['integration_secrets', 'manage_integrations'],
  ] as const)('%s can only be looked at when %s is off', (capability, grant) => {
    expect(
      decide(people.client_admin, capability, { tenant: granting({ ...allOn, [grant]: false }) }),
    ).toEqual({
      level: 'view',
      denials: [{ layer: 'grant', code: 'grant_off', changeableBy: 'agency', grant }],
    });
  });

  test('a child granted without its parent is off, and the denials name both', () => {
    expect(
      decide(people.client_admin, 'call_details', { tenant: granting({ view_call_details: true }) }),
    ).toEqual({
      level: 'none',
      denials: [
        { layer: 'dependency', code: 'parent_off', changeableBy: 'agency', grant: 'view_call_details' },
      ],
    });
    expect(decide(people.client_admin, 'agents', { tenant: granting({ edit_agents: true }) })).toEqual({
      level: 'none',
      denials: [
        { layer: 'grant', code: 'grant_off', changeableBy: 'agency', grant: 'view_agents' },
        { layer: 'dependency', code: 'parent_off', changeableBy: 'agency', grant: 'edit_agents' },
      ],
    });
  });
});

describe('why a role has less', () => {
  const reasons: readonly (readonly [Capability, DenialCode | null, DenialCode | null, DenialCode | null])[] =
    [
      ['dashboard', null, null, 'role_redacted'],
      ['calls', null, null, 'role_redacted'],
      ['call_details', null, null, 'role_redacted'],
      ['caller_details', null, null, 'role_none'],
      ['call_cost', null, null, 'role_none'],
      ['recording_playback', null, null, null],
      ['recording_download', null, null, 'role_none'],
      ['pii_unlock', null, null, 'role_none'],
      ['pii_unlock_decision', 'role_agency_only', 'role_agency_only', 'role_agency_only'],
      ['agents', null, 'role_read_only', 'role_none'],
      ['analytics', null, null, 'role_none'],
      ['support', null, null, null],
      ['audit_log', null, null, 'role_none'],
      ['billing', null, null, 'role_none'],
      ['integrations', null, 'role_read_only', 'role_none'],
      ['integration_secrets', null, 'role_none', 'role_none'],
      ['settings', null, null, null],
      ['settings_profile', null, null, null],
      ['settings_notifications', null, null, null],
      ['settings_report_history', null, null, null],
      ['settings_opening_hours', null, 'role_summary', 'section_unavailable'],
      ['settings_call_limits', null, 'role_summary', 'section_unavailable'],
      ['settings_security', null, 'role_summary', 'section_unavailable'],
      ['settings_compliance_copy', null, 'role_summary', 'section_unavailable'],
      ['settings_transfer', null, 'role_summary', 'section_unavailable'],
      ['settings_tenant', null, 'role_summary', 'section_unavailable'],
      ['settings_data_governance', null, 'role_summary', 'section_unavailable'],
      ['settings_sessions', null, null, null],
      ['settings_data_deletion', null, 'role_read_only', 'no_section'],
      ['status', null, null, null],
      ['team', 'role_agency_only', 'role_agency_only', 'role_agency_only'],
      ['clients', 'role_agency_only', 'role_agency_only', 'role_agency_only'],
    ];

  test('the table names every capability', () => {
    expect(reasons.map(([capability]) => capability)).toEqual(CAPABILITIES);
  });

  test.each(reasons)('%s says so to admin, manager and staff, and nothing to the agency', (...row) => {
    const [capability, ...expected] = row;
    expect(
      ROLES.map((role) => decide(people[role], capability, { tenant }).denials.map(({ code }) => code)),
    ).toEqual([[], ...expected.map((code) => (code === null ? [] : [code]))]);
  });
});

test('no capability gives a role what the ceiling of its grant forbids', () => {
  const above = CAPABILITIES.flatMap((capability) => {
    const entry: CapabilityEntry = capabilities[capability];
    return ROLES.filter((role) => {
      const { level } = cells[entry.roles[role]];
      return (
        (entry.grant && !grants[entry.grant].ceiling[role] && level !== 'none') ||
        (entry.editGrant && !grants[entry.editGrant].ceiling[role] && level === 'edit')
      );
    }).map((role) => `${capability} of ${role}`);
  });
  expect(above).toEqual([]);
});

test('only what belongs to no client is open before a client is chosen', () => {
  for (const entry of Object.values<CapabilityEntry>(capabilities).filter((each) => each.withoutClient))
    expect(entry).not.toHaveProperty('grant');
});
