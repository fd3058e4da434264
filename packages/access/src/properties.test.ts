import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAPABILITIES, maximum } from './capabilities.ts';
import { capabilities } from './catalogue.ts';
import type { Capability, CapabilityEntry, Grant } from './catalogue.ts';
import { cells } from './cells.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import type { Facts, Subject, Tenant } from './facts.ts';
import type { ResourceFacts } from './gates.ts';
import { checkGrants, closeGrants, effectiveGrants, GRANT_PARENT, GRANTS, setGrant } from './grants.ts';
import type { GrantState } from './grants.ts';
import { isBelow, LEVELS } from './levels.ts';
import { ROLES } from './roles.ts';
import { closedGrantSets } from './sample-facts.ts';

const flag = fc.option(fc.boolean(), { nil: undefined });
const grantState: fc.Arbitrary<GrantState> = fc.record(
  Object.fromEntries(GRANTS.map((grant) => [grant, fc.boolean()])) as Record<Grant, fc.Arbitrary<boolean>>,
  { requiredKeys: [] },
);
const role = fc.constantFrom(...ROLES);
const capability = fc.constantFrom(...CAPABILITIES);
const agencyId = fc.constantFrom('agency-1', 'agency-2');
const clientId = fc.constantFrom('client-1', 'client-2');
const projectId = fc.constantFrom('project-1', 'project-2');

const subject: fc.Arbitrary<Subject> = fc
  .record({
    userId: fc.constantFrom('anna', 'sam'),
    role,
    agencyId,
    clientId,
    projectIds: fc.oneof(fc.constant('all' as const), fc.subarray(['project-1', 'project-2'])),
    mfa: fc.constantFrom('not_required' as const, 'satisfied' as const, 'outstanding' as const),
    viewAs: fc.boolean(),
  })
  .map((given) => (given.role === 'agency_admin' ? { ...given, clientId: null } : given));

const tenant = fc.record({
  agencyId,
  clientId,
  grants: grantState,
  entitlements: fc.record({ recording_playback: flag, recording_download: flag }),
  policies: fc.record({ staff_recording_playback: flag, recording_download: flag, require_mfa: flag }),
}) as fc.Arbitrary<Tenant>;

const resource = fc.record(
  {
    clientId,
    projectId,
    consent: fc.constantFrom('granted', 'not_required', 'pending', 'denied', 'withdrawn'),
    complianceHold: fc.boolean(),
    media: fc.constantFrom('available', 'processing', 'missing', 'expired', 'none'),
    withinRetention: fc.boolean(),
    requesterId: fc.constantFrom('anna', 'sam'),
  },
  { requiredKeys: ['clientId', 'projectId'] },
) as fc.Arbitrary<ResourceFacts>;

const facts: fc.Arbitrary<Facts> = fc.record(
  { tenant: fc.option(tenant, { nil: null, freq: 10 }), resource },
  { requiredKeys: ['tenant'] },
);

/** A subject and a client that belong together, so that more than the scope is asked. */
const atHome = fc
  .tuple(subject, tenant, fc.option(resource, { nil: undefined }))
  .map(([who, client, record]): [Subject, Facts & { tenant: Tenant }] => [
    { ...who, projectIds: 'all' },
    {
      tenant: {
        ...client,
        agencyId: who.agencyId,
        clientId: who.clientId ?? client.clientId,
      },
      ...(record && { resource: { ...record, clientId: who.clientId ?? client.clientId } }),
    },
  ]);
const anywhere = fc.oneof(atHome, fc.tuple(subject, facts));

function rank(who: Subject, what: Capability, given: Facts): number {
  return LEVELS.indexOf(decide(who, what, given).level);
}

function property<Values extends [unknown, ...unknown[]]>(
  values: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  holds: (...given: Values) => void,
  numRuns = 2000,
): void {
  fc.assert(
    fc.property(fc.tuple(...values) as fc.Arbitrary<Values>, (given) => holds(...given)),
    { numRuns },
  );
}

