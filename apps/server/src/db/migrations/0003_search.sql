-- Finding calls by words, newest first or in another order, with any filter, in a time that doesn't grow with the client.
--
-- A call's document holds lexemes of four sorts:
--   word        what every reader of its details may read
--   ~word       what only readers of caller details may read, and the caller's name and number; no reader finds a sensitive span
--   s:missed    filters: s status, v direction, n sentiment, o outcome, a agent, p project
--   D0:…, L1:…  buckets of the sort keys (D day of the start, L seconds of length, M money) at four sizes, each named with its tenant
-- A GIN index finds rows but in no order, and gathering 300,000 rows for a common word takes a second. So the search asks bucket by
-- bucket in the wanted order, in groups that grow fourfold: common words fill the page from the first groups, rare ones from few rows.
--
-- Row-level security would disable the GIN index (@@ isn't leakproof), so this one function is SECURITY DEFINER, filters by the
-- tenant's setting itself, and answers ids only.

create table call_search (
  tenant_id uuid not null,
  call_id uuid not null,
  started_ms bigint not null,
  duration_ms integer not null,
  cost_minor integer not null,
  document tsvector not null,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);
create index call_search_document on call_search using gin (document);

create function bucket_name(kind text, level integer, tenant uuid, bucket bigint) returns text
  language sql immutable parallel safe
  return kind || level || ':' || left(tenant::text, 8) || ':' || (bucket >> (4 * level));

create function bucket_names(kind text, tenant uuid, bucket bigint) returns text[]
  language sql immutable parallel safe
  return array[
    bucket_name(kind, 0, tenant, bucket), bucket_name(kind, 1, tenant, bucket),
    bucket_name(kind, 2, tenant, bucket), bucket_name(kind, 3, tenant, bucket)];

-- The buckets that together are exactly first … last.
create function bucket_cover(kind text, tenant uuid, first bigint, last bigint) returns tsquery
  language plpgsql immutable parallel safe
  as $$
declare
  at bigint := first;
  level integer;
  names text[] := '{}';
begin
  while at <= last loop
    level := 3;
    while level > 0 and (at % (1::bigint << (4 * level)) <> 0 or at + (1::bigint << (4 * level)) - 1 > last) loop
      level := level - 1;
    end loop;
    names := names || quote_literal(bucket_name(kind, level, tenant, at));
    at := at + (1::bigint << (4 * level));
  end loop;
  return array_to_string(names, '|')::tsquery;
end
$$;

create function call_started_ms(started_at timestamptz) returns bigint
  language sql stable parallel safe
  return (extract(epoch from started_at) * 1000)::bigint;

create function call_document(c calls, words text[]) returns tsvector
  language sql stable parallel safe
  return array_to_tsvector(
    words
    || array['s:' || c.status, 'v:' || c.direction, 'a:' || c.agent_id, 'p:' || c.project_id]
    || case when c.sentiment is null then '{}'::text[] else array['n:' || c.sentiment] end
    || case when c.outcome is null then '{}'::text[] else array['o:' || c.outcome] end
    || bucket_names('D', c.tenant_id, call_started_ms(c.started_at) / 86400000)
    || bucket_names('L', c.tenant_id, c.duration_ms / 1000)
    || bucket_names('M', c.tenant_id, c.cost_minor));

create function keep_call_document() returns trigger
  language plpgsql
  as $$
begin
  update call_search s
  set started_ms = call_started_ms(new.started_at), duration_ms = new.duration_ms, cost_minor = new.cost_minor,
    document = call_document(new, array(select word from unnest(tsvector_to_array(s.document)) word where position(':' in word) = 0))
  where s.tenant_id = new.tenant_id and s.call_id = new.id;
  return null;
end
$$;

create trigger calls_changed
  after update of status, direction, sentiment, outcome, agent_id, project_id, started_at, duration_ms, cost_minor on calls
  for each row execute function keep_call_document();

-- The first `wanted` calls of the current tenant that match, in order, as (key, id): key is the sort's value (milliseconds since
-- 1970, milliseconds, minor units). `words` and `facets` are tsquery texts ('' for no facets); `after_*` is the last row had.
create function search_calls(
  words text, facets text, started_from timestamptz, started_before timestamptz,
  sort text, descending boolean, after_key bigint, after_id uuid, wanted integer
) returns table (key bigint, call_id uuid)
  language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp
  -- The document's index is the only way in; an ordered walk with a filter is what this replaces.
  set enable_seqscan = off
  set enable_indexscan = off
  set enable_indexonlyscan = off
  -- Enough to remember single rows of the largest clients instead of whole pages.
  set work_mem = '16MB'
  -- There is one plan; making it anew for each group of buckets costs more than running it.
  set plan_cache_mode = force_generic_plan
  as $$
