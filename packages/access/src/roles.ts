import type { Layer } from './denials.ts';
import { keysOf, literally } from './table.ts';

interface RoleEntry {
  readonly label: string;
  /** How far the role's data goes: every client of the own agency, or the one own client. */
  readonly reach: 'agency' | 'client';
  /** The layers that never lower this role (access-model, "Recording" and "Agency admins"). */
  readonly passes: readonly Layer[];
}

export const roles = literally({
  agency_admin: {
    label: 'Agency admin',
    reach: 'agency',
    passes: ['grant', 'dependency', 'entitlement', 'policy'],
  },
  client_admin: { label: 'Admin', reach: 'client', passes: [] },
  client_manager: { label: 'Manager', reach: 'client', passes: [] },
  client_staff: { label: 'Staff', reach: 'client', passes: [] },
}) satisfies Record<string, RoleEntry>;

export type Role = keyof typeof roles;
export const ROLES = keysOf(roles);

export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(roles, value);
}

/** Whether a layer lets this role through unasked. */
export function passes(role: Role, layer: Layer): boolean {
  const entry: RoleEntry = roles[role];
  return entry.passes.includes(layer);
}

export function roleLabel(role: Role): string {
  return roles[role].label;
}
