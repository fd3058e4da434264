import { denials } from './denials.ts';
import type { Denial } from './denials.ts';
import { GRANT_PARENT, grantLabel } from './grants.ts';

export type Explanation = Readonly<{ reason: string; whoCanChange: string }>;

/**
 * The words of a denial: why, and what to do or whom to ask (look, "Words"). Total: a code from a newer server, which this
 * build doesn't know, gets words as well.
 */
export function explain(denial: Denial): Explanation {
  if (!Object.hasOwn(denials, denial.code)) {
    return { reason: 'This is closed to you.', whoCanChange: 'Ask your agency if you need it.' };
  }
  const { reason, whoCanChange } = denials[denial.code];
  return { reason: fill(reason, denial), whoCanChange: fill(whoCanChange, denial) };
}

function fill(words: string, { grant }: Denial): string {
  const parent = grant && GRANT_PARENT[grant];
  return words
    .replaceAll('{grant}', grant ? grantLabel(grant) : 'it')
    .replaceAll('{parent}', parent ? grantLabel(parent) : 'it');
}
