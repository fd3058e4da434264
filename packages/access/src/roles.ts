import type { Layer } from './denials.ts';
import { keysOf, literally } from './table.ts';

interface RoleEntry {
  readonly label: string;
  /** Whether every client of the own agency is in reach, rather than the one own client. */
  readonly wholeAgency: boolean;
  /** The layers that never lower this role (access-model, "Recording" and "Agency admins"). */
  readonly passes?: readonly Layer[];
}

const roles = literally({
  agency_admin: {
    label: 'Agency admin',
    wholeAgency: true,
    passes: ['grant', 'dependency', 'entitlement', 'policy'],
  },
  client_admin: { label: 'Admin', wholeAgency: false },
  client_manager: { label: 'Manager', wholeAgency: false },
  client_staff: { label: 'Staff', wholeAgency: false },
}) satisfies Record<string, RoleEntry>;

export type Role = keyof typeof roles;
export const ROLES = keysOf(roles);

export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(roles, value);
}

/** Whether a layer lets this role through unasked. */
export function passes(role: Role, layer: Layer): boolean {
  const entry: RoleEntry = roles[role];
  return entry.passes?.includes(layer) ?? false;
}

export function reachesWholeAgency(role: Role): boolean {
  return roles[role].wholeAgency;
}

/** Whether the role is the one that somebody of each client should have: without it nobody there can change what the client may change itself. */
export function leadsClient(role: Role): boolean {
  return role === 'client_admin';
}

export function roleLabel(role: Role): string {
  return roles[role].label;
}
