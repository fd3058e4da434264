import { sql, type RawBuilder } from 'kysely';
import type { TenantDb } from '../db/database.ts';
import type { CallCriteria, CallOrder, SortKey } from './call-criteria.ts';
import type { Position } from './list-cursor.ts';

/*
 * Finding a page among a million calls within milliseconds, whatever the filters. Each way is quick where the others are slow:
 *
 *   walk      the sort's index in order, for lists without filters
 *   glance    the same over its first rows only, filtering them: enough whenever the filters let much through
 *   lanes     few calls pass: enter the index of each lane (agent × status, direction, sentiment, outcome) that passes, take the first
 *             of each, merge
 *   gather    few calls pass, but days are filtered and another value sorted: take all that pass in those days, sort
 *   search    words: search_calls (migrations/0003_search.sql)
 */

// Rows that a glance looks at: more cost more whenever they don't suffice.
const GLANCE = 2_000;
// Rows that are gathered at most; where there are more, the order's own lanes are full of them.
const GATHER = 10_000;

export const COUNT_CAP = 10_000;

const COLUMN = { started_at: 'started_at', duration: 'duration_ms', cost: 'cost_minor' } as const;

/** The first `wanted` calls after a position, in order, as ids. */
export async function findCalls(
  db: TenantDb,
  criteria: CallCriteria,
  order: CallOrder,
  after: Position | null,
  wanted: number,
): Promise<Position[]> {
  if (matchesNothing(criteria)) return [];
  if (criteria.words !== undefined) {
    return positions(
      db,
      sql`select key, call_id as id from ${searched(criteria, criteria.words, order, after, wanted)}`,
    );
  }
  const page: Page = { criteria, order, after, wanted };
  const inOrderOfDays = order.key === 'started_at' || (criteria.from === null && criteria.before === null);
  if (!hasLaneFilter(criteria) && inOrderOfDays) return walk(db, page);
  const glanced = await glance(db, page);
  if (glanced.length === wanted) return glanced;
  const lanes = await lanesOf(db, criteria);
  if (inOrderOfDays) return inLanes(db, page, lanes);
  return (await gather(db, page, lanes)) ?? inLanes(db, page, lanes);
}

