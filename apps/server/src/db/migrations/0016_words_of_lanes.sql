-- Words beside filters, where neither alone keeps much out.
--
-- A lane says whether any of its calls has, or once had, a word that every reader of details may find. Where none has (calls that nobody
-- answered), a common word needn't be looked for beside each of them: only callers' names and numbers are left, which are rare.

alter table call_lanes add open_words boolean not null default false;

create function has_open_words(document tsvector) returns boolean
  language sql immutable parallel safe
  return exists (select from unnest(tsvector_to_array(document)) word where word !~ '^~|:');

create function keep_words_of_lane() returns trigger
  language plpgsql
  as $$
begin
  -- The lane may not be there yet: of a call that has just changed its lane, this is told first.
  insert into call_lanes (tenant_id, agent_id, facet, project_id, status, direction, sentiment, outcome, open_words)
  select c.tenant_id, c.agent_id, c.facet, c.project_id, c.status, c.direction, c.sentiment, c.outcome, true
  from calls c
  where c.tenant_id = new.tenant_id and c.id = new.call_id
    and not exists (
      select from call_lanes l
      where l.tenant_id = c.tenant_id and l.agent_id = c.agent_id and l.facet = c.facet and l.open_words
    )
    and has_open_words(new.document)
  on conflict (tenant_id, agent_id, facet) do update set open_words = true;
  return null;
end
$$;

-- Row by row: each is a look at two keys, whatever the planner knows of tables that have just been made.
create trigger words_changed after insert or update on call_search
  for each row execute function keep_words_of_lane();

update call_lanes l set open_words = true
where exists (
  select from calls c join call_search s on s.tenant_id = c.tenant_id and s.call_id = c.id
  where c.tenant_id = l.tenant_id and c.agent_id = l.agent_id and c.facet = l.facet and has_open_words(s.document)
);

-- How many calls have the words, as the planner's statistics have it, within a millisecond and without looking at a call. It chooses the way, never
-- the answer. Asked with the caller's own rights, it is of the current tenant's calls.
create function calls_with_words_estimate(words text) returns bigint
  language plpgsql
  as $$
declare
  plan json;
begin
  execute format('explain (format json) select from call_search where document @@ %L::tsquery', words) into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
end
$$;

-- As search_calls, where few calls pass: takes all that do and sorts them. One row of nulls says that they are not few, and that another way
-- should be gone: as `expected` of all the client's calls with the words foretell it for these days, or as it turned out.
create function search_few_calls(
  words text, facets text, started_from timestamptz, started_before timestamptz,
  sort text, descending boolean, after_key bigint, after_id uuid, wanted integer, expected bigint
) returns table (key bigint, call_id uuid)
  language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp
  set enable_seqscan = off
  set enable_indexscan = off
  set enable_indexonlyscan = off
  set work_mem = '16MB'
  as $$
#variable_conflict use_column
declare
  few constant integer := 3000;
  tenant constant uuid := current_tenant();
  asked tsquery := words::tsquery;
  bounds record;
  from_ms bigint;
  before_ms bigint;
  keys bigint[];
  ids uuid[];
begin
  if tenant is null or numnode(asked) = 0 then
    return;
  end if;
  if facets <> '' then
    asked := asked && facets::tsquery;
  end if;
  select * into bounds from call_bounds(tenant, 'started_at');
  from_ms := greatest(call_started_ms(started_from), bounds.oldest);
  before_ms := least(call_started_ms(started_before), bounds.newest + 1);
  if bounds.oldest is null or before_ms <= from_ms then
    return;
  end if;
  if expected * ((before_ms - from_ms)::float8 / (bounds.newest + 1 - bounds.oldest)) > 2 * few then
    return query select null::bigint, null::uuid;
    return;
  end if;
  -- Days tell one tenant's documents from another's, and keep out most of what isn't asked for. In sixteens, or in 4,096s if that is all: each
  -- bucket costs something, and what is too much is compared.
  if before_ms - from_ms < 400 * 86400000::bigint then
    asked := asked && bucket_cover('D', tenant, (from_ms / 86400000) & -16, (before_ms - 1) / 86400000 | 15);
  else
    asked := asked && bucket_cover('D', tenant, (from_ms / 86400000) & -4096, (before_ms - 1) / 86400000 | 4095);
  end if;
  select array_agg(k.key), array_agg(k.call_id) into keys, ids from (
    select case sort when 'started_at' then s.started_ms when 'duration' then s.duration_ms when 'cost' then s.cost_minor end as key,
      s.call_id
    from call_search s
    where s.document @@ asked
      -- Said so that no other index can be tried for it.
      and (s.tenant_id = tenant) is true
      and s.started_ms >= from_ms and s.started_ms < before_ms
    limit few + 1
  ) k;
  if cardinality(keys) > few then
    return query select null::bigint, null::uuid;
    return;
  end if;
  return query
    select k.key, k.call_id from unnest(keys, ids) as k(key, call_id)
    where after_key is null
      or (descending and (k.key, k.call_id) < (after_key, after_id))
      or (not descending and (k.key, k.call_id) > (after_key, after_id))
    order by
      case when descending then k.key end desc, case when descending then k.call_id end desc,
      case when not descending then k.key end, case when not descending then k.call_id end
    limit wanted;
end
$$;

revoke execute on function search_few_calls from public;
grant execute on function search_few_calls to foyer_app, foyer_system;

-- How many calls of the current tenant match, counted up to `most`: the newest days first, in groups that grow fourfold, so that common words
-- end it after a few.
create or replace function count_found_calls(
  words text, facets text, started_from timestamptz, started_before timestamptz, most integer
) returns integer
  language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp
  set enable_seqscan = off
  set enable_indexscan = off
  set enable_indexonlyscan = off
  -- Enough to remember single rows of the largest clients instead of whole pages.
  set work_mem = '16MB'
  -- There is one plan; making it anew for each group of buckets costs more than running it.
  set plan_cache_mode = force_generic_plan
  as $$
declare
  tenant constant uuid := current_tenant();
  asked tsquery := words::tsquery;
  part tsquery;
  bounds record;
  from_ms bigint;
  before_ms bigint;
  first bigint;
  last bigint;
  width bigint := 16;
  got integer;
  found integer := 0;
begin
  if tenant is null or numnode(asked) = 0 then
    return 0;
  end if;
  if facets <> '' then
    asked := asked && facets::tsquery;
  end if;
  select * into bounds from call_bounds(tenant, 'started_at');
  from_ms := greatest(call_started_ms(started_from), bounds.oldest);
  before_ms := least(call_started_ms(started_before), bounds.newest + 1);
  if bounds.oldest is null or before_ms <= from_ms then
    return 0;
  end if;
  last := (before_ms - 1) / 86400000;
  while found < most and last >= from_ms / 86400000 loop
    -- Whole buckets; what lies outside the days is compared.
    first := last & -width;
    -- Always with days: they are what tells one tenant's documents from another's.
    part := asked && bucket_cover('D', tenant, first, last | 15);
    select count(*) into got from (
      select from call_search s
      where s.document @@ part and (s.tenant_id = tenant) is true and s.started_ms >= from_ms and s.started_ms < before_ms
        -- What the group before has counted.
        and s.started_ms < (last + 1) * 86400000
      limit most - found
    ) counted;
    found := found + got;
    last := first - 1;
    width := least(width * 4, 4096);
  end loop;
  return found;
end
$$;
