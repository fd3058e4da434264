import type { Connection } from '@foyer/contract/ingest';
import { sql } from 'kysely';
import type { SystemDb } from '../db/database.ts';
import type { IngestConnectionsTable } from '../db/schema.ts';
import { problem } from '../platform/problem.ts';

type Row = Pick<IngestConnectionsTable, 'id' | 'vendor' | 'name' | 'consent' | 'retention_days'> & {
  readonly version: number;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly secret_set_at: Date | null;
  readonly previous_until: Date | null;
  readonly last_event_at: Date | null;
};

interface AgentRow {
  readonly connection_id: string;
  readonly vendor_agent_id: string;
  readonly agent_id: string | null;
  readonly waiting: number;
}

interface Where {
  readonly tenantId: string;
  readonly origin: string;
  readonly now: Date;
}

/** The connections of a client, or the one that is named; no secret is among what is read. */
export async function readConnections(
  db: SystemDb,
  { tenantId, origin, now }: Where,
  only?: string,
): Promise<Connection[]> {
  const { rows } = await sql<Row>`
    select n.id, n.vendor, n.name, n.consent, n.retention_days, n.version, n.created_at, n.disabled_at, n.secret_set_at, n.previous_until, n.last_event_at
    from ingest_connections n
    where n.tenant_id = ${tenantId} ${only === undefined ? sql`` : sql`and n.id = ${only}`}
    order by n.created_at, n.id`.execute(db);
  const agents = await readAgents(db, tenantId);
  return rows.map((row) => ({
    id: row.id,
    vendor: row.vendor,
    name: row.name,
    state: row.disabled_at ? 'off' : 'on',
    url: `${origin}/api/ingest/${row.id}`,
    secretSetAt: row.secret_set_at?.toISOString() ?? null,
    previousUntil: row.previous_until && row.previous_until > now ? row.previous_until.toISOString() : null,
    consent: row.consent,
    retentionDays: row.retention_days,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    lastEventAt: row.last_event_at?.toISOString() ?? null,
    agents: agents
      .filter((agent) => agent.connection_id === row.id)
      .map((agent) => ({
        vendorAgentId: agent.vendor_agent_id,
        agentId: agent.agent_id,
        waiting: agent.waiting,
      })),
  }));
}

/** Those that somebody has set, and those that events wait for. */
async function readAgents(db: SystemDb, tenantId: string): Promise<AgentRow[]> {
  const { rows } = await sql<AgentRow>`
    with waiting as (
      select connection_id, vendor_agent_id, count(*) as waiting from ingest_events
      where tenant_id = ${tenantId} and state = 'failed' and reason = 'no_agent' and vendor_agent_id is not null
      group by connection_id, vendor_agent_id
      order by count(*) desc limit 200
    )
    select coalesce(a.connection_id, w.connection_id) as connection_id,
      coalesce(a.vendor_agent_id, w.vendor_agent_id) as vendor_agent_id, a.agent_id, coalesce(w.waiting, 0) as waiting
    from (select connection_id, vendor_agent_id, agent_id from ingest_agents where tenant_id = ${tenantId}) a
    full join waiting w on w.connection_id = a.connection_id and w.vendor_agent_id = a.vendor_agent_id
    order by 2`.execute(db);
  return rows;
}

/** @throws 404 */
export async function readConnection(db: SystemDb, where: Where, id: string): Promise<Connection> {
  const [found] = await readConnections(db, where, id);
  if (!found) throw problem('not_found');
  return found;
}
