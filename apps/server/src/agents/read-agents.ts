import { sql } from 'kysely';
import type { TenantDb } from '../db/database.ts';

const WEEK_MS = 7 * 86_400_000;

interface Wanted {
  readonly clientId: string;
  readonly projects: readonly string[] | 'all';
  /** One agent, or null for all. */
  readonly agentId: string | null;
}

/** Agents of a client within a scope, by name, each with its numbers. */
export async function readAgents(db: TenantDb, { clientId, projects, agentId }: Wanted) {
  if (projects !== 'all' && projects.length === 0) return [];
  return db
    .selectFrom('agents')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.tenant_id', '=', 'agents.tenant_id')
        .onRef('projects.id', '=', 'agents.project_id'),
    )
    .selectAll('agents')
    .select('projects.name as project_name')
    .select(
      sql<string[]>`array(
        select n.number from phone_numbers n
        where n.tenant_id = agents.tenant_id and n.agent_id = agents.id order by n.number)`.as('numbers'),
    )
    .where('agents.tenant_id', '=', clientId)
    .$if(projects !== 'all', (query) => query.where('agents.project_id', 'in', projects as readonly string[]))
    .$if(agentId !== null, (query) => query.where('agents.id', '=', agentId ?? ''))
    .orderBy('agents.name')
    .orderBy('agents.id')
    .execute();
}

export type AgentRow = Awaited<ReturnType<typeof readAgents>>[number];

export interface AgentCalls {
  readonly lastAt: Date | null;
  readonly inWeek: number;
}

/** Each agent's last call and how many it had in the last seven times 24 hours, from the ends of the lanes' index. */
export async function lastCalls(
  db: TenantDb,
  clientId: string,
  agents: readonly Pick<AgentRow, 'id'>[],
  now: Date,
): Promise<ReadonlyMap<string, AgentCalls>> {
  const since = new Date(now.getTime() - WEEK_MS);
  const { rows } = await sql<{ id: string; last_at: Date | null; in_week: number }>`
    select l.agent_id as id, max(last.started_at) as last_at, coalesce(sum(week.calls), 0) as in_week
    from call_lanes l
    left join lateral (
      select c.started_at from calls c
      where c.tenant_id = ${clientId} and c.agent_id = l.agent_id and c.facet = l.facet and c.started_at <= ${now}
      order by c.started_at desc limit 1
    ) last on true
    left join lateral (
      select count(*) as calls from calls c
      where c.tenant_id = ${clientId} and c.agent_id = l.agent_id and c.facet = l.facet
        and c.started_at > ${since} and c.started_at <= ${now}
    ) week on true
    where l.tenant_id = ${clientId} and l.agent_id = any(${agents.map(({ id }) => id)}::uuid[])
    group by l.agent_id`.execute(db);
  return new Map(rows.map(({ id, last_at, in_week }) => [id, { lastAt: last_at, inWeek: in_week }]));
}
