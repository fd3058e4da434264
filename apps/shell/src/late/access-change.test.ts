import { decideAll, type Grant, type Role } from '@foyer/access';
import type { Session } from '@foyer/contract';
import { describe, expect, it } from 'vitest';
import { accessChange, isLess } from './access-change.ts';

const EVERY: readonly Grant[] = [
  'view_agents',
  'edit_agents',
  'view_calls',
  'view_call_details',
  'view_analytics',
  'manage_billing',
  'view_integrations',
  'manage_integrations',
];

interface Given {
  readonly role?: Exclude<Role, 'agency_admin'>;
  readonly without?: readonly Grant[];
  readonly download?: boolean;
  readonly projects?: readonly string[];
}

function access({
  role = 'client_manager',
  without = [],
  download = true,
  projects = ['a', 'b'],
}: Given = {}) {
  const tenant = {
    agencyId: 'agency',
    clientId: 'client',
    grants: Object.fromEntries(EVERY.map((grant) => [grant, !without.includes(grant)])),
    entitlements: { recording_playback: true, recording_download: download },
    policies: { staff_recording_playback: true, recording_download: true },
  };
  const subject = {
    userId: 'person',
    role,
    agencyId: 'agency',
    clientId: 'client',
    projectIds: 'all' as const,
    mfa: 'not_required' as const,
    viewAs: false,
  };
  return {
    role,
    decisions: decideAll(subject, { tenant }) as unknown as Session['decisions'],
    projects: projects.map((id) => ({ id, name: id })),
  };
}

describe('whoever’s rights change while a page is open', () => {
  it.each<[string, Given, Given, string | null, boolean]>([
    ['a grant goes', {}, { without: ['manage_billing'] }, 'Your agency turned off Billing.', true],
    ['a grant comes', { without: ['manage_billing'] }, {}, 'Your agency turned on Billing.', false],
    [
      'two go and one comes',
      { without: ['view_analytics'] },
      { without: ['manage_billing', 'view_agents'] },
      'Your agency turned off Agents and Billing. Your agency turned on Analytics.',
      true,
    ],
    [
      'a parent goes and its child follows',
      {},
      { without: ['view_calls'] },
      'Your agency turned off Calls.',
      true,
    ],
    [
      'the plan shrinks',
      {},
      { download: false },
      'Your plan doesn’t include downloading recordings.'.replace('’', "'"),
      true,
    ],
    ['the plan grows', { download: false }, {}, 'Your agency has opened more of the portal to you.', false],
    [
      'the role changes',
      {},
      { role: 'client_staff' },
      'Your agency changed your role: you are Staff now.',
      true,
    ],
    ['a project goes', {}, { projects: ['a'] }, 'Your agency changed which projects you see.', true],
    ['nothing is another', {}, {}, null, false],
  ])('is told when %s', (_, before, after, words, less) => {
    expect(accessChange(access(before), access(after))).toBe(words);
    expect(isLess(access(before), access(after))).toBe(less);
  });
});