#variable_conflict use_column
declare
  tenant constant uuid := current_tenant();
  kind constant text := case sort when 'started_at' then 'D' when 'duration' then 'L' when 'cost' then 'M' end;
  -- From a key to its bucket.
  unit constant bigint := case sort when 'started_at' then 86400000 when 'duration' then 1000 else 1 end;
  asked tsquery := words::tsquery;
  part tsquery;
  from_ms bigint := call_started_ms(started_from);
  before_ms bigint := call_started_ms(started_before);
  oldest bigint;
  newest bigint;
  lowest bigint;
  highest bigint;
  width bigint := 1;
  first bigint;
  last bigint;
  had integer := 0;
  got integer;
begin
  if tenant is null or kind is null or numnode(asked) = 0 then
    return;
  end if;
  if facets <> '' then
    asked := asked && facets::tsquery;
  end if;

  select b.oldest, b.newest, b.lowest, b.highest into oldest, newest, lowest, highest from call_bounds(tenant, sort) b;
  if oldest is null then
    return;
  end if;
  from_ms := greatest(from_ms, oldest);
  before_ms := least(before_ms, newest + 1);
  if before_ms <= from_ms then
    return;
  end if;
  -- In another order a few days are entered by their buckets, and many only compared: their buckets cost more than what they keep out.
  if sort = 'started_at' then
    lowest := from_ms;
    highest := before_ms - 1;
  elsif before_ms - from_ms < 15 * 86400000::bigint then
    asked := asked && bucket_cover('D', tenant, from_ms / 86400000, (before_ms - 1) / 86400000);
  end if;
  if after_key is not null then
    if descending then
      highest := least(highest, after_key);
    else
      lowest := greatest(lowest, after_key);
    end if;
  end if;
  lowest := lowest / unit;
  highest := highest / unit;

  while lowest <= highest loop
    if descending then
      first := greatest(lowest, highest - width + 1);
      last := highest;
      highest := first - 1;
    else
      first := lowest;
      last := least(highest, lowest + width - 1);
      lowest := last + 1;
    end if;
    -- Made before the query: a plan that had to look at a row again would make it again for each.
    part := asked && bucket_cover(kind, tenant, first, last);
    return query
      select k.key, s.call_id
      from call_search s
      cross join lateral (
        select case sort when 'started_at' then s.started_ms when 'duration' then s.duration_ms else s.cost_minor end as key
      ) k
      where s.document @@ part
        -- Said so that no other index can be tried for it.
        and (s.tenant_id = tenant) is true
        and s.started_ms >= from_ms and s.started_ms < before_ms
        and (after_key is null
          or (descending and (k.key, s.call_id) < (after_key, after_id))
          or (not descending and (k.key, s.call_id) > (after_key, after_id)))
      order by
        case when descending then k.key end desc, case when descending then s.call_id end desc,
        case when not descending then k.key end, case when not descending then s.call_id end
      limit wanted - had;
    get diagnostics got = row_count;
    had := had + got;
    exit when had >= wanted;
    width := width * 4;
  end loop;
end
$$;

-- How many calls of the current tenant match, counted up to `most`: without order, so that the first found end it.
create function count_found_calls(
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
  bounds record;
  from_ms bigint;
  before_ms bigint;
  found integer;
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
  -- Always with days: they are what tells one tenant's documents from another's.
  asked := asked && bucket_cover('D', tenant, from_ms / 86400000, (before_ms - 1) / 86400000);
  select count(*) into found from (
    select from call_search s
    where s.document @@ asked and (s.tenant_id = tenant) is true and s.started_ms >= from_ms and s.started_ms < before_ms
    limit most
  ) counted;
  return found;
end
$$;

-- The range of starts, and of the sort's key, over all calls of a tenant: the two ends of an index each.
create function call_bounds(tenant uuid, sort text, out oldest bigint, out newest bigint, out lowest bigint, out highest bigint)
  language plpgsql stable
  set search_path = pg_catalog, public, pg_temp
  set enable_indexscan = on
  set enable_indexonlyscan = on
  as $$
begin
  select call_started_ms(min(c.started_at)), call_started_ms(max(c.started_at)) into oldest, newest
    from calls c where c.tenant_id = tenant;
  case sort
    when 'duration' then
      select min(c.duration_ms), max(c.duration_ms) into lowest, highest from calls c where c.tenant_id = tenant;
    when 'cost' then
      select min(c.cost_minor), max(c.cost_minor) into lowest, highest from calls c where c.tenant_id = tenant;
    else
      null;
  end case;
end
$$;

revoke execute on function search_calls, count_found_calls, call_bounds from public;
grant execute on function search_calls, count_found_calls to foyer_app, foyer_system;
