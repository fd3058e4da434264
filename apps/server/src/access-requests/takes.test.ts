import { allows, decide, GRANTS, type Capability, type Grant } from '@foyer/access';
import { describe, expect, it } from 'vitest';
import { takesFor } from './takes.ts';

const tenantWith = (grants: readonly Grant[], included = true) => ({
  agencyId: 'agency',
  clientId: 'client',
  grants: Object.fromEntries(GRANTS.map((grant) => [grant, grants.includes(grant)])),
  entitlements: { recording_playback: included, recording_download: included },
  policies: { staff_recording_playback: false, recording_download: true },
});

describe('what it takes', () => {
  it.each([
    ['client_manager', 'billing', [], { grants: ['manage_billing'], role: null, enough: true }],
    ['client_staff', 'billing', [], { grants: ['manage_billing'], role: 'client_manager', enough: true }],
    ['client_staff', 'billing', ['manage_billing'], { grants: [], role: 'client_manager', enough: true }],
    [
      'client_admin',
      'call_details',
      [],
      { grants: ['view_calls', 'view_call_details'], role: null, enough: true },
    ],
    [
      'client_manager',
      'integration_secrets',
      ['view_integrations'],
      { grants: [], role: 'client_admin', enough: true },
    ],
    ['client_admin', 'team', [...GRANTS], { grants: [], role: null, enough: false }],
  ] as const)('for a %s to have %s with %j is %j', (role, capability, granted, takes) => {
    const tenant = tenantWith(granted);
    const found = takesFor({ userId: 'person', role }, capability, tenant);
    expect(found).toEqual(takes);
    if (!found.enough) return;
    const after = {
      ...tenant,
      grants: Object.fromEntries(GRANTS.map((g) => [g, tenant.grants[g] || found.grants.includes(g)])),
    };
    const subject = {
      userId: 'person',
      role: found.role ?? role,
      agencyId: 'agency',
      clientId: 'client',
      projectIds: 'all' as const,
      mfa: 'satisfied' as const,
      viewAs: false,
    };
    expect(allows(decide(subject, capability, { tenant: after }))).toBe(true);
  });

  it('is more than grants and roles where the plan doesn’t include it', () => {
    const capability: Capability = 'recording_download';
    expect(
      takesFor({ userId: 'p', role: 'client_staff' }, capability, tenantWith([...GRANTS], false)),
    ).toEqual({
      grants: [],
      role: null,
      enough: false,
    });
  });
});
