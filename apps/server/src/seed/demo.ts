import { GRANTS, PRESETS, type Entitlement, type Grant, type GrantState } from '@foyer/access';
import type { AgentStatus } from '@foyer/contract';
import type { Business } from './audio/conversations.ts';
import type { Country } from './callers.ts';
import { idOf } from './random.ts';

// Who is in the demo. Everybody and everything here is invented.

export const agencyId = (agency: string): string => idOf(`agency ${agency}`);
export const clientId = (client: string): string => idOf(`client ${client}`);
export const projectId = (client: string, project: string): string => idOf(`project ${client} ${project}`);
export const agentId = (client: string, agent: string): string => idOf(`agent ${client} ${agent}`);

export interface DemoAgency {
  readonly key: string;
  readonly name: string;
  readonly accent: string;
  readonly host: string | null;
  /** What new clients got, version by version; the last is in force. */
  readonly defaults: readonly GrantState[];
}

export interface DemoAgent {
  readonly key: string;
  readonly name: string;
  readonly project: string;
  readonly status: AgentStatus;
  readonly voice: string;
  readonly language: string;
  readonly numbers: readonly string[];
  /** Share of the client's calls, against the others'. */
  readonly share: number;
}

export interface DemoClient {
  readonly key: string;
  readonly agency: string;
  readonly name: string;
  readonly business: Business;
  readonly country: Country;
  readonly timeZone: string;
  readonly currency: string;
  /** Minor units a minute. */
  readonly rate: number;
  /** The version of the agency's defaults that was copied. */
  readonly copiedVersion: number;
  readonly overrides: GrantState;
  readonly entitlements: Readonly<Record<Entitlement, boolean>>;
  readonly policies: Readonly<
    Record<'staff_recording_playback' | 'recording_download' | 'require_mfa', boolean>
  >;
  readonly projects: Readonly<Record<string, string>>;
  /** The projects of the client's staff. */
  readonly staffProjects: readonly string[];
  readonly agents: readonly DemoAgent[];
  readonly people: Readonly<Record<'admin' | 'manager' | 'staff', string>>;
  readonly calls: number;
}

export const DEMO_AGENCIES: readonly DemoAgency[] = [
  {
    key: 'larkspur',
    name: 'Larkspur Voice',
    accent: '#5146d9',
    host: 'larkspur.localhost',
    defaults: [PRESETS.hands_off, PRESETS.view_only, PRESETS.self_service],
  },
  {
    key: 'tidewell',
    name: 'Tidewell Reception',
    accent: '#0f766e',
    host: 'tidewell.localhost',
    defaults: [PRESETS.view_only, PRESETS.self_service],
  },
];

const only = (...granted: Grant[]): GrantState =>
  Object.fromEntries(GRANTS.filter((grant) => granted.includes(grant)).map((grant) => [grant, true]));

