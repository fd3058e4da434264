import { sql } from 'kysely';
import type { Database } from '../db/database.ts';

/** Hours after which a call that was never said to have ended has: no platform lets one last as long. */
const HOURS = 6;

/**
 * Ends the calls of which a beginning was told and no end: as failed, for nobody knows how they went. Should the end be told after all, it is what
 * it says. For upkeep.
 */
export async function endStaleCalls(
  database: Pick<Database, 'prepared' | 'withTenant'>,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - HOURS * 3_600_000);
  const tenants = await database.prepared<{ id: string }>(
    'stale-calls',
    `select distinct tenant_id as id from calls where status = 'in_progress' and started_at < $1::timestamptz`,
    [before],
  );
  for (const { id } of tenants)
    await database.withTenant({ clientId: id }, (db) =>
      sql`update calls set status = 'failed', end_reason = 'end_not_told'
        where tenant_id = ${id} and status = 'in_progress' and started_at < ${before}`.execute(db),
    );
}
