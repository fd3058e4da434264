export { CAPABILITIES, capabilityLabel } from './capabilities.ts';
export type { Capability, Grant } from './catalogue.ts';
export { searchAllowed } from './caller-search.ts';
export { mayCancelDeletion } from './data-deletion.ts';
export { allows, decide, decideAll } from './decide.ts';
export type { Decision } from './decide.ts';
export { DENIAL_CODES, LAYERS } from './denials.ts';
export type { ChangeableBy, Denial, DenialCode, Layer } from './denials.ts';
export { explain } from './explain.ts';
export type { Explanation } from './explain.ts';
export type { Facts, Subject, Tenant } from './facts.ts';
export type { Consent, Entitlement, Media, Policy, ResourceFacts } from './gates.ts';
export {
  checkGrants,
  closeGrants,
  effectiveGrants,
  GRANT_PARENT,
  grantLabel,
  GRANTS,
  grantWarning,
  setGrant,
} from './grants.ts';
export type { GrantState } from './grants.ts';
export { LEVELS } from './levels.ts';
export type { Level } from './levels.ts';
export { JUSTIFICATION_LENGTH, UNLOCK_LASTS_MS, unlockHolds } from './pii-unlock.ts';
export type { Unlock } from './pii-unlock.ts';
export { PRESET_LABELS, PRESETS, presetOf } from './presets.ts';
export { leadsClient, ROLES, roleLabel } from './roles.ts';
export type { Role } from './roles.ts';
export { SIDEBAR, sidebar } from './sidebar.ts';
