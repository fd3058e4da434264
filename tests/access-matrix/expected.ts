import { PARENT, type Grant, type GrantSet } from './grant-sets.ts';

// The expectations of the access matrix, as literals from access-model.md. This file must never import the access
// package, or anything that does: it is the second opinion.

export const CLIENT_ROLES = ['client_admin', 'client_manager', 'client_staff'] as const;
export type ClientRole = (typeof CLIENT_ROLES)[number];

/** Levels in rising order; `no`: the role never has it. `-` in the table: nothing is needed. */
const LEVELS = ['no', 'summary', 'redacted', 'view', 'edit'] as const;
type Cell = (typeof LEVELS)[number];

type Row = readonly [
  capability: string,
  needs: Grant | '-',
  /** The grant that editing needs on top, for those whose role may edit. */
  toEdit: Grant | '-',
  client_admin: Cell,
  client_manager: Cell,
  client_staff: Cell,
];

/** With every entitlement and policy on, and before any record is looked at. */
// prettier-ignore
export const CAPABILITIES: readonly Row[] = [
  // capability                 needs                  to edit                 admin     manager    staff
  ['dashboard',                 '-',                   '-',                    'view',   'view',    'redacted'],
  ['calls',                     'view_calls',          '-',                    'view',   'view',    'redacted'],
  ['call_details',              'view_call_details',   '-',                    'view',   'view',    'redacted'],
  ['caller_details',            'view_call_details',   '-',                    'view',   'view',    'no'],
  ['call_cost',                 'manage_billing',      '-',                    'view',   'view',    'no'],
  ['recording_playback',        'view_call_details',   '-',                    'view',   'view',    'view'],
  ['recording_download',        'view_call_details',   '-',                    'view',   'view',    'no'],
  ['pii_unlock',                'view_call_details',   '-',                    'edit',   'edit',    'no'],
  ['agents',                    'view_agents',         'edit_agents',          'edit',   'view',    'no'],
  ['analytics',                 'view_analytics',      '-',                    'view',   'view',    'no'],
  ['billing',                   'manage_billing',      '-',                    'edit',   'edit',    'no'],
  ['integrations',              'view_integrations',   'manage_integrations',  'edit',   'view',    'no'],
  ['integration_secrets',       'view_integrations',   'manage_integrations',  'edit',   'no',      'no'],
  ['support',                   '-',                   '-',                    'edit',   'edit',    'edit'],
  ['status',                    '-',                   '-',                    'view',   'view',    'view'],
  ['audit_log',                 '-',                   '-',                    'view',   'view',    'no'],
  ['settings',                  '-',                   '-',                    'view',   'view',    'view'],
  ['settings_profile',          '-',                   '-',                    'edit',   'edit',    'edit'],
  ['settings_notifications',    '-',                   '-',                    'edit',   'edit',    'edit'],
  ['settings_report_history',   '-',                   '-',                    'view',   'view',    'view'],
  ['settings_opening_hours',    '-',                   '-',                    'edit',   'summary', 'no'],
  ['settings_call_limits',      '-',                   '-',                    'edit',   'summary', 'no'],
  ['settings_security',         '-',                   '-',                    'edit',   'summary', 'no'],
  ['settings_compliance_copy',  '-',                   '-',                    'edit',   'summary', 'no'],
  ['settings_transfer',         '-',                   '-',                    'edit',   'summary', 'no'],
  ['settings_tenant',           '-',                   '-',                    'edit',   'summary', 'no'],
  ['settings_data_governance',  '-',                   '-',                    'view',   'summary', 'no'],
  ['settings_sessions',         '-',                   '-',                    'edit',   'edit',    'edit'],
  ['settings_data_deletion',    '-',                   '-',                    'edit',   'view',    'no'],
  ['team',                      '-',                   '-',                    'no',     'no',      'no'],
  ['clients',                   '-',                   '-',                    'no',     'no',      'no'],
  ['pii_unlock_decision',       '-',                   '-',                    'no',     'no',      'no'],
];

