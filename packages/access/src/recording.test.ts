import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import type { Denial } from './denials.ts';
import type { Subject, Tenant } from './facts.ts';
import type { ResourceFacts } from './gates.ts';
import { admin, agencyAdmin, allOn, call, granting, manager, staff, tenant } from './sample-facts.ts';

const everyone = { agencyAdmin, admin, manager, staff };
const clientUsers = { admin, manager };

function without<Facts extends object, Key extends keyof Facts>(facts: Facts, key: Key): Omit<Facts, Key> {
  const { [key]: _left, ...rest } = facts;
  return rest;
}

describe('facts of the call that close playback and download for everyone, the agency too', () => {
  const facts: readonly (readonly [string, ResourceFacts, Denial])[] = [
    [
      'consent is pending',
      { ...call, consent: 'pending' },
      { layer: 'consent', code: 'consent_pending', changeableBy: 'nobody' },
    ],
    [
      'consent was denied',
      { ...call, consent: 'denied' },
      { layer: 'consent', code: 'consent_denied', changeableBy: 'nobody' },
    ],
    [
      'consent was withdrawn',
      { ...call, consent: 'withdrawn' },
      { layer: 'consent', code: 'consent_withdrawn', changeableBy: 'nobody' },
    ],
    [
      'consent is not known',
      without(call, 'consent'),
      { layer: 'consent', code: 'consent_unknown', changeableBy: 'nobody' },
    ],
    [
      'consent is a word we do not know',
      { ...call, consent: 'toString' as never },
      { layer: 'consent', code: 'consent_unknown', changeableBy: 'nobody' },
    ],
    [
      'it is on hold',
      { ...call, complianceHold: true },
      { layer: 'compliance', code: 'compliance_hold', changeableBy: 'agency' },
    ],
    [
      'it is not known whether it is on hold',
      without(call, 'complianceHold'),
      { layer: 'compliance', code: 'compliance_unknown', changeableBy: 'agency' },
    ],
    [
      'the hold is neither yes nor no',
      { ...call, complianceHold: 0 as never },
      { layer: 'compliance', code: 'compliance_unknown', changeableBy: 'agency' },
    ],
    [
      'the recording is processing',
      { ...call, media: 'processing' },
      { layer: 'media', code: 'media_processing', changeableBy: 'nobody' },
    ],
    [
      'the recording is missing',
      { ...call, media: 'missing' },
      { layer: 'media', code: 'media_missing', changeableBy: 'nobody' },
    ],
    [
      'the recording has expired',
      { ...call, media: 'expired' },
      { layer: 'media', code: 'media_expired', changeableBy: 'nobody' },
    ],
    [
      'there was no recording',
      { ...call, media: 'none' },
      { layer: 'media', code: 'media_none', changeableBy: 'nobody' },
    ],
    [
      'the media state is not known',
      without(call, 'media'),
      { layer: 'media', code: 'media_unknown', changeableBy: 'nobody' },
    ],
    [
      'it is older than it may be kept',
      { ...call, withinRetention: false },
      { layer: 'retention', code: 'retention_over', changeableBy: 'nobody' },
    ],
    [
      'its retention is not known',
      without(call, 'withinRetention'),
      { layer: 'retention', code: 'retention_unknown', changeableBy: 'nobody' },
    ],
    [
      'its retention is neither yes nor no',
      { ...call, withinRetention: 1 as never },
      { layer: 'retention', code: 'retention_unknown', changeableBy: 'nobody' },
    ],
  ];

  test.each(facts)('when %s', (_when, resource, denial) => {
    for (const subject of Object.values(everyone))
      expect(decide(subject, 'recording_playback', { tenant, resource })).toEqual({
        level: 'none',
        denials: [denial],
      });
    for (const subject of [agencyAdmin, admin, manager])
      expect(decide(subject, 'recording_download', { tenant, resource })).toEqual({
        level: 'none',
        denials: [denial],
      });
  });

  test('each of them is named when several meet', () => {
    const resource: ResourceFacts = { clientId: 'client-1', projectId: 'project-1', complianceHold: true };
    expect(decide(admin, 'recording_playback', { tenant, resource }).denials.map(({ code }) => code)).toEqual(
      ['consent_unknown', 'compliance_hold', 'media_unknown', 'retention_unknown'],
    );
  });

  test('a call that needs no consent plays and downloads', () => {
    const resource: ResourceFacts = { ...call, consent: 'not_required' };
    for (const subject of Object.values(everyone))
      expect(decide(subject, 'recording_playback', { tenant, resource })).toEqual({
        level: 'view',
        denials: [],
      });
  });
});

