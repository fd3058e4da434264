import { allows } from './decide.ts';
import type { Decision } from './decide.ts';

const cancellable: readonly string[] = ['submitted', 'under_review'];

/**
 * Whether a data deletion in `state` may be cancelled, given the decision on `settings_data_deletion`: by someone who may
 * submit one, and only while it is submitted or under review.
 */
export function mayCancelDeletion(decision: Decision | undefined, state: string): boolean {
  return allows(decision, 'edit') && cancellable.includes(state);
}
