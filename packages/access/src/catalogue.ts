/**
 * The access model as data: every grant and every capability once. A new permission is a new entry here and nothing else;
 * types, presets, sidebar, closure and decisions all follow from these two tables.
 */
import type { CellName } from './cells.ts';
import type { Entitlement, FactGate, Policy } from './gates.ts';
import type { Role } from './roles.ts';
import { literally } from './table.ts';

interface GrantEntry {
  readonly label: string;
  /** The grant without which this one is off. */
  readonly parent?: string;
  /** Whether the role may ever have it (access-model, "Role ceilings over the grants"). */
  readonly ceiling: Readonly<Record<Role, boolean>>;
  /** Shown where the grant is about to be turned on. */
  readonly warning?: string;
}

const everyone = literally({
  agency_admin: true,
  client_admin: true,
  client_manager: true,
  client_staff: true,
});
const notStaff = literally({ ...everyone, client_staff: false });
const onlyAdmins = literally({ ...notStaff, client_manager: false });

export const grants = literally({
  view_agents: { label: 'Agents', ceiling: notStaff },
  edit_agents: {
    label: 'Agent editing',
    parent: 'view_agents',
    ceiling: onlyAdmins,
    warning: 'Clients can then change the prompts and settings of their agents.',
  },
  view_calls: { label: 'Calls', ceiling: everyone },
  view_call_details: { label: 'Call details', parent: 'view_calls', ceiling: everyone },
  view_analytics: { label: 'Analytics', ceiling: notStaff },
  manage_billing: { label: 'Billing', ceiling: notStaff },
  view_integrations: { label: 'Integrations', ceiling: notStaff },
  manage_integrations: { label: 'Integration management', parent: 'view_integrations', ceiling: onlyAdmins },
}) satisfies Record<string, GrantEntry>;

export type Grant = keyof typeof grants;

export interface CapabilityEntry {
  readonly label: string;
  /** The most that each role may have, in the words of the model's tables. */
  readonly roles: Readonly<Record<Role, CellName>>;
  /** The grant without which there is nothing. */
  readonly grant?: Grant;
  /** The grant without which there is no editing. */
  readonly editGrant?: Grant;
  readonly entitlements?: readonly Entitlement[];
  /** Policies of the client that must be on, for everyone or for one role. */
  readonly policies?: readonly { readonly policy: Policy; readonly onlyFor?: Role }[];
  /** Facts of the record that must hold. */
  readonly facts?: readonly FactGate[];
  /** Whether an agency admin has it before choosing a client. */
  readonly withoutClient?: true;
  /** Whether it is an item of the sidebar, whose order is the order of this table. */
  readonly sidebar?: true;
}

const allEdit = literally({
  agency_admin: 'edit',
  client_admin: 'edit',
  client_manager: 'edit',
  client_staff: 'edit',
});
const allView = literally({
  agency_admin: 'view',
  client_admin: 'view',
  client_manager: 'view',
  client_staff: 'view',
});
const staffRedacted = literally({ ...allView, client_staff: 'redacted' });
const viewNotStaff = literally({ ...allView, client_staff: 'no' });
const editNotStaff = literally({ ...allEdit, client_staff: 'no' });
const agencyOnly = literally({
  agency_admin: 'edit',
  client_admin: 'agency_only',
  client_manager: 'agency_only',
  client_staff: 'agency_only',
});
const adminSection = literally({
  agency_admin: 'edit',
  client_admin: 'edit',
  client_manager: 'summary',
  client_staff: 'unavailable',
});

