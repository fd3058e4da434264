import { capabilities } from './catalogue.ts';
import type { Capability } from './catalogue.ts';
import { cells } from './cells.ts';
import { highest } from './levels.ts';
import type { Level } from './levels.ts';
import { ROLES } from './roles.ts';
import { keysOf } from './table.ts';

export const CAPABILITIES = keysOf(capabilities);

export function isCapability(value: unknown): value is Capability {
  return typeof value === 'string' && Object.hasOwn(capabilities, value);
}

export function capabilityLabel(capability: Capability): string {
  return capabilities[capability].label;
}

/** The most that any role can have of a capability. */
export function maximum(capability: Capability): Level {
  return highest(ROLES.map((role) => cells[capabilities[capability].roles[role]].level));
}
