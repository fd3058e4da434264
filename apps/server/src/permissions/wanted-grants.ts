import { checkGrants, GRANTS, grantLabel, type Grant } from '@foyer/access';
import type { FieldError } from '@foyer/contract';
import type { Overrides } from '@foyer/contract/permissions';
import { problem } from '../platform/problem.ts';
import type { ClientGrants } from './client-grants.ts';

/** Days ahead that an override may end at the latest: what is meant to last needs no end. */
const MOST_DAYS = 730;
const DAY_MS = 86_400_000;

type Copies = Readonly<Record<Grant, { readonly copied: { readonly value: boolean } }>>;

/** What would be granted at an instant. */
export function grantsAt(copies: Copies, overrides: Overrides, at: Date): Record<Grant, boolean> {
  const entries = GRANTS.map((grant) => {
    const override = overrides[grant];
    const holds = override && (override.until === null || new Date(override.until) > at);
    return [grant, holds ? override.value : copies[grant].copied.value];
  });
  return Object.fromEntries(entries) as Record<Grant, boolean>;
}

/**
 * Every child that would be on without its parent, now or when an override ends. What is written must make sense for as long as it stands:
 * nobody is there to be asked on Friday at six.
 */
export function contradictionsOf(
  copies: Copies,
  overrides: Overrides,
  now: Date,
): { child: Grant; parent: Grant; from: Date | null }[] {
  const ends = GRANTS.flatMap((grant) => overrides[grant]?.until ?? [])
    .map((until) => new Date(until))
    .filter((until) => until > now)
    .toSorted((one, other) => one.getTime() - other.getTime());
  const found = new Map<Grant, { child: Grant; parent: Grant; from: Date | null }>();
  for (const from of [null, ...ends]) {
    for (const { child, parent } of checkGrants(grantsAt(copies, overrides, from ?? now)))
      if (!found.has(child)) found.set(child, { child, parent, from });
  }
  return [...found.values()];
}

/** @throws 422 naming each child with its parent, and each end that can't be. */
export function requireSense(grants: ClientGrants, overrides: Overrides, now: Date): void {
  const fields = [
    ...GRANTS.flatMap((grant) => endProblem(grant, overrides, now)),
    ...contradictionsOf(grants, overrides, now).map(({ child, parent, from }) => ({
      field: `body.overrides.${child}`,
      message: contradiction(child, parent, from),
    })),
  ];
  if (fields.length > 0) throw problem('invalid', { fields });
}

/** @throws 422 naming each child that is on without its parent */
export function requireGrantsSense(grants: Readonly<Record<Grant, boolean>>): void {
  const fields = checkGrants(grants).map(({ child, parent }) => ({
    field: `body.grants.${child}`,
    message: contradiction(child, parent),
  }));
  if (fields.length > 0) throw problem('invalid', { fields });
}

/** The words for a child that would be on without its parent. Both are named as people and as programs know them. */
export function contradiction(child: Grant, parent: Grant, from: Date | null = null): string {
  const when = from === null ? '' : `, which would be off from ${from.toISOString()}`;
  return `${grantLabel(child)} (${child}) needs ${grantLabel(parent)} (${parent})${when}. Turn both on, or both off${from === null ? '' : ' at the same time'}.`;
}

function endProblem(grant: Grant, overrides: Overrides, now: Date): FieldError[] {
  const until = overrides[grant]?.until;
  if (!until) return [];
  const ms = new Date(until).getTime() - now.getTime();
  const field = `body.overrides.${grant}.until`;
  if (ms <= 0) return [{ field, message: 'Choose an end that lies ahead.' }];
  if (ms > MOST_DAYS * DAY_MS) return [{ field, message: 'Choose an end within two years, or none.' }];
  return [];
}
