import type { SystemDb } from '../db/database.ts';
import { invalid } from '../platform/problem.ts';
import { readProjects } from './read-people.ts';

/** What was chosen, each project once. @throws 422 when one of them isn't the client's */
export async function checkProjects(
  db: SystemDb,
  clientId: string,
  chosen: 'all' | readonly string[],
): Promise<{ all: boolean; ids: string[] }> {
  if (chosen === 'all') return { all: true, ids: [] };
  const known = new Set((await readProjects(db, clientId)).map(({ id }) => id));
  const ids = [...new Set(chosen)];
  if (ids.some((id) => !known.has(id)))
    throw invalid('body.projects', 'Choose from the projects of this client.');
  return { all: false, ids };
}
