import type { Endpoint, Method } from '@foyer/contract';
import { wholeContract, type AnyEndpointName } from '@foyer/contract/whole-contract';

// A request for each endpoint of the contract, that would be answered if whoever sends it may. Versions are none that there is, so that a write
// that gets that far is answered with what stands (412) and changes nothing.

/** The ids that a request is filled with, by the names of the contract's path parameters. */
export interface Ids {
  readonly clientId: string;
  readonly personId: string;
  readonly projectId: string;
  readonly callId: string;
  readonly agentId: string;
  readonly sessionId: string;
  readonly invitationId: string;
  readonly requestId: string;
  readonly connectionId: string;
}

/** What people make of themselves; where none is given, there is none. */
export interface MadeIds {
  readonly exportId: string;
  readonly unlockId: string;
  readonly noteId: string;
  readonly correctionId: string;
  readonly viewId: string;
}

export interface SampleRequest {
  readonly name: AnyEndpointName;
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
}

const VERSION = 9_999;

const GRANTS_OFF = {
  view_agents: false,
  edit_agents: false,
  view_calls: false,
  view_call_details: false,
  view_analytics: false,
  manage_billing: false,
  view_integrations: false,
  manage_integrations: false,
};

const code = { code: '000000' };
const forged = { token: 'a-link-that-nobody-was-sent', password: 'a long enough sentence' };

const BODIES: Readonly<Partial<Record<AnyEndpointName, (ids: Ids) => unknown>>> = {
  signIn: () => ({ email: 'nobody@example.com', password: 'not the password' }),
  chooseClient: ({ clientId }) => ({ clientId }),
  createClient: () => ({
    key: crypto.randomUUID(),
    name: 'A new client',
    timeZone: 'Europe/London',
    currency: 'GBP',
    project: 'Everything',
  }),
  renameClient: () => ({ version: VERSION, name: 'Another name' }),
  setClientState: () => ({ version: VERSION, state: 'suspended' }),
  saveDefaults: () => ({ version: VERSION, grants: GRANTS_OFF }),
  previewDefaults: ({ clientId }) => ({ clients: [clientId] }),
  applyDefaults: ({ clientId }) => ({
    defaultsVersion: VERSION,
    clients: [{ id: clientId, version: VERSION }],
  }),
  previewPermissions: () => ({ overrides: {} }),
  savePermissions: () => ({ version: VERSION, overrides: {} }),
  resetPermissions: () => ({ version: VERSION }),
  savePolicies: () => ({
    version: VERSION,
    policies: {
      staff_recording_playback: false,
      recording_download: false,
      require_mfa: false,
      remembered_devices: false,
    },
    entitlements: { recording_playback: false, recording_download: false },
  }),
  saveAddresses: () => ({ version: VERSION, ranges: [] }),
  invitePerson: ({ projectId }) => ({
    email: `${crypto.randomUUID()}@example.com`,
    name: 'Somebody New',
    role: 'client_staff',
    projects: [projectId],
  }),
  changePerson: () => ({ version: VERSION, role: 'client_staff', projects: 'all' }),
  setPersonState: () => ({ version: VERSION, state: 'disabled' }),
  startViewAs: ({ clientId }) => ({
    clientId,
    as: { kind: 'role', role: 'client_staff' },
    reason: 'a question',
  }),
  readInvitation: () => ({ token: forged.token }),
  acceptInvitation: () => ({ ...forged, name: 'Somebody Else' }),
  forgotPassword: () => ({ email: 'nobody@example.com' }),
  resetPassword: () => forged,
  verifySecondFactor: () => code,
  beginEnrolment: () => ({ password: 'not the password' }),
  confirmEnrolment: () => code,
  remakeRecoveryCodes: () => code,
  disableSecondFactor: () => code,
  requestAccess: () => ({ capability: 'billing', note: 'for the accounts' }),
  grantAccess: () => ({ version: VERSION }),
  declineAccess: () => ({ reason: 'not now' }),
  requestUnlock: () => ({ scope: 'transcript', justification: 'the caller asks for a copy' }),
  declineUnlock: () => ({ reason: 'not now' }),
  createConnection: () => ({ vendor: 'generic', name: 'Another', consent: 'pending', retentionDays: 30 }),
  saveConnection: () => ({
    version: VERSION,
    state: 'off',
    name: 'Another name',
    consent: 'pending',
    retentionDays: 30,
  }),
  setConnectionSecret: () => ({ version: VERSION }),
  setConnectionAgent: ({ agentId }) => ({ vendorAgentId: 'assistant-1', agentId }),
  replayIngestFailures: () => ({}),
  notePresence: () => ({ capability: 'calls' }),
  tagCalls: ({ callId }) => ({ ids: [callId], add: [], remove: ['a tag that no call has'] }),
  saveCallTags: () => ({ version: String(VERSION), tags: [] }),
  addCallNote: () => ({ key: crypto.randomUUID(), text: 'asked about parking' }),
  saveCallNote: () => ({ version: VERSION, text: 'asked about parking' }),
  proposeCorrection: ({ callId }) => ({
    key: crypto.randomUUID(),
    segmentId: callId,
    words: ['other words'],
  }),
  decideCorrection: () => ({ state: 'declined' }),
  addCallView: () => ({
    key: crypto.randomUUID(),
    name: 'Missed',
    search: 'status=missed',
    columns: null,
    shared: false,
  }),
  saveCallView: () => ({ version: VERSION, name: 'Missed', search: '', columns: null, shared: false }),
  startCallExport: () => ({
    key: crypto.randomUUID(),
    filters: {},
    sort: '-started_at',
    columns: ['started_at', 'agent', 'duration'],
  }),
  sendTelemetry: () => ({ events: [] }),
  reportLoads: () => ({ loads: [{ remote: 'calls', version: '1.0.0-a', outcome: 'failed' }] }),
  publishRelease: () => ({}),
  promoteRelease: () => ({ version: '1.0.0-a', channel: 'stable' }),
  rollBackRelease: () => ({ channel: 'stable' }),
  setCanary: () => ({ percent: 0, clients: [] }),
  setAvailability: () => ({ disabled: null }),
};

const QUERIES: Readonly<Partial<Record<AnyEndpointName, string>>> = {
  listCalls: '?limit=100',
  searchClients: '?limit=100',
  listActivity: '?limit=100',
};

const NONE = '00000000-0000-4000-8000-000000000000';

/** What stands in an address and is nobody's record. */
const WORDS = {
  remote: 'calls',
  version: '1.0.0-a',
  exportId: NONE,
  unlockId: NONE,
  noteId: NONE,
  correctionId: NONE,
  viewId: NONE,
} satisfies MadeIds & Record<string, string>;

/** The request of one endpoint; `token` is a link to a recording. */
export function sampleRequest(
  name: AnyEndpointName,
  ids: Ids & Partial<MadeIds>,
  token = 'no-link',
): SampleRequest {
  const { method, path, body }: Endpoint = wholeContract[name];
  const sample = BODIES[name];
  if (body && !sample) throw new Error(`What is sent to ${name}?`);
  const values: Readonly<Record<string, string>> = { ...WORDS, ...ids, token };
  const address = path.replaceAll(/:(\w+)/g, (_, parameter: string) => {
    const value = values[parameter];
    if (value === undefined) throw new Error(`What is :${parameter} of ${name}?`);
    return value;
  });
  return {
    name,
    method,
    path: `${address}${QUERIES[name] ?? ''}`,
    ...(body && { body: sample?.(ids) }),
  };
}

export const ENDPOINT_NAMES = Object.keys(wholeContract) as AnyEndpointName[];
