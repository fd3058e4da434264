import { allows, type Capability, type Decision } from '@foyer/access';
import type { CallFilters, CallSort } from '@foyer/contract';
import type { ExportColumn } from '@foyer/contract/exports';
import { callReader, refuseHiddenCriteria, type CallReader } from '../calls/call-reader.ts';
import type { Database } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import { ProblemError } from '../platform/problem.ts';
import { loadSession } from '../session/session-facts.ts';
import { keptOut } from '../session/signed-in.ts';
import { refuseHiddenColumns } from './export-columns.ts';

/** What somebody asked for. */
export interface Asked {
  readonly filters: CallFilters;
  readonly sort: CallSort;
  readonly columns: readonly ExportColumn[];
}

/** Refuses what the list would refuse, and the columns that it wouldn't have. */
export function refuseHidden(asked: Asked, decisions: Readonly<Record<Capability, Decision>>): void {
  refuseHiddenCriteria(asked.filters, asked.sort, decisions);
  refuseHiddenColumns(asked.columns, decisions);
}

/** Whether two readers see the same of the same calls. */
export const sameReader = (one: CallReader, other: CallReader): boolean => plain(one) === plain(other);

const plain = ({ clientId, projects, details, cost }: CallReader): string =>
  JSON.stringify([clientId, projects === 'all' ? projects : [...projects].sort(), details, cost]);

/** Through which session, and from where, somebody reads a client's calls. */
export interface ReadingSession {
  readonly sessionId: string;
  readonly address: string;
  readonly clientId: string;
}

/**
 * What the session may see of the client's calls at this moment, by the same checks as a request's: null for a session that has ended, owes its
 * second factor, comes from where it may not, looks at another client or through somebody's eyes, or may not see what was asked for.
 * Call it outside of any transaction.
 */
export async function readerNow(
  { db, clock, policy }: Pick<Dependencies, 'db' | 'clock' | 'policy'>,
  { sessionId, address, clientId }: ReadingSession,
  asked: Asked,
): Promise<CallReader | null> {
  const session = await sessionById(db, sessionId, clock.now());
  if (!session?.tenant || session.tenant.clientId !== clientId || session.viewAs) return null;
  if (keptOut(session, address) !== null) return null;
  const { subject, tenant } = session;
  const decisions = policy(subject, { tenant });
  if (!allows(decisions.calls)) return null;
  try {
    refuseHidden(asked, decisions);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
  return callReader(subject, tenant, decisions);
}

async function sessionById(db: Database, sessionId: string, now: Date) {
  const [session] = await db.prepared<{ token: string }>(
    'session-token',
    'select token from sessions where id = $1',
    [sessionId],
  );
  return session ? loadSession(db, session.token, now) : null;
}
