import { problem } from '../platform/problem.ts';
import type { TenantDb } from '../db/database.ts';
import type { CallReader } from './call-reader.ts';

const COLUMNS = [
  'calls.id',
  'calls.started_at',
  'calls.ended_at',
  'calls.duration_ms',
  'calls.cost_minor',
  'calls.currency',
  'calls.direction',
  'calls.status',
  'calls.sentiment',
  'calls.outcome',
  'calls.tags',
  'calls.end_reason',
  'calls.caller_name',
  'calls.caller_number',
  'calls.agent_id',
  'calls.project_id',
  'agents.name as agent_name',
  'projects.name as project_name',
] as const;

const callsOf = (db: TenantDb, clientId: string) =>
  db
    .selectFrom('calls')
    .innerJoin('agents', (join) =>
      join.onRef('agents.tenant_id', '=', 'calls.tenant_id').onRef('agents.id', '=', 'calls.agent_id'),
    )
    .innerJoin('projects', (join) =>
      join.onRef('projects.tenant_id', '=', 'calls.tenant_id').onRef('projects.id', '=', 'calls.project_id'),
    )
    .select(COLUMNS)
    .where('calls.tenant_id', '=', clientId);

export type CallRow = Awaited<ReturnType<typeof readCalls>>[number];

/** The calls with these ids, in their order. */
export async function readCalls(db: TenantDb, clientId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await callsOf(db, clientId).where('calls.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** @throws not_found, alike for a call that isn't there, another client's and one of a project outside of the reader's scope. */
export async function readCall(db: TenantDb, reader: CallReader, callId: string): Promise<CallRow> {
  const row = await callsOf(db, reader.clientId).where('calls.id', '=', callId).executeTakeFirst();
  if (!row || !inScope(reader, row.project_id)) throw problem('not_found');
  return row;
}

const inScope = ({ projects }: CallReader, projectId: string): boolean =>
  projects === 'all' || projects.includes(projectId);
