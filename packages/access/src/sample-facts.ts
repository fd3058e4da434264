/* People, a client and a call for the tests. */
import type { Subject, Tenant } from './facts.ts';
import type { ResourceFacts } from './gates.ts';
import type { GrantState } from './grants.ts';

export const allOn = {
  view_agents: true,
  edit_agents: true,
  view_calls: true,
  view_call_details: true,
  view_analytics: true,
  manage_billing: true,
  view_integrations: true,
  manage_integrations: true,
} as const satisfies GrantState;

export const tenant: Tenant = {
  agencyId: 'agency-1',
  clientId: 'client-1',
  grants: allOn,
  entitlements: { recording_playback: true, recording_download: true },
  policies: { staff_recording_playback: true, recording_download: true },
};

/** The same client with other grants. */
export function granting(grants: GrantState): Tenant {
  return { ...tenant, grants };
}

export const call: ResourceFacts = {
  clientId: 'client-1',
  projectId: 'project-1',
  consent: 'granted',
  complianceHold: false,
  media: 'available',
  withinRetention: true,
};

const person = {
  agencyId: 'agency-1',
  clientId: 'client-1',
  projectIds: 'all',
  mfa: 'not_required',
  viewAs: false,
} as const;

export const agencyAdmin: Subject = { ...person, userId: 'olivia', role: 'agency_admin', clientId: null };
export const admin: Subject = { ...person, userId: 'anna', role: 'client_admin' };
export const manager: Subject = { ...person, userId: 'marc', role: 'client_manager' };
export const staff: Subject = { ...person, userId: 'sam', role: 'client_staff', projectIds: ['project-1'] };

export const people = {
  agency_admin: agencyAdmin,
  client_admin: admin,
  client_manager: manager,
  client_staff: staff,
} as const;

/** Every set of grants that has no child without its parent. */
export function closedGrantSets(): GrantState[] {
  const sets: GrantState[] = [];
  for (const agents of [{}, { view_agents: true }, { view_agents: true, edit_agents: true }])
    for (const calls of [{}, { view_calls: true }, { view_calls: true, view_call_details: true }])
      for (const integrations of [
        {},
        { view_integrations: true },
        { view_integrations: true, manage_integrations: true },
      ])
        for (const analytics of [{}, { view_analytics: true }])
          for (const billing of [{}, { manage_billing: true }])
            sets.push({ ...agents, ...calls, ...integrations, ...analytics, ...billing });
  return sets;
}