describe('what the plan and the client let through', () => {
  const tenants: readonly (readonly [
    string,
    Tenant,
    { playback: readonly string[]; staffPlayback: readonly string[]; download: readonly string[] },
  ])[] = [
    ['everything is on', tenant, { playback: [], staffPlayback: [], download: [] }],
    [
      'the plan has no playback',
      { ...tenant, entitlements: { recording_download: true } },
      {
        playback: ['playback_not_included'],
        staffPlayback: ['playback_not_included'],
        download: ['playback_not_included'],
      },
    ],
    [
      'the plan has no download',
      { ...tenant, entitlements: { recording_playback: true, recording_download: false } },
      { playback: [], staffPlayback: [], download: ['download_not_included'] },
    ],
    [
      'the policy allows no download',
      { ...tenant, policies: { staff_recording_playback: true } },
      { playback: [], staffPlayback: [], download: ['download_off'] },
    ],
    [
      'the policy keeps staff from listening',
      { ...tenant, policies: { recording_download: true } },
      { playback: [], staffPlayback: ['staff_playback_off'], download: [] },
    ],
    [
      'call details are not granted',
      granting({ ...allOn, view_call_details: false }),
      { playback: ['grant_off'], staffPlayback: ['grant_off'], download: ['grant_off'] },
    ],
    [
      'call details are granted but calls are not',
      granting({ ...allOn, view_calls: false }),
      { playback: ['parent_off'], staffPlayback: ['parent_off'], download: ['parent_off'] },
    ],
    [
      'nothing is on',
      { ...tenant, grants: {}, entitlements: {}, policies: {} },
      {
        playback: ['grant_off', 'parent_off', 'playback_not_included'],
        staffPlayback: ['grant_off', 'parent_off', 'playback_not_included', 'staff_playback_off'],
        download: [
          'grant_off',
          'parent_off',
          'playback_not_included',
          'download_not_included',
          'download_off',
        ],
      },
    ],
  ];

  function codes(subject: Subject, capability: 'recording_playback' | 'recording_download', given: Tenant) {
    const { level, denials } = decide(subject, capability, { tenant: given, resource: call });
    expect(level).toBe(denials.length === 0 ? 'view' : 'none');
    return denials.map(({ code }) => code);
  }

  test.each(tenants)('when %s', (_when, given, expected) => {
    for (const subject of Object.values(clientUsers)) {
      expect(codes(subject, 'recording_playback', given)).toEqual(expected.playback);
      expect(codes(subject, 'recording_download', given)).toEqual(expected.download);
    }
    expect(codes(staff, 'recording_playback', given)).toEqual(expected.staffPlayback);
    expect(codes(agencyAdmin, 'recording_playback', given)).toEqual([]);
    expect(codes(agencyAdmin, 'recording_download', given)).toEqual([]);
  });

  test('staff never download, and hear of the policy too when it also stands in the way', () => {
    expect(codes(staff, 'recording_download', tenant)).toEqual(['role_none']);
    expect(codes(staff, 'recording_download', { ...tenant, policies: {} })).toEqual([
      'role_none',
      'staff_playback_off',
      'download_off',
    ]);
  });

  test.each(['yes', 1, null])('an entitlement or policy that is %s rather than true is off', (value) => {
    const given = {
      ...tenant,
      entitlements: { recording_playback: value },
      policies: { staff_recording_playback: value },
    } as unknown as Tenant;
    expect(codes(staff, 'recording_playback', given)).toEqual([
      'playback_not_included',
      'staff_playback_off',
    ]);
  });

  test('the words of the plan and the policies say who can change them', () => {
    const { denials } = decide(staff, 'recording_download', {
      tenant: { ...tenant, entitlements: {}, policies: {} },
      resource: call,
    });
    expect(denials).toEqual([
      { layer: 'role', code: 'role_none', changeableBy: 'agency' },
      { layer: 'entitlement', code: 'playback_not_included', changeableBy: 'agency' },
      { layer: 'entitlement', code: 'download_not_included', changeableBy: 'agency' },
      { layer: 'policy', code: 'staff_playback_off', changeableBy: 'agency' },
      { layer: 'policy', code: 'download_off', changeableBy: 'agency' },
    ]);
  });
});

describe('requests to unlock masked spans', () => {
  test('need valid consent and nothing else of the call', () => {
    const bare: ResourceFacts = { clientId: 'client-1', projectId: 'project-1', consent: 'granted' };
    for (const subject of [agencyAdmin, admin, manager]) {
      expect(decide(subject, 'pii_unlock', { tenant, resource: bare }).level).toBe('edit');
      expect(decide(subject, 'pii_unlock', { tenant, resource: { ...bare, consent: 'withdrawn' } })).toEqual({
        level: 'none',
        denials: [{ layer: 'consent', code: 'consent_withdrawn', changeableBy: 'nobody' }],
      });
    }
  });

  test('are decided by an agency admin who did not make them', () => {
    const resource = { clientId: 'client-1', projectId: 'project-1', requesterId: 'anna' };
    expect(decide(agencyAdmin, 'pii_unlock_decision', { tenant, resource })).toEqual({
      level: 'edit',
      denials: [],
    });
    expect(
      decide(agencyAdmin, 'pii_unlock_decision', {
        tenant,
        resource: { ...resource, requesterId: 'olivia' },
      }),
    ).toEqual({ level: 'none', denials: [{ layer: 'scope', code: 'own_request', changeableBy: 'agency' }] });
  });

  test.each([undefined, '', 7, null])('are not decided while the requester is %s', (requesterId) => {
    const resource = { clientId: 'client-1', projectId: 'project-1', requesterId } as ResourceFacts;
    expect(decide(agencyAdmin, 'pii_unlock_decision', { tenant, resource })).toEqual({
      level: 'none',
      denials: [{ layer: 'scope', code: 'requester_unknown', changeableBy: 'nobody' }],
    });
  });
});
