import { sql, type RawBuilder } from 'kysely';
import type { TenantDb } from '../db/database.ts';
import type { CallCriteria, CallOrder, SortKey } from './call-criteria.ts';
import type { Position } from './list-cursor.ts';

/*
 * Finding a page among a million calls within milliseconds, whatever the filters. Each way is quick where the others are slow:
 *
 *   walk      the sort's index in order, for lists without filters
 *   glance    the same over the index's first rows only, filtering them: enough whenever the filters let much through
 *   lanes     few calls pass: enter the index of each lane (agent × status, direction, sentiment, outcome) that passes, take the first
 *             of each, merge
 *   gather    few calls pass, but days or lengths are filtered and another value sorted: take all that pass in those, sort
 *
 * Where few calls have the words in the filtered days, search_few_calls takes all of those from the index of words (migrations/0016_words_of_lanes.sql).
 * With common words, the same ways find where to look, and the words are checked call by call; where that isn't enough, or there is no filter,
 * search_calls enters the index of words bucket by bucket (migrations/0003_search.sql).
 */

// Rows that a glance looks at: more cost more whenever they don't suffice. Where whole parts of a file are wanted, four times as many as those.
const GLANCE = 2_000;
// A range of days in which more calls are than of most lengths.
const MANY_DAYS_MS = 60 * 86_400_000;
// Rows that are gathered at most; where there are more, the order's own lanes are full of them.
const GATHER = 10_000;

// Calls that have the words, by the database's estimate, up to which they are entered by their words: what is none of the most common words is
// estimated as half a percent of the calls.
const RARE = 10_000;

// Calls whose words are checked one by one: all that pass the filters where they are so few, else the first in order.
const CHECK_ALL = 4_000;
const CHECK_MOST = 1_500;
const CHECK_FIRST = 200;

// A week: no call is as long.
const LONGEST_MS = 604_800_000;

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
  const page: Page = { criteria, order, after, wanted };
  return criteria.words === undefined ? byFilters(db, page) : byWords(db, page, criteria.words);
}

async function byFilters(db: TenantDb, page: Page): Promise<Position[]> {
  const { criteria, order, wanted } = page;
  const ordered = rangesBeside(criteria, order) === null;
  if (!hasLaneFilter(criteria) && ordered) return walk(db, page);
  const lanes = await lanesOf(db, criteria);
  if (lanes.length === 0) return [];
  const glanced = await glance(db, page, lanes);
  if (glanced.length === wanted) return glanced;
  if (ordered) return inLanes(db, page, lanes);
  return (await gather(db, page, lanes)) ?? inLanes(db, page, lanes);
}

async function byWords(db: TenantDb, page: Page, typed: string): Promise<Position[]> {
  const { criteria } = page;
  if (!isFiltered(criteria)) return inBuckets(db, page, typed);
  const lanes = await lanesOf(db, criteria);
  // Where nobody said a word, callers' names and numbers are all there is to find.
  const words = lanes.some((lane) => lane.open_words) ? typed : criteria.hiddenWords;
  if (lanes.length === 0 || words === null) return [];
  const expected = await estimate(db, words);
  const all = await ofFew(db, page, words, expected);
  if (all !== null) return all;
  if (expected <= RARE) return inBuckets(db, page, words);
  const few = await passing(db, criteria, lanes);
  if (few !== null) return checked(db, page, words, few);
  return (await checkedFirst(db, page, words)) ?? inBuckets(db, page, words);
}

async function inBuckets(
  db: TenantDb,
  { criteria, order, after, wanted }: Page,
  words: string,
): Promise<Position[]> {
  return positions(
    db,
    sql`select key, call_id as id from search_calls(${searched(criteria, words, order, after, wanted)})`,
  );
}

/** All that have the words, sorted, from the position on; null where they are not few. */
async function ofFew(
  db: TenantDb,
  { criteria, order, after, wanted }: Page,
  words: string,
  expected: number,
): Promise<Position[] | null> {
  const { rows } = await sql<{ key: number | null; id: string | null }>`
    select key, call_id as id from search_few_calls(${searched(criteria, words, order, after, wanted)}, ${expected})`.execute(
    db,
  );
  const found = rows.flatMap(({ key, id }) => (key === null || id === null ? [] : [{ key, id }]));
  return found.length < rows.length ? null : found;
}

/** The page from the first calls that pass the filters, if enough of them have the words; null where it would take too many. */
async function checkedFirst(db: TenantDb, page: Page, words: string): Promise<Position[] | null> {
  for (let look = CHECK_FIRST; look <= CHECK_MOST;) {
    const first = await byFilters(db, { ...page, wanted: look });
    const among = await checked(
      db,
      page,
      words,
      first.map(({ id }) => id),
    );
    if (among.length === page.wanted || first.length < look) return among;
    // As many as should do, if they go on as they began.
    look = Math.ceil((look * page.wanted * 1.3) / Math.max(among.length, 0.1));
  }
  return null;
}

/** A cap that no client's calls reach. */
export const UNCAPPED = 2_000_000_000;