describe('grants', () => {
  test('there are 108 sets of grants without a contradiction', () => {
    const all = Array.from({ length: 256 }, (_each, bits): GrantState =>
      Object.fromEntries(GRANTS.map((grant, index) => [grant, ((bits >> index) & 1) === 1])),
    );
    const closed = all.filter((state) => checkGrants(state).length === 0);
    expect(closed).toHaveLength(108);
    expect(new Set(all.map((state) => JSON.stringify(closeGrants(state)))).size).toBe(108);
    expect(new Set(closed.map((state) => JSON.stringify(closeGrants(state))))).toEqual(
      new Set(closedGrantSets().map((state) => JSON.stringify(closeGrants(state)))),
    );
  });

  test('a child is never effective without its parent', () => {
    property([role, grantState], (who, granted) => {
      const effective = effectiveGrants(who, granted);
      const orphans = GRANTS.filter((grant) => {
        const parent = GRANT_PARENT[grant];
        return effective[grant] && parent && !effective[parent];
      });
      expect(orphans).toEqual([]);
    });
  });

  test('whatever is switched, and in whatever order, a form never holds a contradiction', () => {
    const switches = fc.array(fc.tuple(fc.constantFrom(...GRANTS), fc.boolean()), { maxLength: 20 });
    property([switches], (steps) => {
      let state: GrantState = {};
      for (const [grant, on] of steps) {
        state = setGrant(state, grant, on);
        expect(state[grant]).toBe(on);
        expect(checkGrants(state)).toEqual([]);
      }
    });
  });

  test('closing is idempotent, only takes away, and leaves every decision as it was', () => {
    property([atHome, capability], ([who, given], what) => {
      const closed = closeGrants(given.tenant.grants);
      expect(closeGrants(closed)).toEqual(closed);
      expect(GRANTS.filter((grant) => closed[grant] && given.tenant.grants[grant] !== true)).toEqual([]);
      expect(rank(who, what, { ...given, tenant: { ...given.tenant, grants: closed } })).toBe(
        rank(who, what, given),
      );
    });
  });
});

describe('decisions', () => {
  test('granting one more never lowers a decision', () => {
    property([atHome, capability, fc.constantFrom(...GRANTS)], ([who, given], what, grant) => {
      const off = {
        ...given,
        tenant: { ...given.tenant, grants: { ...given.tenant.grants, [grant]: false } },
      };
      const on = { ...given, tenant: { ...given.tenant, grants: { ...given.tenant.grants, [grant]: true } } };
      expect(rank(who, what, on)).toBeGreaterThanOrEqual(rank(who, what, off));
    });
  });

  test('a capability is there only if the grants it needs are effective', () => {
    property([anywhere, capability], ([who, given], what) => {
      const entry: CapabilityEntry = capabilities[what];
      const { level } = decide(who, what, given);
      const effective = effectiveGrants(who.role, given.tenant?.grants ?? {});
      const needed = [level !== 'none' && entry.grant, level === 'edit' && entry.editGrant];
      expect(needed.filter((grant) => grant && !effective[grant])).toEqual([]);
    });
  });

  test("no decision is above the role's ceiling", () => {
    property([anywhere, capability], ([who, given], what) => {
      const ceiling = cells[capabilities[what].roles[who.role]].level;
      expect(isBelow(ceiling, decide(who, what, given).level)).toBe(false);
    });
  });

  test("nobody has anything at another agency's client", () => {
    property([subject, facts, capability], (who, given, what) => {
      fc.pre(given.tenant !== null && given.tenant.agencyId !== who.agencyId);
      expect(decide(who, what, given).level).toBe('none');
    });
  });

  test("nobody of a client has anything of another client, and nobody a record of another client's", () => {
    property([subject, facts, capability], (who, given, what) => {
      const otherClient = who.clientId !== null && given.tenant?.clientId !== who.clientId;
      const otherRecord = given.resource !== undefined && given.resource.clientId !== given.tenant?.clientId;
      fc.pre(otherClient || otherRecord);
      expect(decide(who, what, given).level).toBe('none');
    });
  });

  test('viewing as never gives more than the role itself has, and never lets anything be changed', () => {
    property([anywhere, capability], ([who, given], what) => {
      const viewing = rank({ ...who, viewAs: true }, what, given);
      expect(viewing).toBeLessThanOrEqual(rank({ ...who, viewAs: false }, what, given));
      expect(viewing).toBeLessThan(LEVELS.indexOf('edit'));
    });
  });

  test('an agency admin is lowered by no grant, entitlement or policy', () => {
    property([atHome, capability], ([who, given], what) => {
      const operator: Subject = { ...who, role: 'agency_admin', clientId: null };
      const bare = { ...given, tenant: { ...given.tenant, grants: {}, entitlements: {}, policies: {} } };
      expect(decide(operator, what, bare)).toEqual(decide(operator, what, given));
    });
  });

  test('there are denials exactly when the level is below the most that there is', () => {
    property([anywhere, capability], ([who, given], what) => {
      const { level, denials } = decide(who, what, given);
      expect(denials.length > 0).toBe(level !== maximum(what));
    });
  });

  test('no denial stands twice, and each has words of its own', () => {
    property([anywhere, capability], ([who, given], what) => {
      const { denials } = decide(who, what, given);
      expect(new Set(denials.map((denial) => JSON.stringify(denial))).size).toBe(denials.length);
      for (const denial of denials)
        expect(explain(denial).reason).not.toMatch(/[{}]|undefined|closed to you/);
    });
  });

  test('the same question has the same answer, and asking changes nothing', () => {
    property([anywhere, capability], ([who, given], what) => {
      const before = structuredClone([who, given]);
      expect(decide(who, what, given)).toEqual(decide(who, what, given));
      expect([who, given]).toEqual(before);
    });
  });

  test('a gate whose fact is missing is closed', () => {
    const gates = fc.constantFrom('consent', 'complianceHold', 'media', 'withinRetention');
    const recording = fc.constantFrom('recording_playback' as const, 'recording_download' as const);
    property([atHome, resource, gates, recording], ([who, given], record, gate, what) => {
      const { [gate as 'consent']: _left, ...rest } = { ...record, clientId: given.tenant.clientId };
      expect(decide(who, what, { ...given, resource: rest }).level).toBe('none');
    });
  });
});

