import { wordsOf } from '@foyer/contract';
import type { TenantDb } from '../db/database.ts';
import { criteriaOf } from './call-criteria.ts';
import { findCalls } from './find-calls.ts';
import { searchQuery, type Shown } from './search-words.ts';

/**
 * Whether a text has a word by which readers of caller details alone find one of the client's calls: mostly a caller's name. What is said on any call
 * besides is a word like others. Who may not see caller details must not be told, it would be the answer to a guess.
 */
export async function hasCallerWord(db: TenantDb, clientId: string, text: string): Promise<boolean> {
  for (const word of new Set(wordsOf(text)))
    if ((await isFound(db, clientId, word, 'hidden')) && !(await isFound(db, clientId, word, 'open')))
      return true;
  return false;
}

async function isFound(db: TenantDb, clientId: string, word: string, shown: Shown): Promise<boolean> {
  const everyCall = criteriaOf({}, { clientId, projects: 'all', details: 'view', cost: false }, 'UTC');
  const criteria = { ...everyCall, words: searchQuery(word, shown), hiddenWords: null };
  return (await findCalls(db, criteria, { key: 'started_at', descending: true }, null, 1)).length > 0;
}
