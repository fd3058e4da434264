import { readFileSync } from 'node:fs';
import { preparsePolicySet, statefulIsAuthorized, type Context } from '@cedar-policy/cedar-wasm/nodejs';
import type { Facts, Level, Question } from './second-policy.ts';

// The policies of access-model.cedar, decided by Cedar's own engine: an opinion on levels that shares no code with the other two.

const POLICIES = 'access-model';
const LEVELS = ['summary', 'redacted', 'view', 'edit'] as const;

/** Each level is in the group of itself and of all above it. */
const actions = LEVELS.map((level, at) => ({
  uid: { type: 'Action', id: level },
  attrs: {},
  parents: LEVELS.slice(at).map((up) => ({ type: 'Action', id: `to_${up}` })),
}));

const entitiesOf = new Map(
  ['agency_admin', 'client_admin', 'client_manager', 'client_staff'].map((role) => [
    role,
    [{ uid: { type: 'Person', id: role }, attrs: {}, parents: [{ type: 'Role', id: role }] }, ...actions],
  ]),
);

const parsed = preparsePolicySet(POLICIES, {
  staticPolicies: readFileSync(new URL('access-model.cedar', import.meta.url), 'utf8'),
});
if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));

/** The highest level that Cedar permits. @throws when a policy can't be evaluated: then Cedar would leave it out */
export function cedarOpinion({ asker, capability, client, record }: Question): Level {
  const context: Context = {
    person: asker.userId,
    agency: asker.agencyId,
    ...(asker.clientId !== null && { ownClient: asker.clientId }),
    allProjects: asker.projectIds === 'all',
    projects: asker.projectIds === 'all' ? [] : [...asker.projectIds],
    mfa: asker.mfa,
    viewAs: asker.viewAs,
    ...(client && {
      client: {
        id: client.clientId,
        agency: client.agencyId,
        granted: on(client.grants),
        included: on(client.entitlements),
        policies: on(client.policies),
      },
    }),
    ...(record && { record: recordOf(record) }),
  };
  const may = (level: Level): boolean => {
    const answer = statefulIsAuthorized({
      principal: { type: 'Person', id: asker.role },
      action: { type: 'Action', id: level },
      resource: { type: 'Can', id: capability },
      context,
      preparsedPolicySetId: POLICIES,
      entities: entitiesOf.get(asker.role) ?? [],
    });
    if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
    const { decision, diagnostics } = answer.response;
    if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors));
    return decision === 'allow';
  };
  // Who may not see the least sees nothing: most questions end here.
  if (!may('summary')) return 'none';
  return LEVELS.findLast((level) => level === 'summary' || may(level)) ?? 'none';
}

const on = (switches: Readonly<Record<string, boolean | undefined>>): string[] =>
  Object.entries(switches).flatMap(([name, value]) => (value === true ? [name] : []));

const recordOf = ({ consent, complianceHold, media, withinRetention, requesterId, ...of }: Facts) => ({
  client: of.clientId,
  project: of.projectId,
  ...(consent !== undefined && { consent }),
  ...(complianceHold !== undefined && { hold: complianceHold }),
  ...(media !== undefined && { media }),
  ...(withinRetention !== undefined && { retained: withinRetention }),
  ...(requesterId !== undefined && { requester: requesterId }),
});
