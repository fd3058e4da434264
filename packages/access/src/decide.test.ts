import { describe, expect, test } from 'vitest';
import { CAPABILITIES } from './capabilities.ts';
import type { Capability } from './catalogue.ts';
import { allows, decide, decideAll } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Facts, Subject, Tenant } from './facts.ts';
import { LEVELS } from './levels.ts';
import type { Level } from './levels.ts';
import { admin, agencyAdmin, allOn, call, granting, manager, people, staff, tenant } from './sample-facts.ts';

const noClient = { layer: 'scope', code: 'no_client_chosen', changeableBy: 'self' };
const otherTenant = { layer: 'scope', code: 'other_tenant', changeableBy: 'nobody' };
const outOfScope = { layer: 'scope', code: 'out_of_scope', changeableBy: 'agency' };
const mfaOutstanding = { layer: 'mfa', code: 'mfa_outstanding', changeableBy: 'self' };
const readOnly = { layer: 'view_as', code: 'view_as_read_only', changeableBy: 'self' };

describe('scope', () => {
  const foreign: Tenant = { ...tenant, agencyId: 'agency-2', clientId: 'client-9' };

  test('an agency admin has nothing at another agency', () => {
    for (const capability of CAPABILITIES)
      expect(decide(agencyAdmin, capability, { tenant: foreign })).toEqual({
        level: 'none',
        denials: [otherTenant],
      });
  });

  test('an agency admin has every client of the own agency', () => {
    expect(decide(agencyAdmin, 'calls', { tenant: { ...tenant, clientId: 'client-2' } }).level).toBe('view');
  });

  test('an agency admin bound to one client has that one only, and nothing before it is chosen', () => {
    const bound: Subject = { ...agencyAdmin, clientId: 'client-1' };
    expect(decide(bound, 'calls', { tenant }).level).toBe('view');
    expect(decide(bound, 'calls', { tenant: { ...tenant, clientId: 'client-2' } }).denials).toEqual([
      otherTenant,
    ]);
    expect(decide(bound, 'clients', { tenant: null }).denials).toEqual([noClient]);
  });

  test('a person of a client has nothing at another client, and is told nothing of its grants', () => {
    for (const subject of [admin, manager, staff])
      for (const other of [foreign, { ...tenant, clientId: 'client-2' }, { ...tenant, agencyId: 'agency-2' }])
        expect(
          decide(subject, 'recording_playback', {
            tenant: { ...other, grants: {}, entitlements: {}, policies: { require_mfa: true } },
            resource: { ...call, consent: 'denied' },
          }),
        ).toEqual({ level: 'none', denials: [otherTenant] });
  });

  test('a person of a client who belongs to none has nothing', () => {
    expect(decide({ ...admin, clientId: null }, 'calls', { tenant }).denials).toEqual([otherTenant]);
    expect(decide({ ...admin, clientId: null }, 'settings_profile', { tenant: null }).denials).toEqual([
      noClient,
    ]);
  });

  test('before a client is chosen, an agency admin has the list of clients and what is personal', () => {
    const open = CAPABILITIES.filter((capability) =>
      allows(decide(agencyAdmin, capability, { tenant: null })),
    );
    expect(open).toEqual([
      'pii_unlock_decision',
      'settings',
      'settings_profile',
      'settings_sessions',
      'clients',
    ]);
    expect(decide(agencyAdmin, 'calls', { tenant: null })).toEqual({ level: 'none', denials: [noClient] });
  });

  test('before a client is chosen, a person of a client has nothing', () => {
    for (const subject of [admin, manager, staff])
      for (const capability of CAPABILITIES) {
        const decision = decide(subject, capability, { tenant: null });
        expect(decision.level).toBe('none');
        expect(decision.denials).toContainEqual(noClient);
      }
  });

  test('staff have the calls of their own projects', () => {
    expect(decide(staff, 'calls', { tenant, resource: call }).level).toBe('redacted');
    expect(decide({ ...staff, projectIds: [] }, 'calls', { tenant }).level).toBe('redacted');
  });

  test("another project's record and another client's answer alike, and tell nothing of themselves", () => {
    const closed = { consent: 'denied', complianceHold: true, media: 'missing' } as const;
    const outside = [
      { ...closed, clientId: 'client-1', projectId: 'project-2' },
      { ...closed, clientId: 'client-2', projectId: 'project-1' },
      { ...closed, clientId: 'client-2', projectId: 'project-2' },
    ];
    for (const resource of outside)
      expect(decide(staff, 'recording_playback', { tenant, resource })).toEqual({
        level: 'none',
        denials: [outOfScope],
      });
  });

  test('the record of another client is closed to an agency admin who has chosen this one', () => {
    expect(
      decide(agencyAdmin, 'calls', { tenant, resource: { ...call, clientId: 'client-2' } }).denials,
    ).toEqual([outOfScope]);
  });

  test('without a chosen client no record can be in scope', () => {
    expect(decide(agencyAdmin, 'pii_unlock_decision', { tenant: null, resource: call })).toEqual({
      level: 'none',
      denials: [outOfScope],
    });
  });

  test('the list of projects binds whoever has one', () => {
    for (const subject of Object.values(people))
      expect(
        decide({ ...subject, projectIds: ['project-2'] }, 'calls', { tenant, resource: call }).level,
      ).toBe('none');
  });

  test('what lowers the most is named first, so that a closed page does not begin with what is read-only', () => {
    const { level, denials } = decide(manager, 'agents', { tenant: granting({}) });
    expect(level).toBe('none');
    expect(denials.map(({ code, grant }) => [code, grant])).toEqual([
      ['grant_off', 'view_agents'],
      ['role_read_only', undefined],
      ['grant_off', 'edit_agents'],
      ['parent_off', 'edit_agents'],
    ]);
  });

  test('denials that lower alike stand in the order of the layers', () => {
    expect(
      decide({ ...staff, viewAs: true, mfa: 'outstanding' }, 'pii_unlock', {
        tenant: granting({}),
        resource: { ...call, projectId: 'project-2' },
      }).denials.map(({ layer }) => layer),
    ).toEqual(['role', 'grant', 'dependency', 'scope', 'mfa', 'view_as']);
  });
});

