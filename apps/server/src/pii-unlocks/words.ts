import type { UnlockScope } from '@foyer/contract/pii-unlocks';

/** What an audit entry calls the part of a call. */
export const SCOPE_WORDS: Readonly<Record<UnlockScope, string>> = {
  summary: 'Summary',
  transcript: 'Transcript',
};
