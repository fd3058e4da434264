import type { IngestFailure } from '@foyer/contract/ingest';
import { sql } from 'kysely';
import type { SystemDb } from '../db/database.ts';

/** Events are counted so far and no further. */
const MOST_COUNTED = 10_000;
/** Milliseconds for which an event may wait for the rest of its call until it counts as a failure. */
const PATIENCE = 15 * 60_000;

interface Row {
  readonly id: string;
  readonly kind: IngestFailure['kind'];
  readonly connection_id: string | null;
  readonly connection_name: string | null;
  readonly vendor: NonNullable<IngestFailure['connection']>['vendor'] | null;
  readonly at: Date;
  readonly event: string | null;
  readonly vendor_call_id: string | null;
  readonly reason: IngestFailure['reason'];
  readonly subject: string | null;
  readonly tries: number;
}

/** What is no call, and what has no recording: as a part of a query that both the list and the count have. */
const failures = (tenantId: string, now: Date) => sql`(
  select e.id, 'event' as kind, e.connection_id, e.received_at as at, e.kind as event, e.vendor_call_id, e.reason, e.subject, e.tries
  from ingest_events e
  where e.tenant_id = ${tenantId} and e.state in ('held', 'failed')
    and (e.state = 'failed' or e.received_at < ${new Date(now.getTime() - PATIENCE)})
  union all
  select j.call_id, 'recording', null, j.settled_at, null, null, j.reason, null, j.tries
  from recording_jobs j
  where j.tenant_id = ${tenantId} and j.state = 'given_up'
)`;

export async function readFailures(
  db: SystemDb,
  tenantId: string,
  now: Date,
  limit: number,
): Promise<{ items: IngestFailure[]; count: number; waiting: number }> {
  const { rows } = await sql<Row>`
    select f.*, n.name as connection_name, n.vendor
    from ${failures(tenantId, now)} f
    left join ingest_connections n on n.tenant_id = ${tenantId} and n.id = f.connection_id
    order by f.at desc, f.id desc limit ${limit}`.execute(db);
  const counted = await sql<{ count: number; waiting: number }>`
    select
      (select count(*) from (select from ${failures(tenantId, now)} f limit ${MOST_COUNTED}) c) as count,
      (select count(*) from (select from ingest_events where tenant_id = ${tenantId} and state = 'waiting' limit ${MOST_COUNTED}) w)
        as waiting`.execute(db);
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      connection:
        row.connection_id !== null && row.connection_name !== null && row.vendor !== null
          ? { id: row.connection_id, name: row.connection_name, vendor: row.vendor }
          : null,
      at: row.at.toISOString(),
      event: row.event,
      vendorCallId: row.vendor_call_id,
      reason: row.reason,
      subject: row.subject,
      tries: row.tries,
    })),
    count: counted.rows[0]?.count ?? 0,
    waiting: counted.rows[0]?.waiting ?? 0,
  };
}

interface Asked {
  /** All, where neither is said. */
  readonly failureId?: string | undefined;
  /** What waited for an agent of the vendor's. */
  readonly agent?: { readonly connectionId: string; readonly vendorAgentId: string };
}

/** Has failures looked at again as soon as the transaction is committed. Answers how many. */
export async function replay(
  db: SystemDb,
  tenantId: string,
  now: Date,
  { failureId, agent }: Asked,
): Promise<number> {
  const conditions = [
    sql`tenant_id = ${tenantId}`,
    ...(failureId === undefined ? [] : [sql`id = ${failureId}`]),
    ...(agent
      ? [
          sql`connection_id = ${agent.connectionId}`,
          sql`vendor_agent_id = ${agent.vendorAgentId}`,
          sql`reason = 'no_agent'`,
        ]
      : []),
  ];
  const events = await sql<{ id: string }>`
    update ingest_events set state = 'waiting', due_at = ${now}, tries = 0, reason = null, subject = null, settled_at = null
    where ${sql.join(conditions, sql` and `)} and state in ('held', 'failed') returning id`.execute(db);
  if (agent) return events.rows.length;
  const recordings = await sql<{ call_id: string }>`
    with again as (
      update recording_jobs set state = 'waiting', due_at = ${now}, tries = 0, settled_at = null
      where tenant_id = ${tenantId} and state = 'given_up' ${failureId === undefined ? sql`` : sql`and call_id = ${failureId}`}
      returning call_id
    ), shown as (
      update recordings set media = 'processing' where tenant_id = ${tenantId} and media = 'missing'
        and call_id in (select call_id from again)
    )
    select call_id from again`.execute(db);
  return events.rows.length + recordings.rows.length;
}
