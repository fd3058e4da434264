import type { Capability, Grant, Entitlement, Role } from '@foyer/access';
import type {
  AgentStatus,
  CallColumnName,
  CallDirection,
  CallFilters,
  CallOutcome,
  CallSentiment,
  CallSort,
  CallStatus,
  SPAN_KINDS,
} from '@foyer/contract';
import type { CALL_EVENT_KINDS, CALL_EVENT_OUTCOMES, CallMood } from '@foyer/contract/call-notes';
import type { ActingAs, AuditAction } from '@foyer/contract/audit';
import type { ExportColumn, ExportState } from '@foyer/contract/exports';
import type { FailureReason, Vendor } from '@foyer/contract/ingest';
import type { CLIENT_POLICIES } from '@foyer/contract/permissions';
import type { UnlockScope } from '@foyer/contract/pii-unlocks';
import type { CanaryRule, ReleaseAct } from '@foyer/contract/releases';
import type { ReleaseChannel, RemoteManifest } from '@foyer/federation/document';
import type { ColumnType, Generated } from 'kysely';
import type { CallReader } from '../calls/call-reader.ts';
import type { Position } from '../calls/list-cursor.ts';

// The tables of migrations/*.sql as Kysely sees them. Column names are the database's own.

type Instant = ColumnType<Date, Date | string, Date | string>;
type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type GeneratedInstant = ColumnType<Date, Date | string | undefined, Date | string>;
/** Written as JSON text, read parsed. */
type Json<T> = ColumnType<T, string, string>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

export type SpanKind = (typeof SPAN_KINDS)[number];

/** A part of a text that some readers get masked: UTF-16 units from `start` up to `end`. */
export interface Span {
  readonly kind: SpanKind;
  readonly start: number;
  readonly end: number;
}

export interface Segment {
  readonly id: string;
  readonly speaker: 'agent' | 'caller';
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  readonly spans: readonly Span[];
}

export interface Peaks {
  readonly agent: readonly number[];
  readonly caller: readonly number[];
}

export interface AgenciesTable {
  id: string;
  name: string;
  created_at: GeneratedInstant;
}

export interface BrandingTable {
  agency_id: string;
  name: string;
  accent: string;
  logo: Optional<string>;
  host: Optional<string>;
}

/** better-auth's `user`. */
export interface PeopleTable {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: Optional<string>;
  mfa_required: Generated<boolean>;
  last_sign_in_at: InstantOrNull;
  created_at: GeneratedInstant;
  updated_at: GeneratedInstant;
}

/** better-auth's `account`. */
export interface AccountsTable {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  access_token: Optional<string>;
  refresh_token: Optional<string>;
  id_token: Optional<string>;
  access_token_expires_at: InstantOrNull;
  refresh_token_expires_at: InstantOrNull;
  scope: Optional<string>;
  password: Optional<string>;
  created_at: GeneratedInstant;
  updated_at: GeneratedInstant;
}

/** better-auth's `session`. */
export interface SessionsTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Instant;
  ip_address: Optional<string>;
  user_agent: Optional<string>;
  active_client_id: Optional<string>;
  factor_at: InstantOrNull;
  remembered_device: Optional<string>;
  created_at: GeneratedInstant;
  updated_at: GeneratedInstant;
}

/** better-auth's `verification`. */
export interface VerificationsTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Instant;
  created_at: GeneratedInstant;
  updated_at: GeneratedInstant;
}

export interface AgencyMembersTable {
  agency_id: string;
  person_id: string;
}

export interface PermissionDefaultsTable {
  agency_id: string;
  version: number;
  grants: Json<Partial<Record<Grant, boolean>>>;
  created_by: Optional<string>;
  created_at: GeneratedInstant;
}

export interface SignInAttemptsTable {
  id: string;
  account_key: string;
  address_key: string;
  succeeded: boolean;
  attempted_at: GeneratedInstant;
}