export const DEMO_CLIENTS: readonly DemoClient[] = [
  {
    key: 'brightwater',
    agency: 'larkspur',
    name: 'Brightwater Dental',
    business: 'dental',
    country: 'US',
    timeZone: 'America/New_York',
    currency: 'USD',
    rate: 14,
    copiedVersion: 2,
    overrides: only('edit_agents', 'manage_billing', 'view_integrations', 'manage_integrations'),
    entitlements: { recording_playback: true, recording_download: true },
    policies: { staff_recording_playback: false, recording_download: true, require_mfa: false },
    projects: { harbor: 'Harbor Street', elm: 'Elm Park', lakeside: 'Lakeside Kids' },
    staffProjects: ['harbor'],
    agents: [
      {
        key: 'mia',
        name: 'Mia, front desk',
        project: 'harbor',
        status: 'live',
        voice: 'Alto, warm',
        language: 'en-US',
        numbers: ['+12125550110', '+12125550111'],
        share: 5,
      },
      {
        key: 'jonas',
        name: 'Jonas, after hours',
        project: 'harbor',
        status: 'live',
        voice: 'Baritone, calm',
        language: 'en-US',
        numbers: ['+12125550112'],
        share: 1,
      },
      {
        key: 'ada',
        name: 'Ada, front desk',
        project: 'elm',
        status: 'live',
        voice: 'Alto, bright',
        language: 'en-US',
        numbers: ['+12125550120'],
        share: 3,
      },
      {
        key: 'pip',
        name: 'Pip, children',
        project: 'lakeside',
        status: 'live',
        voice: 'Soprano, cheerful',
        language: 'en-US',
        numbers: ['+12125550130'],
        share: 2,
      },
      {
        key: 'reminders',
        name: 'Reminders',
        project: 'elm',
        status: 'paused',
        voice: 'Alto, warm',
        language: 'en-US',
        numbers: ['+12125550121'],
        share: 1,
      },
    ],
    people: { admin: 'Renata Oyelaran', manager: 'Colm Vesterby', staff: 'Suri Mahlangu' },
    calls: 1700,
  },
  {
    key: 'keystone',
    agency: 'larkspur',
    name: 'Keystone Lettings',
    business: 'lettings',
    country: 'GB',
    timeZone: 'Europe/London',
    currency: 'GBP',
    rate: 11,
    copiedVersion: 2,
    overrides: {},
    entitlements: { recording_playback: true, recording_download: false },
    policies: { staff_recording_playback: true, recording_download: true, require_mfa: false },
    projects: { riverside: 'Riverside', old_town: 'Old Town', maintenance: 'Maintenance line' },
    staffProjects: ['maintenance', 'riverside'],
    agents: [
      {
        key: 'edie',
        name: 'Edie, viewings',
        project: 'riverside',
        status: 'live',
        voice: 'Alto, warm',
        language: 'en-GB',
        numbers: ['+442079460101'],
        share: 4,
      },
      {
        key: 'tom',
        name: 'Tom, viewings',
        project: 'old_town',
        status: 'live',
        voice: 'Tenor, brisk',
        language: 'en-GB',
        numbers: ['+442079460102'],
        share: 3,
      },
      {
        key: 'repairs',
        name: 'Repairs desk',
        project: 'maintenance',
        status: 'live',
        voice: 'Baritone, calm',
        language: 'en-GB',
        numbers: ['+442079460103', '+442079460104'],
        share: 5,
      },
    ],
    people: { admin: 'Philippa Nazari', manager: 'Owen Drummond-Ito', staff: 'Bartek Ruiz' },
    calls: 1300,
  },
  {
    key: 'oakfield',
    agency: 'larkspur',
    name: 'Oakfield Garage',
    business: 'garage',
    country: 'GB',
    timeZone: 'Europe/London',
    currency: 'GBP',
    rate: 11,
    copiedVersion: 1,
    overrides: {},
    entitlements: { recording_playback: true, recording_download: true },
    policies: { staff_recording_playback: false, recording_download: false, require_mfa: false },
    projects: { workshop: 'Workshop', tyres: 'Tyre hotel' },
    staffProjects: ['workshop'],
    agents: [
      {
        key: 'max',
        name: 'Max, workshop',
        project: 'workshop',
        status: 'live',
        voice: 'Baritone, friendly',
        language: 'en-GB',
        numbers: ['+441614960140'],
        share: 4,
      },
      {
        key: 'season',
        name: 'Season changes',
        project: 'tyres',
        status: 'draft',
        voice: 'Alto, brisk',
        language: 'en-GB',
        numbers: ['+441614960141'],
        share: 1,
      },
    ],
    people: { admin: 'Gethin Sorenson', manager: 'Nkechi Brand', staff: 'Dale Ferreira' },
    calls: 800,
  },
  {
    key: 'aurelia',
    agency: 'larkspur',
    name: 'Hotel Aurelia',
    business: 'hotel',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    rate: 13,
    copiedVersion: 2,
    overrides: { view_call_details: false, view_agents: false, manage_billing: true },
    entitlements: { recording_playback: true, recording_download: false },
    policies: { staff_recording_playback: true, recording_download: false, require_mfa: false },
    projects: { reception: 'Reception', events: 'Events' },
    staffProjects: ['reception'],
    agents: [
      {
        key: 'clara',
        name: 'Clara, reception',
        project: 'reception',
        status: 'live',
        voice: 'Alto, elegant',
        language: 'en-GB',
        numbers: ['+493023125010'],
        share: 5,
      },
      {
        key: 'night',
        name: 'Night desk',
        project: 'reception',
        status: 'live',
        voice: 'Baritone, calm',
        language: 'en-GB',
        numbers: ['+493023125011'],
        share: 2,
      },
      {
        key: 'banquet',
        name: 'Banquet enquiries',
        project: 'events',
        status: 'live',
        voice: 'Alto, elegant',
        language: 'en-GB',
        numbers: ['+493023125020'],
        share: 2,
      },
    ],
    people: { admin: 'Friederike Alavi', manager: 'Benedek Lorenz', staff: 'Ioana Stahl' },
    calls: 1000,
  },
  {
    key: 'fernhill',
    agency: 'tidewell',
    name: 'Fernhill Veterinary',
    business: 'veterinary',
    country: 'AU',
    timeZone: 'Australia/Sydney',
    currency: 'AUD',
    rate: 18,
    copiedVersion: 1,
    overrides: {},
    entitlements: { recording_playback: false, recording_download: false },
    policies: { staff_recording_playback: true, recording_download: true, require_mfa: false },
    projects: { north: 'Northgate clinic', beach: 'Beach Road clinic' },
    staffProjects: ['beach'],
    agents: [
      {
        key: 'juno',
        name: 'Juno, Northgate',
        project: 'north',
        status: 'live',
        voice: 'Alto, warm',
        language: 'en-AU',
        numbers: ['+61255500110'],
        share: 3,
      },
      {
        key: 'banjo',
        name: 'Banjo, Beach Road',
        project: 'beach',
        status: 'live',
        voice: 'Tenor, friendly',
        language: 'en-AU',
        numbers: ['+61255500120'],
        share: 2,
      },
    ],
    people: { admin: 'Matilda Kaur', manager: 'Hemi Castellanos', staff: 'Lachlan Duarte-Wu' },
    calls: 650,
  },
  {
    key: 'copperline',
    agency: 'tidewell',
    name: 'Copperline Heating',
    business: 'heating',
    country: 'US',
    timeZone: 'America/Chicago',
    currency: 'USD',
    rate: 15,
    copiedVersion: 2,
    overrides: {},
    entitlements: { recording_playback: true, recording_download: true },
    policies: { staff_recording_playback: true, recording_download: true, require_mfa: false },
    projects: { residential: 'Residential', commercial: 'Commercial' },
    staffProjects: ['residential'],
    agents: [
      {
        key: 'hank',
        name: 'Hank, dispatch',
        project: 'residential',
        status: 'live',
        voice: 'Baritone, friendly',
        language: 'en-US',
        numbers: ['+13125550150'],
        share: 4,
      },
      {
        key: 'flora',
        name: 'Flora, offices',
        project: 'commercial',
        status: 'live',
        voice: 'Alto, brisk',
        language: 'en-US',
        numbers: ['+13125550151'],
        share: 2,
      },
    ],
    people: { admin: 'Dolores Achebe', manager: 'Teodor Whitfield', staff: 'Marisol Penn' },
    calls: 550,
  },
];