describe('second factor', () => {
  test('one that is outstanding closes everything for everybody', () => {
    for (const subject of Object.values(people))
      for (const capability of CAPABILITIES) {
        const decision = decide({ ...subject, mfa: 'outstanding' }, capability, { tenant });
        expect(decision.level).toBe('none');
        expect(decision.denials).toContainEqual(mfaOutstanding);
      }
  });

  test('it is outstanding before a client is chosen as well', () => {
    expect(decide({ ...agencyAdmin, mfa: 'outstanding' }, 'clients', { tenant: null }).denials).toEqual([
      mfaOutstanding,
    ]);
  });

  test('one that is satisfied closes nothing', () => {
    expect(decide({ ...admin, mfa: 'satisfied' }, 'calls', { tenant })).toEqual({
      level: 'view',
      denials: [],
    });
  });

  test.each([true, 1, 'no'])(
    'a client whose policy is %s demands it of its people, not of the agency',
    (value) => {
      const demanding = { ...tenant, policies: { require_mfa: value } } as Facts['tenant'];
      expect(decide(admin, 'calls', { tenant: demanding }).denials).toEqual([mfaOutstanding]);
      expect(decide({ ...admin, mfa: 'satisfied' }, 'calls', { tenant: demanding }).denials).toEqual([]);
      expect(decide(agencyAdmin, 'calls', { tenant: demanding }).denials).toEqual([]);
      expect(decide({ ...agencyAdmin, mfa: 'outstanding' }, 'calls', { tenant: demanding }).denials).toEqual([
        mfaOutstanding,
      ]);
    },
  );

  test.each([false, undefined, null])('a client whose policy is %s demands none', (value) => {
    const lax = { ...tenant, policies: { require_mfa: value } } as Facts['tenant'];
    expect(decide(admin, 'calls', { tenant: lax }).denials).toEqual([]);
  });

  test.each([undefined, null, '', 'SATISFIED', true])('a state of %s counts as outstanding', (mfa) => {
    expect(decide({ ...admin, mfa } as Subject, 'calls', { tenant }).denials).toEqual([mfaOutstanding]);
  });
});