export interface RemoteLoadReportsTable {
  remote: string;
  version: string;
  session_id: string;
  failed: boolean;
  reported_at: Instant;
}

export interface ClientsTable {
  id: string;
  agency_id: string;
  name: string;
  state: Generated<'active' | 'suspended'>;
  time_zone: string;
  currency: string;
  create_key: Optional<string>;
  created_at: GeneratedInstant;
}

/** No row: nobody has changed the part. */
export interface ClientVersionsTable {
  tenant_id: string;
  part: 'profile' | 'permissions' | 'policies' | 'addresses';
  version: number;
  changed_by: Optional<string>;
  changed_at: Instant;
}

export interface ClientPresenceTable {
  tenant_id: string;
  person_id: string;
  capability: string;
  seen_at: Instant;
}

export interface ProjectsTable {
  tenant_id: string;
  id: string;
  name: string;
  created_at: GeneratedInstant;
}

export interface MembershipsTable {
  tenant_id: string;
  person_id: string;
  role: Exclude<Role, 'agency_admin'>;
  all_projects: boolean;
  created_at: GeneratedInstant;
  version: Generated<number>;
  disabled_at: InstantOrNull;
}

export interface InvitationsTable {
  tenant_id: string;
  id: string;
  email: string;
  name: string;
  role: Exclude<Role, 'agency_admin'>;
  all_projects: boolean;
  project_ids: string[];
  token_hash: string;
  invited_by: Optional<string>;
  sent_at: Instant;
  expires_at: Instant;
  accepted_at: InstantOrNull;
  revoked_at: InstantOrNull;
}

export interface SecondFactorsTable {
  person_id: string;
  secret: string;
  created_at: Instant;
  confirmed_at: InstantOrNull;
  last_step: Generated<number>;
}

export interface RecoveryCodesTable {
  person_id: string;
  code_hash: string;
  used_at: InstantOrNull;
}

export interface RememberedDevicesTable {
  id: string;
  person_id: string;
  token_hash: string;
  user_agent: Optional<string>;
  created_at: Instant;
  expires_at: Instant;
}

export interface PasswordResetsTable {
  person_id: string;
  token_hash: string;
  expires_at: Instant;
}

export interface OutboxTable {
  id: string;
  /** Sealed; null once it was sent. */
  content: Optional<string>;
  created_at: Instant;
  due_at: Instant;
  tries: Generated<number>;
  sent_at: InstantOrNull;
  given_up_at: InstantOrNull;
}

export interface MembershipProjectsTable {
  tenant_id: string;
  person_id: string;
  project_id: string;
}

export interface ClientGrantsTable {
  tenant_id: string;
  grant_name: Grant;
  copied_value: boolean;
  copied_version: number;
  override_value: Optional<boolean>;
  overridden_by: Optional<string>;
  overridden_at: InstantOrNull;
  override_until: InstantOrNull;
  copied_at: InstantOrNull;
}

export interface ClientPoliciesTable {
  tenant_id: string;
  policy: (typeof CLIENT_POLICIES)[number];
  enabled: boolean;
}

export interface ClientEntitlementsTable {
  tenant_id: string;
  entitlement: Entitlement;
  included: boolean;
}

/** The address ranges from which a client's people may come in; none: from anywhere. */
export interface ClientAddressesTable {
  tenant_id: string;
  range: string;
}

export interface AgentsTable {
  tenant_id: string;
  id: string;
  project_id: string;
  name: string;
  status: AgentStatus;
  greeting: string;
  prompt: string;
  voice: string;
  language: string;
  interruptible: boolean;
  silence_timeout_seconds: number;
  end_call_phrases: string[];
  created_at: GeneratedInstant;
}

export interface PhoneNumbersTable {
  tenant_id: string;
  number: string;
  agent_id: string;
}