/** Areas in the sidebar's order, each with the grant that it needs and the roles that may ever have it. */
// prettier-ignore
const SIDEBAR: readonly (readonly [area: string, needs: Grant | '-', staff: boolean])[] = [
  ['dashboard',     '-',                  true],
  ['calls',         'view_calls',         true],
  ['agents',        'view_agents',        false],
  ['analytics',     'view_analytics',     false],
  ['support',       '-',                  true],
  ['audit_log',     '-',                  false],
  ['billing',       'manage_billing',     false],
  ['integrations',  'view_integrations',  false],
  ['settings',      '-',                  true],
  ['status',        '-',                  true],
];

export function sidebarOf(role: ClientRole, set: GrantSet): string[] {
  return SIDEBAR.filter(([, needs, staff]) => !missing(needs, set) && (staff || role !== 'client_staff')).map(
    ([area]) => area,
  );
}

const COLUMN = { client_admin: 3, client_manager: 4, client_staff: 5 } as const;

function rowOf(capability: string): Row {
  const row = CAPABILITIES.find(([name]) => name === capability);
  if (!row) throw new Error(`No row for ${capability}.`);
  return row;
}

const missing = (grant: Grant | '-', set: GrantSet): boolean => grant !== '-' && !set.has(grant);

/** What a client's plan includes and its policies let through, as far as it bears on endpoints. */
export interface Gates {
  readonly entitlements: Readonly<Record<'recording_playback' | 'recording_download', boolean>>;
  readonly policies: Readonly<Record<'staff_recording_playback' | 'recording_download', boolean>>;
}

export const ALL_OPEN: Gates = {
  entitlements: { recording_playback: true, recording_download: true },
  policies: { staff_recording_playback: true, recording_download: true },
};

/** "Recording": the layers of the client's plan and policies that close it. */
function shutBy(capability: string, role: ClientRole, { entitlements, policies }: Gates): string[] {
  const download = capability === 'recording_download';
  if (!download && capability !== 'recording_playback') return [];
  const notInThePlan = !entitlements.recording_playback || (download && !entitlements.recording_download);
  const notByPolicy =
    (role === 'client_staff' && !policies.staff_recording_playback) ||
    (download && !policies.recording_download);
  return [...(notInThePlan ? ['entitlement'] : []), ...(notByPolicy ? ['policy'] : [])];
}

/** The level that must be decided. */
export function levelOf(
  capability: string,
  role: ClientRole,
  set: GrantSet,
  gates = ALL_OPEN,
): Exclude<Cell, 'no'> | 'none' {
  const row = rowOf(capability);
  const [, needs, toEdit] = row;
  const cell = row[COLUMN[role]];
  if (cell === 'no' || missing(needs, set) || shutBy(capability, role, gates).length > 0) return 'none';
  return cell === 'edit' && missing(toEdit, set) ? 'view' : cell;
}

/** Every layer that holds the level below the best that anybody has, sorted. */
export function layersLowering(
  capability: string,
  role: ClientRole,
  set: GrantSet,
  gates = ALL_OPEN,
): string[] {
  const row = rowOf(capability);
  const [, needs, toEdit, ...cells] = row;
  const cell = row[COLUMN[role]];
  const best = Math.max(...cells.map((one) => LEVELS.indexOf(one)));
  const wanted = [needs, toEdit].filter((grant) => grant !== '-');
  const orphan = wanted.some((grant) => missing(PARENT[grant] ?? '-', set));
  return [
    ...(orphan ? ['dependency'] : []),
    ...shutBy(capability, role, gates).filter((layer) => layer === 'entitlement'),
    ...(wanted.some((grant) => missing(grant, set)) ? ['grant'] : []),
    ...shutBy(capability, role, gates).filter((layer) => layer === 'policy'),
    ...(cell === 'no' || LEVELS.indexOf(cell) < best ? ['role'] : []),
  ];
}

/** What an endpoint must answer. `keys` are the exact keys of the body (or of its one item), sorted. */
export type Expected =
  | { readonly status: 200 | 204 | 206 | 412 | 422; readonly shape?: Shape }
  | { readonly status: 403; readonly layers: readonly string[] }
  | { readonly status: 404 };

/** The exact keys at named places of a body: `'items[]'` is every item of the list. */
export type Shape = Readonly<Record<string, readonly string[]>>;