describe('what is not known', () => {
  const nonsense = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });

  test('an unknown capability is denied', () => {
    property([anywhere, fc.oneof(nonsense, fc.string())], ([who, given], what) => {
      fc.pre(!CAPABILITIES.includes(what as Capability));
      const decision = decide(who, what as Capability, given);
      expect(decision.level).toBe('none');
      expect(decision.denials).not.toEqual([]);
    });
  });

  test('nonsense in the place of a subject, of facts or of a client is denied', () => {
    property([anywhere, capability, nonsense], ([who, given], what, garbage) => {
      fc.pre(garbage !== null);
      expect(decide(garbage as Subject, what, given).level).toBe('none');
      expect(decide(who, what, garbage as Facts).level).toBe('none');
      expect(decide(who, what, { ...given, tenant: garbage as Tenant }).level).toBe('none');
    });
  });

  test('nonsense in the place of a record is denied', () => {
    property([atHome, capability, nonsense], ([who, given], what, garbage) => {
      fc.pre(garbage !== undefined);
      expect(decide(who, what, { ...given, resource: garbage as ResourceFacts }).level).toBe('none');
    });
  });

  test('nonsense in the place of a part of the subject or client never gives more', () => {
    const part = fc.constantFrom('userId', 'role', 'agencyId', 'clientId', 'projectIds', 'viewAs', 'mfa');
    const tenantPart = fc.constantFrom('agencyId', 'clientId', 'grants', 'entitlements', 'policies');
    const strange = nonsense.filter(
      (value) => value !== null && value !== 'all' && typeof value !== 'boolean',
    );
    property(
      [atHome, capability, part, tenantPart, strange],
      ([who, given], what, key, tenantKey, garbage) => {
        fc.pre(!(typeof garbage === 'string' && key === 'userId'));
        fc.pre(!(typeof garbage === 'object' && tenantKey === 'policies')); // one that demands nothing
        if (!(Array.isArray(garbage) && key === 'projectIds'))
          expect(decide({ ...who, [key]: garbage }, what, given).level).toBe('none');
        expect(
          rank(who, what, { ...given, tenant: { ...given.tenant, [tenantKey]: garbage } }),
        ).toBeLessThanOrEqual(rank(who, what, given));
      },
    );
  });
});
