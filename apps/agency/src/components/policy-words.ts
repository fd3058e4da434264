import type { Policies } from '@foyer/contract/permissions';

type Words = Readonly<{ label: string; help: string }>;
export type PolicyName = keyof Policies['policies'];
export type EntitlementName = keyof Policies['entitlements'];

export const POLICIES: Readonly<Record<PolicyName, Words>> = {
  staff_recording_playback: {
    label: 'Staff may listen to recordings',
    help: 'Otherwise only admins and managers do.',
  },
  recording_download: {
    label: 'Recordings may be downloaded',
    help: 'By admins and managers. Never by staff.',
  },
  require_mfa: { label: 'Second factor for everybody', help: 'Who has none sets it up at the next sign-in.' },
  remembered_devices: { label: 'Devices may be remembered', help: 'No code is asked for there for 30 days.' },
};

export const ENTITLEMENTS: Readonly<Record<EntitlementName, Words>> = {
  recording_playback: {
    label: 'Listening to recordings',
    help: 'Where permissions and policies allow it too.',
  },
  recording_download: {
    label: 'Downloading recordings',
    help: 'Where permissions and policies allow it too.',
  },
};

export const POLICY_NAMES = Object.keys(POLICIES) as PolicyName[];
export const ENTITLEMENT_NAMES = Object.keys(ENTITLEMENTS) as EntitlementName[];
