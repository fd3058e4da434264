import { CAPABILITIES } from './capabilities.ts';
import { capabilities } from './catalogue.ts';
import type { Capability, CapabilityEntry } from './catalogue.ts';
import { allows } from './decide.ts';
import type { Decision } from './decide.ts';

/** The sidebar's items in their order (access-model, "Sidebar order"). */
export const SIDEBAR: readonly Capability[] = CAPABILITIES.filter((capability) => {
  const entry: CapabilityEntry = capabilities[capability];
  return entry.sidebar === true;
});

/** The items that stand in the sidebar: those whose capability is there. */
export function sidebar(decisions: Readonly<Partial<Record<Capability, Decision>>>): Capability[] {
  return SIDEBAR.filter((capability) => allows(decisions[capability]));
}
