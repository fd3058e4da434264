import { GRANTS, type Grant } from '@foyer/access';
import type { Overrides, Permissions } from '@foyer/contract/permissions';
import type { AllGrants } from './grant-switches.tsx';

const forEach = <Value>(value: (grant: Grant) => Value): Record<Grant, Value> =>
  // One for each grant, made from the list of them.
  Object.fromEntries(GRANTS.map((grant) => [grant, value(grant)])) as Record<Grant, Value>;

/** The overrides that hold, as they are written. */
export function overridesOf({ grants }: Permissions): Overrides {
  return Object.fromEntries(
    GRANTS.flatMap((grant) => {
      const { override } = grants[grant];
      return override ? [[grant, { value: override.value, until: override.until }]] : [];
    }),
  );
}

/** What is granted now, and what would be under some overrides: `override ?? copied`. */
export const grantedNow = ({ grants }: Permissions): AllGrants => forEach((grant) => grants[grant].granted);
export const grantedWith = ({ grants }: Permissions, overrides: Overrides): AllGrants =>
  forEach((grant) => overrides[grant]?.value ?? grants[grant].copied.value);

/**
 * The overrides after switches were moved. A value that was moved back to the copied one needs none; one that wasn't touched
 * keeps its override and its end.
 */
export function withGrants(permissions: Permissions, overrides: Overrides, wanted: AllGrants): Overrides {
  const before = grantedWith(permissions, overrides);
  const next = { ...overrides };
  for (const grant of GRANTS) {
    if (wanted[grant] === before[grant]) continue;
    if (wanted[grant] === permissions.grants[grant].copied.value) delete next[grant];
    else next[grant] = { value: wanted[grant], until: null };
  }
  return next;
}

/** The same overrides with one ending by itself, or not. */
export function withEnd(overrides: Overrides, grant: Grant, until: string | null): Overrides {
  const override = overrides[grant];
  return override ? { ...overrides, [grant]: { ...override, until } } : overrides;
}

/** The grants whose override isn't the same in both. */
export function changedBetween(one: Overrides, other: Overrides): Grant[] {
  return GRANTS.filter(
    (grant) =>
      one[grant]?.value !== other[grant]?.value ||
      (one[grant]?.until ?? null) !== (other[grant]?.until ?? null),
  );
}
