import { grants } from './catalogue.ts';
import type { Grant } from './catalogue.ts';
import { isRole, passes } from './roles.ts';
import type { Role } from './roles.ts';
import { keysOf, recordOf } from './table.ts';

export const GRANTS = keysOf(grants);

/** What is granted to a client: `override ?? copied default`. Missing means off, and so does anything but `true`. */
export type GrantState = Readonly<Partial<Record<Grant, boolean>>>;

/** The grant that each dependent grant needs (access-model, "The eight grants"). */
export const GRANT_PARENT: Readonly<Partial<Record<Grant, Grant>>> = Object.fromEntries(
  GRANTS.flatMap((grant) => {
    const entry = grants[grant];
    return 'parent' in entry ? [[grant, entry.parent]] : [];
  }),
);

export function grantLabel(grant: Grant): string {
  return grants[grant].label;
}

/** What to say before the grant is turned on, if there is anything to say. */
export function grantWarning(grant: Grant): string | null {
  const entry = grants[grant];
  return 'warning' in entry ? entry.warning : null;
}

/** Whether one grant itself is on, leaving its parent aside. */
export function isGranted(granted: GrantState, grant: Grant): boolean {
  return granted[grant] === true;
}

/** Whether a grant and everything it needs are on. */
function isOnWithParents(granted: GrantState, grant: Grant): boolean {
  return isGranted(granted, grant) && parentIsOn(granted, grant);
}

/** Whether everything that a grant needs is on; true for a grant that needs nothing. */
export function parentIsOn(granted: GrantState, grant: Grant): boolean {
  const parent = GRANT_PARENT[grant];
  return parent === undefined || isOnWithParents(granted, parent);
}

/**
 * `effective(grant) = granted ∧ effective(parent) ∧ ceiling(role)`; an agency admin has all eight.
 * An unknown role has none. Source: access-model, "Role ceilings over the grants".
 */
export function effectiveGrants(role: Role, granted: GrantState): Record<Grant, boolean> {
  return recordOf(
    GRANTS,
    (grant) =>
      isRole(role) &&
      grants[grant].ceiling[role] &&
      (passes(role, 'grant') || isOnWithParents(granted, grant)),
  );
}

/** The same grants with every child off whose parent is off, every grant named. */
export function closeGrants(granted: GrantState): Record<Grant, boolean> {
  return recordOf(GRANTS, (grant) => isOnWithParents(granted, grant));
}

/**
 * The contradictions of a state about to be written: each child that is on while its parent is off. Empty means it may be
 * written; otherwise the write is refused with 422, naming these (access-model, "Dependencies").
 */
export function checkGrants(granted: GrantState): { child: Grant; parent: Grant }[] {
  return GRANTS.flatMap((child) => {
    const parent = GRANT_PARENT[child];
    return parent !== undefined && isGranted(granted, child) && !isGranted(granted, parent)
      ? [{ child, parent }]
      : [];
  });
}

/** What a form does with one switch: a child turned on turns its parents on, a parent turned off turns its children off. */
export function setGrant(granted: GrantState, grant: Grant, on: boolean): GrantState {
  if (!Object.hasOwn(grants, grant)) return granted;
  const related = on ? parentsOf(grant) : childrenOf(grant);
  return related.reduce<GrantState>((state, other) => setGrant(state, other, on), {
    ...granted,
    [grant]: on,
  });
}

function parentsOf(grant: Grant): Grant[] {
  return GRANTS.filter((other) => other === GRANT_PARENT[grant]);
}

function childrenOf(grant: Grant): Grant[] {
  return GRANTS.filter((other) => GRANT_PARENT[other] === grant);
}