describe('viewing as', () => {
  test('lowers every edit to view and leaves the rest as that role has it', () => {
    for (const subject of [admin, manager, staff])
      for (const capability of CAPABILITIES) {
        const own = decide(subject, capability, { tenant }).level;
        expect(decide({ ...subject, viewAs: true }, capability, { tenant }).level).toBe(
          own === 'edit' ? 'view' : own,
        );
      }
  });

  test('says that it is read-only where something could otherwise be changed, and only there', () => {
    expect(decide({ ...admin, viewAs: true }, 'agents', { tenant })).toEqual({
      level: 'view',
      denials: [readOnly],
    });
    expect(decide({ ...admin, viewAs: true }, 'calls', { tenant })).toEqual({ level: 'view', denials: [] });
  });

  test('shows nothing of the agency, not even to itself', () => {
    for (const capability of CAPABILITIES)
      expect(decide({ ...agencyAdmin, viewAs: true }, capability, { tenant })).toEqual({
        level: 'none',
        denials: [{ layer: 'view_as', code: 'view_as_agency', changeableBy: 'self' }],
      });
  });

  test('decides no request', () => {
    const resource = { clientId: 'client-1', projectId: 'project-1', requesterId: 'somebody' };
    for (const subject of Object.values(people))
      expect(decide({ ...subject, viewAs: true }, 'pii_unlock_decision', { tenant, resource }).level).toBe(
        'none',
      );
  });
});

