import { CAPABILITIES, isCapability, maximum } from './capabilities.ts';
import { capabilities } from './catalogue.ts';
import type { Capability, CapabilityEntry } from './catalogue.ts';
import { denial } from './denials.ts';
import type { Denial, DenialCode } from './denials.ts';
import { isRecord, isSubject } from './facts.ts';
import type { Facts, Subject, Tenant } from './facts.ts';
import { LEVELS, isBelow, lowest } from './levels.ts';
import type { Level } from './levels.ts';
import {
  entitlementLimits,
  factLimits,
  grantLimits,
  mfaLimit,
  policyLimits,
  roleLimit,
  viewAsLimit,
} from './limits.ts';
import type { Limit } from './limits.ts';
import { resourceScope, tenantScope } from './scope.ts';
import { literally, recordOf } from './table.ts';

/** A level, and every layer that holds it below the most that any role could have. */
export type Decision = Readonly<{ level: Level; denials: readonly Denial[] }>;

/**
 * How far `subject` may use `capability`, given `facts`.
 *
 * Pure, never throws: what is unknown or malformed gets `none`. Each layer is asked on its own, so the denials name every
 * one that would have to change for the most to be had; they are empty exactly when nothing was lowered. Those that lower
 * the most come first, so the first explains the level; equal ones stand in the order of `LAYERS`.
 *
 * Without a resource the answer is about the collection, and the gates over a record's facts aren't asked: decide again
 * with the record before giving any of it. Of a client or record outside the subject's scope nothing but that is told.
 *
 * Source: access-model, all of it.
 *
 * @example allows(decide(subject, 'recording_playback', { tenant, resource }))
 */
export function decide(subject: Subject, capability: Capability, facts: Facts): Decision {
  if (!isCapability(capability)) return refused('unknown_capability');
  if (!isSubject(subject)) return refused('unknown_subject');
  if (!isRecord(facts)) return refused('unknown_facts');
  const most = maximum(capability);
  const limits = limitsOf(subject, capabilities[capability], facts)
    .filter(({ level }) => isBelow(level, most))
    .toSorted((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
  return {
    level: lowest(
      limits.map((limit) => limit.level),
      most,
    ),
    denials: limits.map((limit) => limit.denial),
  };
}

function limitsOf(subject: Subject, entry: CapabilityEntry, facts: Facts): Limit[] {
  const foreign = tenantScope(subject, entry, facts);
  const outside = foreign ?? resourceScope(subject, facts);
  const tenant = foreign === null ? facts.tenant : null;
  return [
    ...roleLimit(subject, entry),
    ...(tenant === null ? [] : grantLimits(subject, entry, tenant)),
    ...(outside === null ? [] : [{ level: literally('none'), denial: denial(outside) }]),
    ...(tenant === null ? [] : entitlementLimits(subject, entry, tenant)),
    ...(tenant === null ? [] : policyLimits(subject, entry, tenant)),
    ...(outside !== null || facts.resource === undefined ? [] : factLimits(subject, entry, facts.resource)),
    ...mfaLimit(subject, tenant),
    ...viewAsLimit(subject),
  ];
}

function refused(code: DenialCode): Decision {
  return { level: 'none', denials: [denial(code)] };
}

/** Every capability's decision for the collection as a whole: what a session carries. */
export function decideAll(subject: Subject, facts: { tenant: Tenant | null }): Record<Capability, Decision> {
  return recordOf(CAPABILITIES, (capability) => decide(subject, capability, { tenant: facts.tenant }));
}

/**
 * Whether a decision reaches `atLeast`, by default anything but `none`. No decision, a level that isn't one, and the
 * question for `none` (which is no permission) are all false.
 */
export function allows(decision: Decision | undefined, atLeast: Level = 'summary'): boolean {
  const needed = LEVELS.indexOf(atLeast);
  return decision !== undefined && needed > 0 && LEVELS.indexOf(decision.level) >= needed;
}
