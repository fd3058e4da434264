import { DENIAL_CODES, explain, type Denial, type DenialCode } from '@foyer/access';
import { fieldsOf } from './audit-values.ts';

/** For refusals whose own words name a permission, which a log doesn't keep, and for those that have no denials. */
const WORDS: Readonly<Partial<Record<DenialCode | 'ip' | 'mfa', string>>> = {
  grant_off: 'A permission that it needs is off.',
  parent_off: 'A permission that it needs is off.',
  ip: 'The address they came from isn’t allowed.',
  mfa: 'The second step of their sign-in was outstanding.',
};

/** Of a refused write that stands in a log: why it was refused, and how many more followed it that were alike, and since when. */
export function refusalIn(after: unknown): { reasons: string[]; repeats: number; since: string | null } {
  const { code, denials, repeats, since } = fieldsOf(after);
  const codes: readonly unknown[] = Array.isArray(denials) && denials.length > 0 ? denials : [code];
  return {
    reasons: [...new Set(codes.flatMap((one) => wordsOf(String(one))))],
    repeats: typeof repeats === 'number' ? repeats : 0,
    since: typeof since === 'string' ? since : null,
  };
}

function wordsOf(code: string): string[] {
  const own = WORDS[code as keyof typeof WORDS];
  if (own) return [own];
  const known = DENIAL_CODES.find((one) => one === code);
  // The words of a denial are its code's; the rest of it says whom to ask.
  return known ? [`They were told: “${explain({ code: known } as Denial).reason}”`] : [];
}