export interface CallsTable {
  tenant_id: string;
  id: string;
  project_id: string;
  agent_id: string;
  started_at: Instant;
  ended_at: InstantOrNull;
  duration_ms: number;
  cost_minor: number;
  currency: string;
  direction: CallDirection;
  status: CallStatus;
  sentiment: Optional<CallSentiment>;
  outcome: Optional<CallOutcome>;
  facet: ColumnType<number, never, never>;
  tags: Generated<string[]>;
  end_reason: Optional<string>;
  caller_name: Optional<string>;
  caller_number: Optional<string>;
}

export interface CallLanesTable {
  tenant_id: string;
  agent_id: string;
  facet: number;
  project_id: string;
  status: CallStatus;
  direction: CallDirection;
  sentiment: CallSentiment | null;
  outcome: CallOutcome | null;
  open_words: Generated<boolean>;
}

export interface CallTextsTable {
  tenant_id: string;
  call_id: string;
  summary: string;
  summary_spans: Json<readonly Span[]>;
  segments: Json<readonly Segment[]>;
}

export interface CallSearchTable {
  tenant_id: string;
  call_id: string;
  started_ms: number;
  duration_ms: number;
  cost_minor: number;
  document: string;
}

export interface RecordingsTable {
  tenant_id: string;
  call_id: string;
  consent: 'granted' | 'not_required' | 'pending' | 'denied' | 'withdrawn';
  compliance_hold: Generated<boolean>;
  media: 'available' | 'processing' | 'missing' | 'expired' | 'none';
  retain_until: Instant;
  content_key: Optional<string>;
  media_type: Optional<string>;
  duration_ms: Optional<number>;
  peaks: ColumnType<Peaks | null, string | null | undefined, string | null>;
}

/** A published version; but for its two instants it never changes. */
export interface RemoteVersionsTable {
  remote: string;
  version: string;
  manifest: Json<RemoteManifest>;
  base: string;
  published_at: Instant;
  published_by: string;
  first_live_at: InstantOrNull;
  withdrawn_at: InstantOrNull;
}

export interface RemoteChannelsTable {
  remote: string;
  channel: ReleaseChannel;
  version: string;
  since: Instant;
  set_by: string;
}

export interface RemoteCanaryTable {
  remote: string;
  percent: number;
  clients: Json<string[]>;
}

export interface RemoteOutagesTable {
  remote: string;
  message: string;
}

/** A version, a message or a rule. */
export type ReleaseChange = string | CanaryRule | null;

export interface RemoteHistoryTable {
  seq: Generated<number>;
  id: string;
  at: Instant;
  done_by: string;
  act: ReleaseAct;
  remote: string;
  channel: Optional<ReleaseChannel>;
  before: ColumnType<ReleaseChange, string | null, never>;
  after: ColumnType<ReleaseChange, string | null, never>;
  note: Optional<string>;
}

export interface RemoteRegistryTable {
  one: boolean;
  revision: number;
}

/** Written by `record_audit` alone. */
export interface AuditEntriesTable {
  /** A client's id, or the agency's in its own chain. */
  tenant_id: string;
  seq: number;
  id: string;
  agency_id: string;
  at: Instant;
  person_id: string | null;
  person_name: string;
  acting_as: Json<ActingAs | null>;
  request_id: string;
  action: AuditAction;
  target_kind: string;
  target_id: string;
  target_label: string;
  before: Json<unknown>;
  after: Json<unknown>;
  outcome: 'done' | 'denied' | 'failed';
  previous_hash: string;
  hash: string;
}

export interface AuditHeadsTable {
  tenant_id: string;
  seq: number;
  hash: string;
}

/** A row stays when its view is over. */
export interface ViewAsTable {
  tenant_id: string;
  id: string;
  session_id: string;
  person_id: string;
  person_name: string;
  as_role: Optional<Exclude<Role, 'agency_admin'>>;
  as_person_id: Optional<string>;
  reason: string;
  return_to: string;
  returns_to_client: Optional<string>;
  started_at: Instant;
  expires_at: Instant;
  ended_at: InstantOrNull;
}