describe('what is not known', () => {
  test.each(['', 'call', 'Calls', 'constructor', '__proto__', 'toString', null, undefined, 7, {}, ['calls']])(
    'the capability %s is denied',
    (capability) => {
      for (const subject of Object.values(people))
        expect(decide(subject, capability as Capability, { tenant })).toEqual({
          level: 'none',
          denials: [{ layer: 'role', code: 'unknown_capability', changeableBy: 'nobody' }],
        });
    },
  );

  const subjects: readonly (readonly [string, unknown])[] = [
    ['nobody', undefined],
    ['null', null],
    ['a text', 'anna'],
    ['a function', () => admin],
    ['nothing in it', {}],
    ['no user', { ...admin, userId: undefined }],
    ['an empty user', { ...admin, userId: '' }],
    ['no role', { ...admin, role: undefined }],
    ['an unknown role', { ...admin, role: 'owner' }],
    ["a role of the object's own kind", { ...admin, role: 'constructor' }],
    ['a list for a role', { ...admin, role: ['client_admin'] }],
    ['no agency', { ...admin, agencyId: undefined }],
    ['an empty agency', { ...admin, agencyId: '' }],
    ['no client', { ...admin, clientId: undefined }],
    ['an empty client', { ...admin, clientId: '' }],
    ['no projects', { ...admin, projectIds: undefined }],
    ['projects that are a text', { ...admin, projectIds: 'project-1' }],
    ['no word on viewing as', { ...admin, viewAs: undefined }],
    ['a text on viewing as', { ...admin, viewAs: 'false' }],
  ];

  test.each(subjects)('a subject with %s is denied', (_what, subject) => {
    for (const capability of CAPABILITIES)
      expect(decide(subject as Subject, capability, { tenant, resource: call })).toEqual({
        level: 'none',
        denials: [{ layer: 'role', code: 'unknown_subject', changeableBy: 'nobody' }],
      });
  });

  test.each([undefined, null, 'all', 7])('facts that are %s are denied', (facts) => {
    expect(decide(admin, 'calls', facts as unknown as Facts)).toEqual({
      level: 'none',
      denials: [{ layer: 'scope', code: 'unknown_facts', changeableBy: 'nobody' }],
    });
  });

  const tenants: readonly (readonly [string, unknown])[] = [
    ['undefined', undefined],
    ['a text', 'client-1'],
    ['without an agency', { ...tenant, agencyId: undefined }],
    ['without a client', { ...tenant, clientId: undefined }],
    ['without grants', { ...tenant, grants: undefined }],
    ['with null for grants', { ...tenant, grants: null }],
    ['without entitlements', { ...tenant, entitlements: undefined }],
    ['without policies', { ...tenant, policies: undefined }],
  ];

  test.each(tenants)('a client that is %s is denied', (_what, given) => {
    for (const subject of [agencyAdmin, admin, { ...admin, clientId: undefined as unknown as null }])
      expect(decide(subject, 'support', { tenant: given as Tenant }).level).toBe('none');
    expect(decide(admin, 'support', { tenant: given as Tenant }).denials).toEqual([otherTenant]);
  });

  test('an agency and a client that are empty on both sides are no match', () => {
    const blank = { agencyId: '', clientId: '' };
    expect(decide({ ...admin, ...blank }, 'support', { tenant: { ...tenant, ...blank } }).level).toBe('none');
    expect(decide(agencyAdmin, 'support', { tenant: { ...tenant, clientId: '' } }).level).toBe('none');
  });

  const resources: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['a text', 'call-1'],
    ['empty', {}],
    ['without a client', { ...call, clientId: undefined }],
    ['without a project', { ...call, projectId: undefined }],
    ['with an empty project', { ...call, projectId: '' }],
    ['with a number for a project', { ...call, projectId: 7 }],
  ];

  test.each(resources)('a record that is %s is out of scope', (_what, resource) => {
    const anywhere = { ...admin, projectIds: ['', 7, undefined] } as unknown as Subject;
    for (const subject of [agencyAdmin, admin, anywhere])
      expect(decide(subject, 'calls', { tenant, resource } as unknown as Facts)).toEqual({
        level: 'none',
        denials: [outOfScope],
      });
  });
});

describe('all decisions of a session', () => {
  test('are those of each capability for its collection', () => {
    const all = decideAll(manager, { tenant });
    expect(Object.keys(all)).toEqual(CAPABILITIES);
    for (const capability of CAPABILITIES)
      expect(all[capability]).toEqual(decide(manager, capability, { tenant }));
  });

  test('leave a record out, so that no call colours the session', () => {
    const facts = { tenant, resource: { ...call, consent: 'denied' } };
    expect(decideAll(manager, facts).recording_playback.level).toBe('view');
  });
});

describe('allows', () => {
  const at = (level: Level): Decision => ({ level, denials: [] });

  test('anything but none will do unless more is asked', () => {
    expect(LEVELS.map((level) => allows(at(level)))).toEqual([false, true, true, true, true]);
  });

  test.each([
    ['summary', [false, true, true, true, true]],
    ['redacted', [false, false, true, true, true]],
    ['view', [false, false, false, true, true]],
    ['edit', [false, false, false, false, true]],
  ] as const)('at least %s', (least, expected) => {
    expect(LEVELS.map((level) => allows(at(level), least))).toEqual(expected);
  });

  test('no decision, an unknown level and a question for none or for nonsense are no', () => {
    expect(allows(undefined)).toBe(false);
    expect(allows(at('full' as Level))).toBe(false);
    expect(allows(at('edit'), 'none')).toBe(false);
    expect(allows(at('edit'), 'full' as Level)).toBe(false);
  });
});

test('the same question has the same answer with every grant named or the missing ones off', () => {
  expect(decide(admin, 'agents', { tenant: granting({ view_agents: true }) })).toEqual(
    decide(admin, 'agents', { tenant: granting({ ...allOn, edit_agents: false }) }),
  );
});
