import type { ClientOverview, ClientRow } from '@foyer/contract/clients';
import { sql, type SqlBool } from 'kysely';
import type { SystemDb } from '../db/database.ts';
import { readVersion } from './client-versions.ts';
import type { OwnClient } from './own-client.ts';

const WEEK_MS = 7 * 86_400_000;
/** Calls are counted so far and no further: a busy client costs the list no more than any other. */
const MOST_CALLS = 10_000;

interface Position {
  readonly name: string;
  readonly id: string;
}

interface Wanted {
  readonly agencyId: string;
  readonly text?: string | undefined;
  readonly state?: 'active' | 'suspended' | undefined;
  readonly limit: number;
  readonly after: Position | null;
  readonly now: Date;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: 'active' | 'suspended';
  readonly created_at: Date;
  readonly people: number;
  readonly last_sign_in_at: Date | null;
  readonly calls: number;
  readonly sort_key: string;
}

/** The agency's clients by name. `next` is where the page ended, or null where there is no more. */
export async function readClients(
  db: SystemDb,
  { agencyId, text, state, limit, after, now }: Wanted,
): Promise<{ items: ClientRow[]; next: Position | null }> {
  const conditions = [
    sql<SqlBool>`c.agency_id = ${agencyId}`,
    ...(state ? [sql<SqlBool>`c.state = ${state}`] : []),
    ...(text ? [sql<SqlBool>`c.name ilike ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}`] : []),
    ...(after ? [sql<SqlBool>`(lower(c.name), c.id) > (${after.name}, ${after.id}::uuid)`] : []),
  ];
  const rows = await readRows(db, sql`${sql.join(conditions, sql` and `)}`, limit + 1, now);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(rowOf), next: last ? { name: last.sort_key, id: last.id } : null };
}

/** One client, which has been found to be the agency's. */
export async function readOverview(db: SystemDb, client: OwnClient, now: Date): Promise<ClientOverview> {
  const [row] = await readRows(db, sql`c.id = ${client.id}`, 1, now);
  if (!row) throw new Error('A client that was found is gone.');
  const { version, changed } = await readVersion(db, client.id, 'profile');
  const projects = await db
    .selectFrom('projects')
    .select(['id', 'name'])
    .where('tenant_id', '=', client.id)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const agents = await db
    .selectFrom('agents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', client.id)
    .executeTakeFirstOrThrow();
  return {
    ...rowOf(row),
    version,
    changed,
    timeZone: client.time_zone,
    currency: client.currency,
    projects,
    agents: agents.count,
    peopleByRole: await countRoles(db, client.id),
  };
}

/** How many people of a client have each role, without those who are disabled. */
export async function countRoles(db: SystemDb, clientId: string): Promise<ClientOverview['peopleByRole']> {
  const roles = await db
    .selectFrom('memberships')
    .select((eb) => ['role', eb.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', clientId)
    .where('disabled_at', 'is', null)
    .groupBy('role')
    .execute();
  const of = (role: keyof ClientOverview['peopleByRole']): number =>
    roles.find((row) => row.role === role)?.count ?? 0;
  return {
    client_admin: of('client_admin'),
    client_manager: of('client_manager'),
    client_staff: of('client_staff'),
  };
}

async function readRows(
  db: SystemDb,
  where: ReturnType<typeof sql>,
  limit: number,
  now: Date,
): Promise<Row[]> {
  const since = new Date(now.getTime() - WEEK_MS);
  const { rows } = await sql<Row>`
    select c.id, c.name, c.state, c.created_at, lower(c.name) as sort_key,
      (select count(*) from memberships m where m.tenant_id = c.id and m.disabled_at is null) as people,
      (select max(p.last_sign_in_at) from memberships m join people p on p.id = m.person_id
        where m.tenant_id = c.id) as last_sign_in_at,
      (select count(*) from (select from calls k where k.tenant_id = c.id and k.started_at > ${since} and k.started_at <= ${now}
        limit ${MOST_CALLS + 1}) counted) as calls
    from clients c
    where ${where}
    order by lower(c.name), c.id
    limit ${limit}`.execute(db);
  return rows;
}

const rowOf = (row: Row): ClientRow => ({
  id: row.id,
  name: row.name,
  state: row.state,
  people: row.people,
  lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
  callsLast7Days: { count: Math.min(row.calls, MOST_CALLS), capped: row.calls > MOST_CALLS },
  createdAt: row.created_at.toISOString(),
});
