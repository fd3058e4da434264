import { PARENT, type Grant } from './grant-sets.ts';

// The policy a second time, sentence by sentence from access-model.md, to hold against the first. Nothing here may import the access
// package, or anything that does.

export type Role = 'agency_admin' | 'client_admin' | 'client_manager' | 'client_staff';
export type Level = (typeof RISING)[number];
const RISING = ['none', 'summary', 'redacted', 'view', 'edit'] as const;

export interface Asker {
  readonly userId: string;
  readonly role: Role;
  readonly agencyId: string;
  readonly clientId: string | null;
  readonly projectIds: readonly string[] | 'all';
  readonly mfa: 'not_required' | 'satisfied' | 'outstanding';
  readonly viewAs: boolean;
}

export interface Client {
  readonly agencyId: string;
  readonly clientId: string;
  readonly grants: Readonly<Partial<Record<Grant, boolean>>>;
  readonly entitlements: Readonly<Partial<Record<'recording_playback' | 'recording_download', boolean>>>;
  readonly policies: Readonly<Partial<Record<'staff_recording_playback' | 'recording_download', boolean>>>;
}

export interface Facts {
  readonly clientId: string;
  readonly projectId: string;
  readonly consent?: 'granted' | 'not_required' | 'pending' | 'denied' | 'withdrawn';
  readonly complianceHold?: boolean;
  readonly media?: 'available' | 'processing' | 'missing' | 'expired' | 'none';
  readonly withinRetention?: boolean;
  readonly requesterId?: string;
}

export interface Question {
  readonly asker: Asker;
  readonly capability: string;
  /** Null while no client is chosen. */
  readonly client: Client | null;
  /** Absent: the question is about the whole collection. */
  readonly record?: Facts;
}

/** `layers`: each layer that lowered the level, sorted. Where the scope is not the asker's the model names no others, and nor does this. */
export interface Opinion {
  readonly level: Level;
  readonly layers: readonly string[];
}

/** "Capabilities by role": the agency's admins, then the columns of the model. */
// prettier-ignore
const BY_ROLE: Readonly<Record<string, readonly [agency: Level, admin: Level, manager: Level, staff: Level]>> = {
  dashboard:                ['view', 'view', 'view', 'redacted'],
  calls:                    ['view', 'view', 'view', 'redacted'],
  call_details:             ['view', 'view', 'view', 'redacted'],
  caller_details:           ['view', 'view', 'view', 'none'],
  call_cost:                ['view', 'view', 'view', 'none'],
  recording_playback:       ['view', 'view', 'view', 'view'],
  recording_download:       ['view', 'view', 'view', 'none'],
  pii_unlock:               ['edit', 'edit', 'edit', 'none'],
  pii_unlock_decision:      ['edit', 'none', 'none', 'none'],
  agents:                   ['edit', 'edit', 'view', 'none'],
  analytics:                ['view', 'view', 'view', 'none'],
  support:                  ['edit', 'edit', 'edit', 'edit'],
  audit_log:                ['view', 'view', 'view', 'none'],
  billing:                  ['edit', 'edit', 'edit', 'none'],
  integrations:             ['edit', 'edit', 'view', 'none'],
  integration_secrets:      ['edit', 'edit', 'none', 'none'],
  settings:                 ['view', 'view', 'view', 'view'],
  settings_profile:         ['edit', 'edit', 'edit', 'edit'],
  settings_notifications:   ['edit', 'edit', 'edit', 'edit'],
  settings_report_history:  ['view', 'view', 'view', 'view'],
  settings_opening_hours:   ['edit', 'edit', 'summary', 'none'],
  settings_call_limits:     ['edit', 'edit', 'summary', 'none'],
  settings_security:        ['edit', 'edit', 'summary', 'none'],
  settings_compliance_copy: ['edit', 'edit', 'summary', 'none'],
  settings_transfer:        ['edit', 'edit', 'summary', 'none'],
  settings_tenant:          ['edit', 'edit', 'summary', 'none'],
  settings_data_governance: ['view', 'view', 'summary', 'none'],
  settings_sessions:        ['edit', 'edit', 'edit', 'edit'],
  settings_data_deletion:   ['edit', 'edit', 'view', 'none'],
  status:                   ['view', 'view', 'view', 'view'],
  team:                     ['edit', 'none', 'none', 'none'],
  clients:                  ['edit', 'none', 'none', 'none'],
};
const COLUMN: Readonly<Record<Role, 0 | 1 | 2 | 3>> = {
  agency_admin: 0,
  client_admin: 1,
  client_manager: 2,
  client_staff: 3,
};

export const SECOND_CAPABILITIES = Object.keys(BY_ROLE);

