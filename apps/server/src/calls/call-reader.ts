import {
  allows,
  searchAllowed,
  type Capability,
  type Decision,
  type Subject,
  type Tenant,
} from '@foyer/access';
import type { CallFilters, CallSort } from '@foyer/contract';
import { denied } from '../platform/problem.ts';

type Decisions = Readonly<Record<Capability, Decision>>;

/** How much of a client's calls somebody may have. */
export interface CallReader {
  readonly clientId: string;
  /** The projects whose calls exist for the reader. */
  readonly projects: readonly string[] | 'all';
  readonly details: 'none' | 'redacted' | 'view';
  readonly cost: boolean;
}

export function callReader(subject: Subject, tenant: Tenant, decisions: Decisions): CallReader {
  return {
    clientId: tenant.clientId,
    projects: subject.projectIds,
    details: detailsLevel(decisions),
    cost: allows(decisions.call_cost),
  };
}

function detailsLevel({ call_details, caller_details }: Decisions): CallReader['details'] {
  if (!allows(call_details, 'redacted')) return 'none';
  return allows(call_details, 'view') && allows(caller_details, 'view') ? 'view' : 'redacted';
}

/** Refuses filters and orders over what the reader may not see: an answer would tell it. */
export function refuseHiddenCriteria(
  filters: CallFilters,
  sort: CallSort | null,
  decisions: Decisions,
): void {
  const overDetails = filters.sentiment ?? filters.outcome ?? filters.text;
  if (overDetails !== undefined && !allows(decisions.call_details, 'redacted'))
    throw denied(decisions.call_details);
  if ((sort === 'cost' || sort === '-cost') && !allows(decisions.call_cost))
    throw denied(decisions.call_cost);
  if (filters.text !== undefined) {
    const search = searchAllowed(decisions.caller_details, filters.text);
    if (!allows(search)) throw denied(search);
  }
}

/** The projects that a list is about: those in scope, narrowed to the one asked for. Empty where that one isn't theirs or isn't there. */
export function projectsOf(
  scope: CallReader['projects'],
  asked: string | undefined,
): readonly string[] | 'all' {
  if (asked === undefined) return scope;
  return scope === 'all' || scope.includes(asked) ? [asked] : [];
}
