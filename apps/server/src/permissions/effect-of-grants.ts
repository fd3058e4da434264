import {
  allows,
  CAPABILITIES,
  capabilityLabel,
  decideAll,
  GRANTS,
  grantWarning,
  LEVELS,
  sidebar,
  type Capability,
  type Decision,
  type Grant,
  type Level,
  type Subject,
  type Tenant,
} from '@foyer/access';
import type { ClientRole } from '@foyer/contract/clients';
import type { Difference, PermissionsPreview, RoleEffect } from '@foyer/contract/permissions';

export const CLIENT_ROLES = [
  'client_admin',
  'client_manager',
  'client_staff',
] as const satisfies ClientRole[];

/** Somebody who asked for a place lately. */
export interface Onlooker {
  readonly id: string;
  readonly name: string;
  readonly role: ClientRole;
  readonly capability: string;
}

export interface Change {
  readonly tenant: Tenant;
  /** What would be granted. */
  readonly after: Readonly<Record<Grant, boolean>>;
  readonly people: Readonly<Record<ClientRole, number>>;
  readonly onlookers: readonly Onlooker[];
}

/** What other grants would change for each role: computed by the very policy that decides each request. */
export function effectOf({ tenant, after, people, onlookers }: Change): Omit<PermissionsPreview, 'version'> {
  const next: Tenant = { ...tenant, grants: after };
  const roles = CLIENT_ROLES.map((role): RoleEffect => {
    const [one, other] = [decisionsOf(role, tenant), decisionsOf(role, next)];
    const matrix = CAPABILITIES.map((capability) => [
      capability,
      { today: plain(one[capability]), after: plain(other[capability]) },
    ]);
    return {
      role,
      people: people[role],
      sidebar: { today: sidebar(one), after: sidebar(other) },
      matrix: Object.fromEntries(matrix) as RoleEffect['matrix'],
    };
  });
  return {
    grants: Object.fromEntries(
      GRANTS.map((grant) => [grant, { today: tenant.grants[grant] === true, after: after[grant] }]),
    ) as PermissionsPreview['grants'],
    roles,
    differences: roles.flatMap((effect) => differencesOf(effect, onlookers)),
    warnings: GRANTS.flatMap((grant) => {
      const warning = after[grant] && tenant.grants[grant] !== true ? grantWarning(grant) : null;
      return warning === null ? [] : [warning];
    }),
  };
}

/** Somebody of the role who is in every project and owes no second factor: what is left is what the grants decide. */
function decisionsOf(role: ClientRole, tenant: Tenant): Record<Capability, Decision> {
  const subject: Subject = {
    userId: `somebody-${role}`,
    role,
    agencyId: tenant.agencyId,
    clientId: tenant.clientId,
    projectIds: 'all',
    mfa: 'satisfied',
    viewAs: false,
  };
  return decideAll(subject, { tenant });
}

const plain = ({ level, denials }: Decision): RoleEffect['matrix'][Capability]['today'] => ({
  level,
  denials: denials.map((denial) => ({ ...denial })),
});

function differencesOf({ role, people, matrix }: RoleEffect, onlookers: readonly Onlooker[]): Difference[] {
  return CAPABILITIES.flatMap((capability) => {
    const { today, after } = matrix[capability];
    if (today.level === after.level) return [];
    const change = changeOf(today, after);
    const looking = onlookers
      .filter((one) => one.role === role && one.capability === capability)
      .map(({ id, name }) => ({ id, name }));
    const words = wordsOf({ role, people, capability, change, after: after.level, looking: looking.length });
    return [{ role, capability, change, today: today.level, after: after.level, people, looking, words }];
  });
}

function changeOf(today: Decision, after: Decision): Difference['change'] {
  if (!allows(today)) return 'gained';
  if (!allows(after)) return 'lost';
  return LEVELS.indexOf(after.level) > LEVELS.indexOf(today.level) ? 'more' : 'less';
}

interface InWords {
  readonly role: ClientRole;
  readonly people: number;
  readonly capability: Capability;
  readonly change: Difference['change'];
  readonly after: Level;
  readonly looking: number;
}

const ROLE_WORDS: Readonly<Record<ClientRole, readonly [one: string, many: string]>> = {
  client_admin: ['admin', 'admins'],
  client_manager: ['manager', 'managers'],
  client_staff: ['member of staff', 'members of staff'],
};

function wordsOf({ role, people, capability, change, after, looking }: InWords): string {
  const [one, many] = ROLE_WORDS[role];
  const place = capabilityLabel(capability);
  const who =
    people === 1 ? `1 ${one}` : people === 0 ? `No ${one} yet; ${many} to come` : `${people} ${many}`;
  const verb =
    change === 'lost'
      ? people === 1
        ? `loses ${place}`
        : `lose ${place}`
      : change === 'gained'
        ? people === 1
          ? `gains ${place}`
          : `gain ${place}`
        : after === 'edit'
          ? `can then change ${place}`
          : `can then look at ${place}, not change it`;
  const now =
    looking === 0 ? '' : looking === 1 ? '; one is looking at it now' : `; ${looking} are looking at it now`;
  return `${who} ${verb}${now}.`;
}