/** What an agency's admin has before a client is chosen: what is one's own, the clients, and the queue of unlock requests. */
const BEFORE_A_CLIENT = [
  'settings',
  'settings_profile',
  'settings_sessions',
  'clients',
  'pii_unlock_decision',
];

const ONLY_THE_AGENCY_ITSELF = ['team', 'clients', 'pii_unlock_decision'];

/** Without the first there is nothing; without the second there is no editing. */
const GRANTS_OF: Readonly<Record<string, readonly [toSee: Grant, toEdit?: Grant]>> = {
  calls: ['view_calls'],
  call_details: ['view_call_details'],
  caller_details: ['view_call_details'],
  recording_playback: ['view_call_details'],
  recording_download: ['view_call_details'],
  pii_unlock: ['view_call_details'],
  call_cost: ['manage_billing'],
  billing: ['manage_billing'],
  analytics: ['view_analytics'],
  agents: ['view_agents', 'edit_agents'],
  integrations: ['view_integrations', 'manage_integrations'],
  integration_secrets: ['view_integrations', 'manage_integrations'],
};

export function secondOpinion({ asker, capability, client, record }: Question): Opinion {
  const row = Object.hasOwn(BY_ROLE, capability) ? BY_ROLE[capability] : undefined;
  if (!row) return { level: 'none', layers: ['role'] };
  const mine = row[COLUMN[asker.role]];
  const layers = new Set<string>();
  let level = mine;
  const lower = (layer: string, to: Level = 'none') => {
    layers.add(layer);
    if (RISING.indexOf(to) < RISING.indexOf(level)) level = to;
  };

  const best = Math.max(...row.map((one) => RISING.indexOf(one)));
  if (RISING.indexOf(mine) < best) layers.add('role');
  if (asker.mfa === 'outstanding') lower('mfa');
  if (asker.viewAs) {
    // Viewed is a role or a person of the client: there is no viewing as the agency.
    if (asker.role === 'agency_admin' || ONLY_THE_AGENCY_ITSELF.includes(capability)) lower('view_as');
    else if (best === RISING.indexOf('edit')) lower('view_as', 'view');
  }

  if (!inReach(asker, capability, client, record)) lower('scope');
  if (client && asker.role !== 'agency_admin') whatTheClientHas(asker, capability, client, lower);
  if (record) whatTheRecordSays(asker, capability, record, lower);
  return { level, layers: [...layers].sort() };
}

type Lower = (layer: string, to?: Level) => void;

function inReach(
  asker: Asker,
  capability: string,
  client: Client | null,
  record: Facts | undefined,
): boolean {
  if (!client) return !record && asker.role === 'agency_admin' && BEFORE_A_CLIENT.includes(capability);
  // An agency's admin: every client of the own agency, and nothing at all at another. Everyone else: the one client.
  if (client.agencyId !== asker.agencyId) return false;
  if (asker.role !== 'agency_admin' && client.clientId !== asker.clientId) return false;
  if (!record) return true;
  if (record.clientId !== client.clientId) return false;
  return asker.projectIds === 'all' || asker.projectIds.includes(record.projectId);
}

function whatTheClientHas(asker: Asker, capability: string, client: Client, lower: Lower): void {
  const [toSee, toEdit] = GRANTS_OF[capability] ?? [];
  for (const [grant, without] of [
    [toSee, 'none'],
    [toEdit, 'view'],
  ] as const) {
    if (!grant) continue;
    const parent = PARENT[grant];
    const orphan = parent !== undefined && client.grants[parent] !== true;
    if (orphan) lower('dependency', without);
    if (client.grants[grant] !== true) lower('grant', without);
  }
  const plays = capability === 'recording_playback' || capability === 'recording_download';
  if (plays && client.entitlements.recording_playback !== true) lower('entitlement');
  if (plays && asker.role === 'client_staff' && client.policies.staff_recording_playback !== true)
    lower('policy');
  if (capability !== 'recording_download') return;
  if (client.entitlements.recording_download !== true) lower('entitlement');
  if (client.policies.recording_download !== true) lower('policy');
}

function whatTheRecordSays(asker: Asker, capability: string, record: Facts, lower: Lower): void {
  const plays = capability === 'recording_playback' || capability === 'recording_download';
  const consented = record.consent === 'granted' || record.consent === 'not_required';
  if ((plays || capability === 'pii_unlock') && !consented) lower('consent');
  if (plays) {
    if (record.complianceHold !== false) lower('compliance');
    if (record.media !== 'available') lower('media');
    if (record.withinRetention !== true) lower('retention');
  }
  // Nobody decides their own request, nor one of nobody knows whom.
  const { requesterId } = record;
  if (capability === 'pii_unlock_decision' && (!requesterId || requesterId === asker.userId)) lower('scope');
}