/** How many calls match; counting stops one above the cap. */
export async function countCalls(db: TenantDb, criteria: CallCriteria): Promise<number> {
  if (matchesNothing(criteria)) return 0;
  const capped = sql.lit(COUNT_CAP + 1);
  if (criteria.words !== undefined) {
    const found = searched(
      criteria,
      criteria.words,
      { key: 'started_at', descending: true },
      null,
      COUNT_CAP + 1,
    );
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${found}`.execute(db);
    return rows[0]?.count ?? 0;
  }
  const days = daysCondition(criteria);
  const { rows } = hasLaneFilter(criteria)
    ? await sql<{ count: number }>`
        select count(*) as count from (
          select from ${unnested(await lanesOf(db, criteria))} cross join lateral (
            select from calls c where c.tenant_id = ${criteria.clientId} and c.agent_id = l.agent_id and c.facet = l.facet ${days}
            limit ${capped}
          ) c limit ${capped}
        ) counted`.execute(db)
    : await sql<{ count: number }>`
        select count(*) as count from (
          select from calls c where c.tenant_id = ${criteria.clientId} ${days} order by c.started_at limit ${capped}
        ) counted`.execute(db);
  return rows[0]?.count ?? 0;
}

interface Page {
  readonly criteria: CallCriteria;
  readonly order: CallOrder;
  readonly after: Position | null;
  readonly wanted: number;
}

interface Lane {
  readonly agent_id: string;
  readonly facet: number;
}

const matchesNothing = (criteria: CallCriteria): boolean =>
  criteria.words === '' || (criteria.projects !== 'all' && criteria.projects.length === 0);

const hasLaneFilter = ({ projects, agent, status, direction, sentiment, outcome }: CallCriteria): boolean =>
  projects !== 'all' || [agent, status, direction, sentiment, outcome].some((filter) => filter !== undefined);

async function walk(db: TenantDb, { criteria, order, after, wanted }: Page): Promise<Position[]> {
  return positions(
    db,
    sql`
      select ${keyOf(order.key)} as key, c.id from calls c
      where c.tenant_id = ${criteria.clientId} ${daysCondition(criteria)} ${afterCondition(order, after)}
      order by ${orderBy(order)} limit ${wanted}`,
  );
}

async function glance(db: TenantDb, { criteria, order, after, wanted }: Page): Promise<Position[]> {
  // The limit inside keeps the filters out of it.
  return positions(
    db,
    sql`
      select ${keyOf(order.key)} as key, c.id from (
        select c.id, c.project_id, c.agent_id, c.started_at, c.duration_ms, c.cost_minor, c.status, c.direction, c.sentiment, c.outcome
        from calls c
        where c.tenant_id = ${criteria.clientId} ${order.key === 'started_at' ? daysCondition(criteria) : sql``} ${afterCondition(order, after)}
        order by ${orderBy(order)} limit ${sql.lit(GLANCE)}
      ) c
      where true ${laneCondition(criteria)} ${order.key === 'started_at' ? sql`` : daysCondition(criteria)}
      order by ${orderBy(order)} limit ${wanted}`,
  );
}

async function lanesOf(db: TenantDb, criteria: CallCriteria): Promise<Lane[]> {
  const { rows } = await sql<Lane>`
    select c.agent_id, c.facet from call_lanes c where c.tenant_id = ${criteria.clientId} ${laneCondition(criteria)}`.execute(
    db,
  );
  return rows;
}

async function inLanes(
  db: TenantDb,
  { criteria, order, after, wanted }: Page,
  lanes: readonly Lane[],
): Promise<Position[]> {
  return positions(
    db,
    sql`
      select ${keyOf(order.key)} as key, c.id from ${unnested(lanes)} cross join lateral (
        select c.id, c.${sql.ref(COLUMN[order.key])} from calls c
        where c.tenant_id = ${criteria.clientId} and c.agent_id = l.agent_id and c.facet = l.facet
          ${daysCondition(criteria)} ${afterCondition(order, after)}
        order by ${orderBy(order)} limit ${wanted}
      ) c
      order by ${orderBy(order)} limit ${wanted}`,
  );
}

/** All calls that pass, sorted, from the position on; null where they are too many to take. */
async function gather(
  db: TenantDb,
  { criteria, order, after, wanted }: Page,
  lanes: readonly Lane[],
): Promise<Position[] | null> {
  const limit = sql.lit(GATHER + 1);
  const columns = sql`c.id, c.started_at, c.duration_ms, c.cost_minor`;
  const inDays = hasLaneFilter(criteria)
    ? sql`select c.* from ${unnested(lanes)} cross join lateral (
        select ${columns} from calls c
        where c.tenant_id = ${criteria.clientId} and c.agent_id = l.agent_id and c.facet = l.facet ${daysCondition(criteria)}
        order by c.started_at limit ${limit}
      ) c limit ${limit}`
    : sql`select ${columns} from calls c where c.tenant_id = ${criteria.clientId} ${daysCondition(criteria)}
        order by c.started_at limit ${limit}`;
  const { rows } = await sql<{ key: number | null; id: string | null; gathered: number }>`
    with gathered as materialized (${inDays}), page as (
      select ${keyOf(order.key)} as key, c.id from gathered c where true ${afterCondition(order, after)}
      order by ${orderBy(order)} limit ${wanted}
    )
    select p.key, p.id, g.gathered from (select count(*) as gathered from gathered) g left join page p on true`.execute(
    db,
  );
  if ((rows[0]?.gathered ?? 0) > GATHER) return null;
  const direction = order.descending ? -1 : 1;
  return rows
    .flatMap(({ key, id }) => (key === null || id === null ? [] : [{ key, id }]))
    .toSorted((a, b) => direction * (a.key - b.key || (a.id < b.id ? -1 : 1)));
}

const searched = (
  criteria: CallCriteria,
  words: string,
  order: CallOrder,
  after: Position | null,
  wanted: number,
): RawBuilder<unknown> =>
  sql`search_calls(${words}, ${facetsOf(criteria)}, ${criteria.from}::timestamptz, ${criteria.before}::timestamptz,
    ${order.key}, ${order.descending}, ${after?.key ?? null}::bigint, ${after?.id ?? null}::uuid, ${wanted})`;

/** The filters as lexemes of the search's documents. All values come from closed lists or are ids. */
function facetsOf({ projects, agent, status, direction, sentiment, outcome }: CallCriteria): string {
  const any = (marker: string, values: readonly string[] | undefined): string[] =>
    values === undefined ? [] : [`(${values.map((value) => `'${marker}:${value}'`).join('|')})`];
  return [
    ...any('p', projects === 'all' ? undefined : projects),
    ...any('a', agent === undefined ? undefined : [agent]),
    ...any('s', status),
    ...any('v', direction === undefined ? undefined : [direction]),
    ...any('n', sentiment),
    ...any('o', outcome),
  ].join('&');
}

async function positions(db: TenantDb, query: RawBuilder<unknown>): Promise<Position[]> {
  const { rows } = await (query as RawBuilder<Position>).execute(db);
  return rows;
}

// The pieces of the queries, over a table or subquery named `c`. ------------------------------------------------------------

function laneCondition({
  projects,
  agent,
  status,
  direction,
  sentiment,
  outcome,
}: CallCriteria): RawBuilder<unknown> {
  return sql.join(
    [
      ...(projects === 'all' ? [] : [sql`and c.project_id = any(${[...projects]}::uuid[])`]),
      ...(agent === undefined ? [] : [sql`and c.agent_id = ${agent}`]),
      ...(status === undefined ? [] : [sql`and c.status = any(${[...status]}::text[])`]),
      ...(direction === undefined ? [] : [sql`and c.direction = ${direction}`]),
      ...(sentiment === undefined ? [] : [sql`and c.sentiment = any(${[...sentiment]}::text[])`]),
      ...(outcome === undefined ? [] : [sql`and c.outcome = any(${[...outcome]}::text[])`]),
    ],
    sql` `,
  );
}

function daysCondition({ from, before }: CallCriteria): RawBuilder<unknown> {
  return sql`${from === null ? sql`` : sql`and c.started_at >= ${from}`} ${before === null ? sql`` : sql`and c.started_at < ${before}`}`;
}

function afterCondition({ key, descending }: CallOrder, after: Position | null): RawBuilder<unknown> {
  if (after === null) return sql``;
  const value = key === 'started_at' ? new Date(after.key) : after.key;
  return sql`and (c.${sql.ref(COLUMN[key])}, c.id) ${sql.raw(descending ? '<' : '>')} (${value}, ${after.id}::uuid)`;
}

function orderBy({ key, descending }: CallOrder): RawBuilder<unknown> {
  const direction = sql.raw(descending ? 'desc' : 'asc');
  return sql`c.${sql.ref(COLUMN[key])} ${direction}, c.id ${direction}`;
}

const keyOf = (key: SortKey): RawBuilder<unknown> =>
  key === 'started_at' ? sql`call_started_ms(c.started_at)` : sql`c.${sql.ref(COLUMN[key])}`;

const unnested = (lanes: readonly Lane[]): RawBuilder<unknown> =>
  sql`unnest(${lanes.map((lane) => lane.agent_id)}::uuid[], ${lanes.map((lane) => lane.facet)}::smallint[]) as l(agent_id, facet)`;