/** How many calls match; counting stops one above the cap. */
export async function countCalls(db: TenantDb, criteria: CallCriteria, cap = COUNT_CAP): Promise<number> {
  if (matchesNothing(criteria)) return 0;
  const capped = sql.lit(cap + 1);
  if (criteria.words !== undefined) return countWords(db, criteria, criteria.words, cap);
  const ranges = rangeConditions(criteria);
  const { rows } = hasLaneFilter(criteria)
    ? await sql<{ count: number }>`
        select count(*) as count from (
          select from ${unnested(await lanesOf(db, criteria))} cross join lateral (
            select from calls c where c.tenant_id = ${criteria.clientId} and c.agent_id = l.agent_id and c.facet = l.facet ${ranges}
            limit ${capped}
          ) c limit ${capped}
        ) counted`.execute(db)
    : await sql<{ count: number }>`
        select count(*) as count from (
          select from calls c where c.tenant_id = ${criteria.clientId} ${ranges} order by ${entryOf(criteria)} limit ${capped}
        ) counted`.execute(db);
  return rows[0]?.count ?? 0;
}

async function countWords(db: TenantDb, criteria: CallCriteria, typed: string, cap: number): Promise<number> {
  const lanes = await lanesOf(db, criteria);
  const words = lanes.some((lane) => lane.open_words) ? typed : criteria.hiddenWords;
  if (lanes.length === 0 || words === null) return 0;
  const few =
    isFiltered(criteria) && (await estimate(db, words)) > RARE ? await passing(db, criteria, lanes) : null;
  const { rows } = few
    ? await sql<{ count: number }>`
        select count(*) as count from call_search s
        where s.tenant_id = ${criteria.clientId} and s.call_id = any(${few}::uuid[]) and s.document @@ ${words}::tsquery`.execute(
        db,
      )
    : await sql<{ count: number }>`
        select count_found_calls(${words}, ${facetQuery(criteria)}, ${criteria.from}::timestamptz, ${criteria.before}::timestamptz,
          ${cap + 1}) as count`.execute(db);
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
  /** Whether any of its calls has a word that every reader of details may find. */
  readonly open_words: boolean;
}

const matchesNothing = (criteria: CallCriteria): boolean =>
  criteria.words === '' || (criteria.projects !== 'all' && criteria.projects.length === 0);

const hasLaneFilter = ({ projects, agent, status, direction, sentiment, outcome }: CallCriteria): boolean =>
  projects !== 'all' || [agent, status, direction, sentiment, outcome].some((filter) => filter !== undefined);

const hasDays = ({ from, before }: CallCriteria): boolean => from !== null || before !== null;

const hasLength = ({ longerThan, shorterThan }: CallCriteria): boolean =>
  longerThan !== null || shorterThan !== null;

const isFiltered = (criteria: CallCriteria): boolean =>
  hasLaneFilter(criteria) || hasDays(criteria) || hasLength(criteria);

/** The column by which to enter what is filtered by days or lengths; the days, unless those are many. */
function entryOf(criteria: CallCriteria): RawBuilder<unknown> {
  const { from, before } = criteria;
  const manyDays = from === null || before === null || before.getTime() - from.getTime() > MANY_DAYS_MS;
  return hasLength(criteria) && manyDays ? sql`c.duration_ms` : sql`c.started_at`;
}

/** As entryOf, where something else than what is sorted is filtered by a range; null where it isn't. */
const rangesBeside = (criteria: CallCriteria, { key }: CallOrder): RawBuilder<unknown> | null =>
  (hasDays(criteria) && key !== 'started_at') || (hasLength(criteria) && key !== 'duration')
    ? entryOf(criteria)
    : null;

async function walk(db: TenantDb, { criteria, order, after, wanted }: Page): Promise<Position[]> {
  return positions(
    db,
    sql`
      select ${keyOf(order.key)} as key, c.id from calls c
      where c.tenant_id = ${criteria.clientId} ${rangeConditions(criteria)} ${afterCondition(order, after)}
      order by ${orderBy(order)} limit ${wanted}`,
  );
}

async function glance(db: TenantDb, page: Page, lanes: readonly Lane[]): Promise<Position[]> {
  const { criteria, order, after, wanted } = page;
  const own = order.key === 'started_at' ? daysCondition : order.key === 'duration' ? lengthCondition : null;
  const beside = [daysCondition, lengthCondition].filter((condition) => condition !== own);
  // The limit inside keeps the filters out of it, and these columns are all in the index.
  return positions(
    db,
    sql`
      select ${keyOf(order.key)} as key, c.id from (
        select c.id, c.agent_id, c.facet, c.started_at, c.duration_ms ${order.key === 'cost' ? sql`, c.cost_minor` : sql``} from calls c
        where c.tenant_id = ${criteria.clientId} ${own?.(criteria) ?? sql``} ${afterCondition(order, after)}
        order by ${orderBy(order)} limit ${sql.lit(Math.max(GLANCE, 4 * wanted))}
      ) c
      where ${hasLaneFilter(criteria) ? sql`(c.agent_id, c.facet) in (select l.agent_id, l.facet from ${unnested(lanes)})` : sql`true`}
        ${sql.join(
          beside.map((condition) => condition(criteria)),
          sql` `,
        )}
      order by ${orderBy(order)} limit ${wanted}`,
  );
}

