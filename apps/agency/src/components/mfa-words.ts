import type { PersonItem } from '@foyer/contract/people';

/** How somebody stands with a second factor. */
export function mfaWords({ mfa }: PersonItem, requiredOfAll: boolean): string {
  if (mfa.enrolled) return 'Set up';
  return mfa.required || requiredOfAll ? 'Owed at the next sign-in' : 'Not set up';
}