export interface MatrixRow {
  /** The request in words, unique. */
  readonly name: string;
  /** Method and address; `{call}`, `{agent}`, `{link}`, `{client}` and `{version}` are filled in by the test. */
  readonly request: readonly [method: 'GET' | 'POST' | 'PUT' | 'DELETE', address: string];
  /** Rows of `CAPABILITIES` that must all be open, in the order in which they are checked. */
  readonly needs: readonly string[];
  /** Where nothing is changed by it: what comes after every check of access. */
  readonly open: 200 | 204 | 206 | 404 | 412 | 422;
  /** What is sent; without it, what every write is sent. */
  readonly body?: unknown;
  /** A row of `CAPABILITIES` that must be open for editing, checked after the others. */
  readonly edits?: string;
  /** Who lacks a need is told no more than that there is nothing. */
  readonly secret?: true;
  readonly shape?: (has: (capability: string) => boolean, role: ClientRole) => Shape;
}

const CALL = ['agent', 'direction', 'durationMs', 'id', 'startedAt', 'status'];
const DETAILS = ['level', 'outcome', 'project', 'sentiment', 'tags'];
const REMOTE = ['base', 'channel', 'disabled', 'entry', 'hostApi', 'id', 'integrity', 'preload', 'version'];
const EXPORT = ['bytes', 'columns', 'createdAt', 'expiresAt', 'fileName', 'id', 'rows', 'state', 'total'];
const AGENT = ['id', 'name', 'phoneNumbers', 'project', 'status'];
const sorted = (...keys: readonly (readonly string[])[]): string[] => keys.flat().sort();

/** Asking for an export; the same key again is the same export, so that few are made. */
const exportOf = (number: number, columns: readonly string[]) => ({
  key: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  filters: { status: 'failed' },
  sort: '-started_at',
  columns,
});

/** The agency's console over one client: nobody of a client comes in, and what is sent isn't even looked at. */
const OF_CONSOLE: readonly (readonly [method: MatrixRow['request'][0], address: string])[] = [
  ['GET', '/api/clients/search'],
  ['POST', '/api/clients'],
  ['GET', '/api/clients/{client}'],
  ['PUT', '/api/clients/{client}/name'],
  ['PUT', '/api/clients/{client}/state'],
  ['GET', '/api/clients/{client}/permissions'],
  ['POST', '/api/clients/{client}/permissions/preview'],
  ['PUT', '/api/clients/{client}/permissions'],
  ['POST', '/api/clients/{client}/permissions/reset'],
  ['GET', '/api/clients/{client}/policies'],
  ['PUT', '/api/clients/{client}/policies'],
  ['GET', '/api/clients/{client}/addresses'],
  ['PUT', '/api/clients/{client}/addresses'],
  ['GET', '/api/clients/{client}/people'],
  ['PUT', '/api/clients/{client}/people/{person}'],
  ['PUT', '/api/clients/{client}/people/{person}/state'],
  ['POST', '/api/clients/{client}/people/{person}/mfa/reset'],
  ['GET', '/api/clients/{client}/people/{person}/sessions'],
  ['DELETE', '/api/clients/{client}/people/{person}/sessions'],
  ['DELETE', '/api/clients/{client}/people/{person}/sessions/{session}'],
  ['GET', '/api/client-requests'],
  ['POST', '/api/clients/{client}/access-requests/{request}/grant'],
  ['POST', '/api/clients/{client}/access-requests/{request}/decline'],
  ['POST', '/api/clients/{client}/invitations'],
  ['POST', '/api/clients/{client}/invitations/{invitation}/resend'],
  ['DELETE', '/api/clients/{client}/invitations/{invitation}'],
  ['GET', '/api/clients/{client}/connections'],
  ['POST', '/api/clients/{client}/connections'],
  ['PUT', '/api/clients/{client}/connections/{connection}'],
  ['POST', '/api/clients/{client}/connections/{connection}/secret'],
  ['PUT', '/api/clients/{client}/connections/{connection}/agents'],
  ['GET', '/api/clients/{client}/ingest-failures'],
  ['POST', '/api/clients/{client}/ingest-failures/replay'],
  ['GET', '/api/client-defaults'],
  ['PUT', '/api/client-defaults'],
  ['GET', '/api/client-defaults/versions'],
  ['POST', '/api/client-defaults/preview'],
  ['POST', '/api/client-defaults/apply'],
];