async function lanesOf(db: TenantDb, criteria: CallCriteria): Promise<Lane[]> {
  const { rows } = await sql<Lane>`
    select c.agent_id, c.facet, c.open_words from call_lanes c where c.tenant_id = ${criteria.clientId} ${laneCondition(criteria)}`.execute(
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
          ${rangeConditions(criteria)} ${afterCondition(order, after)}
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
        where c.tenant_id = ${criteria.clientId} and c.agent_id = l.agent_id and c.facet = l.facet ${rangeConditions(criteria)}
        order by ${entryOf(criteria)} limit ${limit}
      ) c limit ${limit}`
    : sql`select ${columns} from calls c where c.tenant_id = ${criteria.clientId} ${rangeConditions(criteria)}
        order by ${entryOf(criteria)} limit ${limit}`;
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

/** All calls that pass the filters, if they are few enough to check the words of each; null otherwise. */
async function passing(
  db: TenantDb,
  criteria: CallCriteria,
  lanes: readonly Lane[],
): Promise<string[] | null> {
  const limit = sql.lit(CHECK_ALL + 1);
  const ranges = rangeConditions(criteria);
  const { rows } = hasLaneFilter(criteria)
    ? await sql<{ id: string }>`
        select c.id from ${unnested(lanes)} cross join lateral (
          select c.id from calls c where c.tenant_id = ${criteria.clientId} and c.agent_id = l.agent_id and c.facet = l.facet ${ranges}
          order by ${entryOf(criteria)} limit ${limit}
        ) c limit ${limit}`.execute(db)
    : await sql<{ id: string }>`
        select c.id from calls c where c.tenant_id = ${criteria.clientId} ${ranges} order by ${entryOf(criteria)} limit ${limit}`.execute(
        db,
      );
  return rows.length > CHECK_ALL ? null : rows.map(({ id }) => id);
}

/** Those of some calls that have the words, in order. */
async function checked(
  db: TenantDb,
  { criteria, order, after, wanted }: Page,
  words: string,
  ids: readonly string[],
) {
  const key = sql.ref(order.key === 'started_at' ? 'started_ms' : COLUMN[order.key]);
  const direction = sql.raw(order.descending ? 'desc' : 'asc');
  const position = after
    ? sql`and (${key}, s.call_id) ${sql.raw(order.descending ? '<' : '>')} (${after.key}, ${after.id}::uuid)`
    : sql``;
  return positions(
    db,
    sql`
      select ${key} as key, s.call_id as id from call_search s
      where s.tenant_id = ${criteria.clientId} and s.call_id = any(${[...ids]}::uuid[]) and s.document @@ ${words}::tsquery ${position}
      order by ${key} ${direction}, s.call_id ${direction} limit ${wanted}`,
  );
}

/** How many of the client's calls have the words, by the database's statistics. */
async function estimate(db: TenantDb, words: string): Promise<number> {
  const { rows } = await sql<{
    estimate: number;
  }>`select calls_with_words_estimate(${words}) as estimate`.execute(db);
  return rows[0]?.estimate ?? Number.MAX_SAFE_INTEGER;
}

/** What both ways of searching are given. */
const searched = (
  criteria: CallCriteria,
  words: string,
  order: CallOrder,
  after: Position | null,
  wanted: number,
): RawBuilder<unknown> =>
  sql`${words}, ${facetQuery(criteria)}, ${criteria.from}::timestamptz, ${criteria.before}::timestamptz,
    ${order.key}, ${order.descending}, ${after?.key ?? null}::bigint, ${after?.id ?? null}::uuid, ${wanted}`;

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

/** The filters as a tsquery's text. Lengths are whole seconds, and so are the documents' buckets. */
function facetQuery(criteria: CallCriteria): RawBuilder<unknown> {
  const facets = facetsOf(criteria);
  if (!hasLength(criteria)) return sql`${facets}`;
  const first = (criteria.longerThan ?? 0) / 1_000;
  const last = (criteria.shorterThan ?? LONGEST_MS) / 1_000 - 1;
  const lengths = sql`'(' || bucket_cover('L', ${criteria.clientId}::uuid, ${first}, ${last})::text || ')'`;
  return facets === '' ? lengths : sql`${`${facets} & `} || ${lengths}`;
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

function lengthCondition({ longerThan, shorterThan }: CallCriteria): RawBuilder<unknown> {
  return sql`${longerThan === null ? sql`` : sql`and c.duration_ms >= ${longerThan}`} ${shorterThan === null ? sql`` : sql`and c.duration_ms < ${shorterThan}`}`;
}

const rangeConditions = (criteria: CallCriteria): RawBuilder<unknown> =>
  sql`${daysCondition(criteria)} ${lengthCondition(criteria)}`;

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
