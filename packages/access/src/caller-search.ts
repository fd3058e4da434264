import { allows } from './decide.ts';
import type { Decision } from './decide.ts';
import { denial } from './denials.ts';
import { looksLikeCallerDetail } from './caller-detail.ts';

/**
 * Whether a text may be searched for, given the decision on `caller_details`. Who may not see caller details may not search
 * for a phone number, an e-mail address or a date of birth either, so that search can't be used as an oracle; what could be
 * one of these is refused. Level `view` or `none`. Source: access-model, "Redaction".
 */
export function searchAllowed(callerDetails: Decision | undefined, text: string): Decision {
  if (allows(callerDetails) || !looksLikeCallerDetail(text)) return { level: 'view', denials: [] };
  return { level: 'none', denials: [denial('search_caller_details'), ...(callerDetails?.denials ?? [])] };
}