/** What the agency decides on masked words. */
const OF_UNLOCK_QUEUE: typeof OF_CONSOLE = [
  ['GET', '/api/unlock-requests'],
  ['POST', '/api/clients/{client}/unlock-requests/{unlock}/approve'],
  ['POST', '/api/clients/{client}/unlock-requests/{unlock}/decline'],
];

// prettier-ignore
export const MATRIX: readonly MatrixRow[] = [
  { name: 'the session', request: ['GET', '/api/session'], needs: [], open: 200,
    shape: () => ({ '': ['access', 'agency', 'branding', 'client', 'decisions', 'mode', 'news', 'owes', 'person', 'projects', 'remotes', 'remotesSignature', 'role', 'shell', 'timeZone', 'viewAs'] }) },

  { name: 'a version of the calls’ pages', request: ['GET', '/api/remotes/calls/versions/{version}'], needs: ['calls'], open: 200, secret: true,
    shape: () => ({ '': ['remote', 'signature'], remote: REMOTE }) },
  { name: 'a version of the agents’ pages', request: ['GET', '/api/remotes/agents/versions/{version}'], needs: ['agents'], open: 200, secret: true,
    shape: () => ({ '': ['remote', 'signature'], remote: REMOTE }) },

  { name: 'one’s own second factor', request: ['GET', '/api/mfa'], needs: [], open: 200,
    shape: () => ({ '': ['enrolled', 'mayRemember', 'owes', 'recoveryCodesLeft', 'requiredBy'] }) },

  { name: 'a word on what is open', request: ['POST', '/api/presence'], needs: [], open: 204 },
  { name: 'a report of loads', request: ['POST', '/api/loads'], needs: [], open: 204 },

  { name: 'the list of calls', request: ['GET', '/api/calls?limit=20'], needs: ['calls'], open: 200,
    shape: (has, role) => ({
      '': ['items', 'nextCursor'],
      'items[]': sorted(CALL, has('call_cost') ? ['cost'] : [], has('call_details') ? ['details'] : []),
      ...(has('call_details') && { 'items[].details': sorted(DETAILS, role === 'client_staff' ? [] : ['caller']) }),
    }) },
  { name: 'calls by sentiment', request: ['GET', '/api/calls?sentiment=positive&limit=2'], needs: ['calls', 'call_details'], open: 200 },
  { name: 'calls by outcome',   request: ['GET', '/api/calls?outcome=booked&limit=2'],     needs: ['calls', 'call_details'], open: 200 },
  { name: 'calls by text',      request: ['GET', '/api/calls?text=appointment&limit=2'],   needs: ['calls', 'call_details'], open: 200 },
  { name: 'calls by status',    request: ['GET', '/api/calls?status=completed&limit=2'],   needs: ['calls'], open: 200 },
  { name: 'calls by length',    request: ['GET', '/api/calls?minDuration=60&sort=-duration&limit=2'], needs: ['calls'], open: 200 },
  { name: 'calls by text, the cheapest first', request: ['GET', '/api/calls?text=appointment&sort=cost&limit=2'], needs: ['calls', 'call_details', 'call_cost'],
    open: 200 },
  { name: 'calls sorted by cost', request: ['GET', '/api/calls?sort=-cost&limit=2'],       needs: ['calls', 'call_cost'], open: 200 },

  { name: 'the count of calls', request: ['GET', '/api/calls/count'], needs: ['calls'], open: 200,
    shape: () => ({ '': ['capped', 'count'] }) },
  { name: 'the count of calls by sentiment', request: ['GET', '/api/calls/count?sentiment=negative'], needs: ['calls', 'call_details'], open: 200 },
  { name: 'the count of calls by text', request: ['GET', '/api/calls/count?text=appointment'], needs: ['calls', 'call_details'], open: 200 },
  { name: 'the count of calls by outcome', request: ['GET', '/api/calls/count?outcome=booked&minDuration=60'], needs: ['calls', 'call_details'], open: 200 },
  { name: 'the filters of the list', request: ['GET', '/api/calls/filters'], needs: ['calls'], open: 200,
    shape: () => ({ '': ['agents'], 'agents[]': ['id', 'label'] }) },

  { name: 'a call', request: ['GET', '/api/calls/{call}'], needs: ['calls'], open: 200,
    shape: (has, role) => ({
      '': sorted(CALL, ['endedAt', 'recording'], has('call_cost') ? ['cost'] : [], has('call_details') ? ['details'] : []),
      ...(has('call_details') && { details: sorted(DETAILS, ['endReason', 'summary'], role === 'client_staff' ? [] : ['caller']) }),
      recording: sorted(['download', 'playback'], has('call_details') ? ['media'] : []),
    }) },
  { name: 'a transcript', request: ['GET', '/api/calls/{call}/transcript'], needs: ['call_details'], open: 200,
    shape: () => ({ '': ['segments'], 'segments[]': ['endMs', 'id', 'parts', 'speaker', 'startMs'] }) },
  { name: 'own unlocks of a call', request: ['GET', '/api/calls/{call}/unlocks'], needs: ['pii_unlock'], open: 200,
    shape: () => ({ '': ['decision', 'items'] }) },
  { name: 'asking for masked words, too briefly', request: ['POST', '/api/calls/{call}/unlocks'], needs: ['pii_unlock'], open: 422,
    body: { scope: 'transcript', justification: 'because' } },
  { name: 'the end of an unlock', request: ['POST', '/api/calls/{call}/unlocks/{unlock}/end'], needs: ['pii_unlock'], open: 404 },
  { name: 'decisions on unlocks', request: ['GET', '/api/unlock-decisions'], needs: ['pii_unlock'], open: 200,
    shape: () => ({ '': ['items'] }) },
  { name: 'a decision on an unlock, seen', request: ['POST', '/api/unlock-decisions/{unlock}/seen'], needs: ['pii_unlock'], open: 404 },
  { name: 'a recording', request: ['GET', '/api/calls/{call}/recording'], needs: ['recording_playback'], open: 200,
    shape: () => ({ '': ['durationMs', 'expiresAt', 'mediaType', 'peaks', 'url'], peaks: ['agent', 'caller'] }) },
  { name: 'the recording as a file, described', request: ['GET', '/api/calls/{call}/recording/file-facts'], needs: ['recording_download'], open: 200,
    shape: () => ({ '': ['bytes', 'durationMs', 'fileName', 'mediaType'] }) },
  { name: 'the recording as a file', request: ['GET', '/api/calls/{call}/recording/file'], needs: ['recording_download'], open: 200 },
  { name: 'tags of many calls', request: ['POST', '/api/calls/tags'], needs: ['call_details'], open: 200,
    body: { ids: ['00000000-0000-4000-8000-000000000000'], add: [], remove: ['never'] }, shape: () => ({ '': ['changed', 'missing'] }) },
  { name: 'the tags that there are', request: ['GET', '/api/calls/tags'], needs: ['call_details'], open: 200,
    shape: () => ({ '': ['mayAddNew', 'tags'] }) },
  { name: 'the tags of a call', request: ['GET', '/api/calls/{call}/tags'], needs: ['call_details'], open: 200,
    shape: () => ({ '': ['tags', 'version'] }) },
  { name: 'other tags of a call', request: ['PUT', '/api/calls/{call}/tags'], needs: ['call_details'], open: 412,
    body: { version: 'none', tags: [] } },
  { name: 'what happened during a call', request: ['GET', '/api/calls/{call}/timeline'], needs: ['call_details'], open: 200,
    shape: () => ({ '': ['events', 'moods'] }) },
  { name: 'a new note on a call', request: ['POST', '/api/calls/{call}/notes'], needs: ['call_details'], open: 200,
    body: { key: '00000000-0000-4000-8000-000000000001', text: 'asked about parking' } },
  { name: 'the notes on a call', request: ['GET', '/api/calls/{call}/notes'], needs: ['call_details'], open: 200,
    shape: () => ({ '': ['items'], 'items[]': ['author', 'changedAt', 'createdAt', 'id', 'own', 'text', 'version'] }) },
  { name: 'other words of a note', request: ['PUT', '/api/calls/{call}/notes/{note}'], needs: ['call_details'], open: 404,
    body: { version: 1, text: 'other words' } },
  { name: 'deleting a note', request: ['DELETE', '/api/calls/{call}/notes/{note}'], needs: ['call_details'], open: 404 },
  { name: 'having a note back', request: ['POST', '/api/calls/{call}/notes/{note}/restore'], needs: ['call_details'], open: 404 },
  { name: 'the corrections of a transcript', request: ['GET', '/api/calls/{call}/corrections'], needs: ['call_details'], open: 200,
    shape: () => ({ '': ['items', 'mayDecide', 'mayPropose'] }) },
  { name: 'proposing a correction', request: ['POST', '/api/calls/{call}/corrections'], needs: ['caller_details'], open: 422,
    body: { key: '00000000-0000-4000-8000-000000000002', segmentId: '00000000-0000-4000-8000-000000000000', words: ['other'] } },
  { name: 'deciding on a correction', request: ['PUT', '/api/calls/{call}/corrections/{correction}'], needs: ['call_details'],
    edits: 'settings_tenant', open: 404, body: { state: 'declined' } },
  { name: 'a new view of one’s own', request: ['POST', '/api/call-views'], needs: ['calls'], open: 200,
    body: { key: '00000000-0000-4000-8000-000000000003', name: 'Missed', search: 'status=missed', columns: null, shared: false } },
  { name: 'the views of the list', request: ['GET', '/api/call-views'], needs: ['calls'], open: 200,
    shape: () => ({ '': ['items', 'mayShare'], 'items[]': ['columns', 'id', 'mayEdit', 'name', 'own', 'search', 'shared', 'version', 'withheld'] }) },
  { name: 'a new view for everybody', request: ['POST', '/api/call-views'], needs: ['calls'], edits: 'settings_tenant', open: 200,
    body: { key: '00000000-0000-4000-8000-000000000004', name: 'Missed', search: 'status=missed', columns: null, shared: true } },
  { name: 'changing a view', request: ['PUT', '/api/call-views/{note}'], needs: ['calls'], open: 404,
    body: { version: 1, name: 'Missed', search: '', columns: null, shared: false } },
  { name: 'deleting a view', request: ['DELETE', '/api/call-views/{note}'], needs: ['calls'], open: 404 },
  { name: 'the audio behind a link', request: ['GET', '{link}'], needs: ['recording_playback'], open: 206 },

  { name: 'the exact count of calls', request: ['GET', '/api/call-exports/count'], needs: ['calls'], open: 200,
    shape: () => ({ '': ['count'] }) },
  { name: 'the exact count of calls by outcome', request: ['GET', '/api/call-exports/count?outcome=booked'], needs: ['calls', 'call_details'], open: 200 },
  { name: 'the exact count of calls by sentiment', request: ['GET', '/api/call-exports/count?sentiment=negative'], needs: ['calls', 'call_details'], open: 200 },
  { name: 'the exact count of calls by text', request: ['GET', '/api/call-exports/count?text=appointment'], needs: ['calls', 'call_details'], open: 200 },
  { name: 'one’s own exports', request: ['GET', '/api/call-exports'], needs: ['calls'], open: 200,
    shape: () => ({ '': ['items'] }) },
  { name: 'an export of the bare list', request: ['POST', '/api/call-exports'], needs: ['calls'], open: 200,
    body: exportOf(1, ['started_at', 'agent', 'direction', 'status', 'duration', 'id']), shape: () => ({ '': EXPORT }) },
  { name: 'an export with projects', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_details'], open: 200, body: exportOf(2, ['project']) },
  { name: 'an export with outcomes', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_details'], open: 200, body: exportOf(3, ['outcome']) },
  { name: 'an export with sentiment', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_details'], open: 200, body: exportOf(4, ['sentiment']) },
  { name: 'an export with tags', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_details'], open: 200, body: exportOf(5, ['tags']) },
  { name: 'an export with callers’ names', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_details', 'caller_details'], open: 200,
    body: exportOf(6, ['caller_name']) },
  { name: 'an export with callers’ numbers', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_details', 'caller_details'], open: 200,
    body: exportOf(7, ['caller_number']) },
  { name: 'an export with costs', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_cost'], open: 200, body: exportOf(8, ['cost']) },
  { name: 'an export in the order of costs', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_cost'], open: 200,
    body: { ...exportOf(9, ['id']), sort: 'cost' } },
  { name: 'an export of what words find', request: ['POST', '/api/call-exports'], needs: ['calls', 'call_details'], open: 200,
    body: { ...exportOf(10, ['id']), filters: { text: 'appointment' } } },
  { name: 'an export', request: ['GET', '/api/call-exports/{export}'], needs: ['calls'], open: 404 },
  { name: 'the end of an export', request: ['DELETE', '/api/call-exports/{export}'], needs: ['calls'], open: 404 },
  { name: 'the file of an export', request: ['GET', '/api/call-exports/{export}/file'], needs: ['calls'], open: 404 },

  { name: 'the list of agents', request: ['GET', '/api/agents'], needs: ['agents'], open: 200,
    shape: (has) => ({ '': ['items'], 'items[]': sorted(AGENT, has('calls') ? ['callsLast7Days', 'lastCallAt'] : []) }) },
  { name: 'an agent', request: ['GET', '/api/agents/{agent}'], needs: ['agents'], open: 200,
    shape: (has) => ({
      '': sorted(AGENT, ['behaviour', 'greeting', 'language', 'prompt', 'voice'], has('calls') ? ['callsLast7Days', 'lastCallAt'] : []),
    }) },

  { name: "the agency's clients", request: ['GET', '/api/clients'], needs: ['clients'], open: 200 },
  { name: 'own requests for access', request: ['GET', '/api/access-requests'], needs: [], open: 200 },
  { name: "a client's activity", request: ['GET', '/api/clients/{client}/activity'], needs: ['clients'], open: 200 },
  { name: 'viewing as somebody', request: ['POST', '/api/session/view-as'], needs: ['clients'], open: 204 },
  { name: 'the end of a view', request: ['DELETE', '/api/session/view-as'], needs: [], open: 204 },
  { name: 'choosing a client', request: ['PUT', '/api/session/client'], needs: ['clients'], open: 204 },
  ...OF_UNLOCK_QUEUE.map((request): MatrixRow => ({ name: `the queue: ${request.join(' ')}`, request, needs: ['pii_unlock_decision'], open: 200 })),
  ...OF_CONSOLE.map((request): MatrixRow => ({ name: `the console: ${request.join(' ')}`, request, needs: ['clients'], open: 200 })),
];

/** What a voice platform may send, signed with a connection's secret and never with a session, whoever's it is. */
export const OF_CONNECTIONS: readonly (readonly [method: string, address: string])[] = [
  ['POST', '/api/ingest/{connection}'],
];

/**
 * What an operator of the platform may ask for, with a token and never with a session, whoever's it is. Requests of a body are sent without one:
 * nobody comes that far.
 */
// prettier-ignore
export const OF_OPERATORS: readonly (readonly [method: string, address: string])[] = [
  ['GET',  '/api/operator/remotes'],
  ['POST', '/api/operator/remotes/calls/versions'],
  ['POST', '/api/operator/remotes/calls/promote'],
  ['POST', '/api/operator/remotes/calls/rollback'],
  ['PUT',  '/api/operator/remotes/calls/canary'],
  ['PUT',  '/api/operator/remotes/calls/availability'],
  ['POST', '/api/operator/remotes/calls/versions/{version}/withdraw'],
  ['GET',  '/api/operator/history'],
  ['GET',  '/api/operator/live'],
  ['GET',  '/api/operator/telemetry'],
];

/** What a request must be answered with, for a role with a set of grants. The first closed need refuses, with its layers. */
export function expectedOf(row: MatrixRow, role: ClientRole, set: GrantSet, gates = ALL_OPEN): Expected {
  const open = (capability: string) => levelOf(capability, role, set, gates) !== 'none';
  const closed = row.needs.find((capability) => !open(capability));
  if (closed && row.secret) return { status: 404 };
  if (closed) return { status: 403, layers: layersLowering(closed, role, set, gates) };
  const { edits } = row;
  if (edits && levelOf(edits, role, set, gates) !== 'edit')
    return { status: 403, layers: layersLowering(edits, role, set, gates) };
  if (row.open === 404) return { status: 404 };
  return row.shape ? { status: row.open, shape: row.shape(open, role) } : { status: row.open };
}