export interface AccessRequestsTable {
  tenant_id: string;
  id: string;
  person_id: string;
  capability: Capability;
  note: Generated<string>;
  created_at: Instant;
  state: Generated<'open' | 'granted' | 'declined'>;
  reason: Optional<string>;
  decided_at: InstantOrNull;
  decided_by: Optional<string>;
  decided_name: Optional<string>;
  told_at: InstantOrNull;
}

export interface IngestConnectionsTable {
  tenant_id: string;
  id: string;
  vendor: Vendor;
  name: string;
  /** Sealed. */
  secret: Optional<string>;
  secret_set_at: InstantOrNull;
  /** Sealed. */
  previous_secret: Optional<string>;
  previous_until: InstantOrNull;
  consent: 'granted' | 'not_required' | 'pending';
  retention_days: number;
  version: Generated<number>;
  created_at: Instant;
  disabled_at: InstantOrNull;
  last_event_at: InstantOrNull;
}

export interface IngestAgentsTable {
  tenant_id: string;
  connection_id: string;
  vendor_agent_id: string;
  agent_id: string;
}

export interface IngestEventsTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  digest: string;
  body: Uint8Array;
  audio: Optional<Uint8Array>;
  kind: Optional<string>;
  vendor_call_id: Optional<string>;
  vendor_agent_id: Optional<string>;
  state: Generated<'waiting' | 'held' | 'done' | 'failed'>;
  reason: Optional<FailureReason>;
  subject: Optional<string>;
  tries: Generated<number>;
  received_at: Instant;
  due_at: Instant;
  settled_at: InstantOrNull;
  call_id: Optional<string>;
}

export interface RecordingJobsTable {
  tenant_id: string;
  call_id: string;
  source_url: Optional<string>;
  event_id: Optional<string>;
  state: Generated<'waiting' | 'done' | 'given_up'>;
  reason: Optional<FailureReason>;
  tries: Generated<number>;
  due_at: Instant;
  created_at: Instant;
  settled_at: InstantOrNull;
}

export interface CallViewsTable {
  tenant_id: string;
  id: string;
  owner_id: string;
  key: string;
  name: string;
  search: string;
  columns: CallColumnName[] | null;
  shared: Generated<boolean>;
  version: Generated<number>;
  created_at: Instant;
  saw_caller: Generated<boolean>;
}

export interface CallExportsTable {
  tenant_id: string;
  id: string;
  person_id: string;
  key: string;
  session_id: string;
  address: string;
  filters: Json<CallFilters>;
  sort: CallSort;
  columns: ExportColumn[];
  reader: Json<CallReader>;
  time_zone: string;
  file_name: string;
  state: Generated<ExportState>;
  total: number;
  row_count: Generated<number>;
  byte_count: Generated<number>;
  position: ColumnType<Position | null, string | null | undefined, string | null>;
  claim: Optional<string>;
  claimed_until: Instant;
  tries: Generated<number>;
  created_at: Instant;
  settled_at: InstantOrNull;
  expires_at: Instant;
  downloaded_at: InstantOrNull;
}

export interface CallExportPartsTable {
  tenant_id: string;
  export_id: string;
  first_byte: number;
  bytes: Uint8Array;
}

export interface PiiUnlocksTable {
  tenant_id: string;
  id: string;
  call_id: string;
  person_id: string;
  scope: UnlockScope;
  justification: string;
  created_at: Instant;
  state: Generated<'open' | 'approved' | 'declined'>;
  reason: Optional<string>;
  decided_at: InstantOrNull;
  decided_by: Optional<string>;
  decided_name: Optional<string>;
  ended_at: InstantOrNull;
  ended_because: Optional<'person' | 'right'>;
  told_at: InstantOrNull;
}