export const capabilities = literally({
  dashboard: { label: 'Dashboard', roles: staffRedacted, sidebar: true },

  calls: { label: 'Calls', roles: staffRedacted, grant: 'view_calls', sidebar: true },
  call_details: { label: 'Call details', roles: staffRedacted, grant: 'view_call_details' },
  caller_details: { label: 'Caller details', roles: viewNotStaff, grant: 'view_call_details' },
  call_cost: { label: 'Call cost', roles: viewNotStaff, grant: 'manage_billing' },
  recording_playback: {
    label: 'Recordings',
    roles: allView,
    grant: 'view_call_details',
    entitlements: ['recording_playback'],
    policies: [{ policy: 'staff_recording_playback', onlyFor: 'client_staff' }],
    facts: ['consent', 'compliance', 'media', 'retention'],
  },
  recording_download: {
    label: 'Downloading recordings',
    roles: viewNotStaff,
    grant: 'view_call_details',
    entitlements: ['recording_playback', 'recording_download'],
    policies: [
      { policy: 'staff_recording_playback', onlyFor: 'client_staff' },
      { policy: 'recording_download' },
    ],
    facts: ['consent', 'compliance', 'media', 'retention'],
  },
  pii_unlock: {
    label: 'Unlock requests',
    roles: editNotStaff,
    grant: 'view_call_details',
    facts: ['consent'],
  },
  pii_unlock_decision: {
    label: 'Decisions on unlock requests',
    roles: agencyOnly,
    facts: ['requester'],
    withoutClient: true,
  },

  agents: {
    label: 'Agents',
    roles: { agency_admin: 'edit', client_admin: 'edit', client_manager: 'view', client_staff: 'no' },
    grant: 'view_agents',
    editGrant: 'edit_agents',
    sidebar: true,
  },
  analytics: { label: 'Analytics', roles: viewNotStaff, grant: 'view_analytics', sidebar: true },
  support: { label: 'Support', roles: allEdit, sidebar: true },
  audit_log: { label: 'Audit log', roles: viewNotStaff, sidebar: true },
  billing: { label: 'Billing', roles: editNotStaff, grant: 'manage_billing', sidebar: true },
  integrations: {
    label: 'Integrations',
    roles: { agency_admin: 'edit', client_admin: 'edit', client_manager: 'view', client_staff: 'no' },
    grant: 'view_integrations',
    editGrant: 'manage_integrations',
    sidebar: true,
  },
  integration_secrets: {
    label: 'Secrets of integrations',
    roles: { agency_admin: 'edit', client_admin: 'edit', client_manager: 'no', client_staff: 'no' },
    grant: 'view_integrations',
    editGrant: 'manage_integrations',
  },

  settings: { label: 'Settings', roles: allView, withoutClient: true, sidebar: true },
  settings_profile: { label: 'Profile', roles: allEdit, withoutClient: true },
  settings_notifications: { label: 'Notifications', roles: allEdit },
  settings_report_history: { label: 'Report history', roles: allView },
  settings_opening_hours: { label: 'Opening hours', roles: adminSection },
  settings_call_limits: { label: 'Call limits', roles: adminSection },
  settings_security: { label: 'Security', roles: adminSection },
  settings_compliance_copy: { label: 'Compliance copy', roles: adminSection },
  settings_transfer: { label: 'Transfer', roles: adminSection },
  settings_tenant: { label: 'Tenant', roles: adminSection },
  settings_data_governance: {
    label: 'Data governance',
    roles: {
      agency_admin: 'view',
      client_admin: 'view',
      client_manager: 'summary',
      client_staff: 'unavailable',
    },
  },
  settings_sessions: { label: 'Your sessions', roles: allEdit, withoutClient: true },
  settings_data_deletion: {
    label: 'Data deletion',
    roles: {
      agency_admin: 'edit',
      client_admin: 'edit',
      client_manager: 'view',
      client_staff: 'no_section',
    },
  },

  status: { label: 'Status', roles: allView, sidebar: true },
  team: { label: 'Team', roles: agencyOnly },
  clients: { label: 'Clients', roles: agencyOnly, withoutClient: true },
}) satisfies Record<string, CapabilityEntry>;

export type Capability = keyof typeof capabilities;
