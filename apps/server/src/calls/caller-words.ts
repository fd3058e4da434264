import { wordsOf } from '@foyer/contract';
import type { TenantDb } from '../db/database.ts';
import { criteriaOf } from './call-criteria.ts';
import type { CallReader } from './call-reader.ts';
import { findCalls } from './find-calls.ts';
import { searchQuery, type Shown } from './search-words.ts';

type Where = Pick<CallReader, 'clientId' | 'projects'>;

/**
 * Whether a text has a word by which readers of caller details alone find a call of these projects: mostly a caller's name. What is said on any call
 * besides is a word like others. Who may not see caller details must not be told, and nobody of calls of other projects: it would be the answer to a guess.
 */
export async function hasCallerWord(db: TenantDb, where: Where, text: string): Promise<boolean> {
  for (const word of new Set(wordsOf(text)))
    if ((await isFound(db, where, word, 'hidden')) && !(await isFound(db, where, word, 'open'))) return true;
  return false;
}

async function isFound(db: TenantDb, where: Where, word: string, shown: Shown): Promise<boolean> {
  const everyCall = criteriaOf({}, { ...where, details: 'view', cost: false }, 'UTC');
  const words = searchQuery(word, shown);
  const criteria = { ...everyCall, words, hiddenWords: shown === 'hidden' ? words : null };
  return (await findCalls(db, criteria, { key: 'started_at', descending: true }, null, 1)).length > 0;
}