export interface CallEventsTable {
  tenant_id: string;
  call_id: string;
  seq: number;
  at_ms: number;
  duration_ms: Optional<number>;
  kind: (typeof CALL_EVENT_KINDS)[number];
  name: Optional<string>;
  outcome: Optional<(typeof CALL_EVENT_OUTCOMES)[number]>;
  destination: Optional<string>;
}

export interface CallMoodsTable {
  tenant_id: string;
  call_id: string;
  moods: Json<CallMood[]>;
}

export interface CallNotesTable {
  tenant_id: string;
  id: string;
  call_id: string;
  author_id: string;
  author_name: string;
  key: string;
  text: string;
  spans: Json<readonly Span[]>;
  saw_caller: boolean;
  version: Generated<number>;
  created_at: Instant;
  changed_at: InstantOrNull;
  deleted_at: InstantOrNull;
}

export interface CallCorrectionsTable {
  tenant_id: string;
  id: string;
  call_id: string;
  segment_id: string;
  author_id: string;
  author_name: string;
  key: string;
  text: string;
  spans: Json<readonly Span[]>;
  words: string[];
  state: Generated<'open' | 'accepted' | 'declined'>;
  proposed_at: Instant;
  decided_name: Optional<string>;
  decided_at: InstantOrNull;
}

/** Written by a trigger of `calls` alone. */
export interface ProjectTagsTable {
  tenant_id: string;
  project_id: string;
  tag: string;
}

/** Every table by name: `Kysely<Schema>`. */
export interface Schema {
  agencies: AgenciesTable;
  branding: BrandingTable;
  people: PeopleTable;
  accounts: AccountsTable;
  sessions: SessionsTable;
  verifications: VerificationsTable;
  agency_members: AgencyMembersTable;
  permission_defaults: PermissionDefaultsTable;
  sign_in_attempts: SignInAttemptsTable;
  clients: ClientsTable;
  client_versions: ClientVersionsTable;
  client_presence: ClientPresenceTable;
  projects: ProjectsTable;
  memberships: MembershipsTable;
  invitations: InvitationsTable;
  second_factors: SecondFactorsTable;
  recovery_codes: RecoveryCodesTable;
  remembered_devices: RememberedDevicesTable;
  password_resets: PasswordResetsTable;
  outbox: OutboxTable;
  membership_projects: MembershipProjectsTable;
  client_grants: ClientGrantsTable;
  client_policies: ClientPoliciesTable;
  client_entitlements: ClientEntitlementsTable;
  client_addresses: ClientAddressesTable;
  agents: AgentsTable;
  phone_numbers: PhoneNumbersTable;
  calls: CallsTable;
  call_lanes: CallLanesTable;
  call_texts: CallTextsTable;
  call_search: CallSearchTable;
  recordings: RecordingsTable;
  remote_versions: RemoteVersionsTable;
  remote_channels: RemoteChannelsTable;
  remote_canary: RemoteCanaryTable;
  remote_outages: RemoteOutagesTable;
  remote_history: RemoteHistoryTable;
  remote_load_reports: RemoteLoadReportsTable;
  remote_registry: RemoteRegistryTable;
  audit_entries: AuditEntriesTable;
  audit_heads: AuditHeadsTable;
  view_as: ViewAsTable;
  access_requests: AccessRequestsTable;
  pii_unlocks: PiiUnlocksTable;
  ingest_connections: IngestConnectionsTable;
  ingest_agents: IngestAgentsTable;
  ingest_events: IngestEventsTable;
  recording_jobs: RecordingJobsTable;
  call_events: CallEventsTable;
  call_moods: CallMoodsTable;
  call_notes: CallNotesTable;
  call_corrections: CallCorrectionsTable;
  project_tags: ProjectTagsTable;
  call_exports: CallExportsTable;
  call_views: CallViewsTable;
  call_export_parts: CallExportPartsTable;
}
