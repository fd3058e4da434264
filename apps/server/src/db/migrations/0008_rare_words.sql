-- A word that few calls have is looked up by itself, whatever the filters and the order: all that have it, then the rest. Which words are
-- rare, the planner's statistics know within a millisecond, without looking at a call; they choose the way, never the answer. Asked with the
-- caller's own rights, the estimate is of the current tenant's calls.

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

-- As search_calls, for words that few calls have.
create function search_rare_calls(
  words text, facets text, started_from timestamptz, started_before timestamptz,
  sort text, descending boolean, after_key bigint, after_id uuid, wanted integer
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
  tenant constant uuid := current_tenant();
  asked tsquery := words::tsquery;
  bounds record;
  from_ms bigint;
  before_ms bigint;
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
  -- Days tell one tenant's documents from another's: of the whole client, in a few buckets. Fewer days are only compared.
  asked := asked && bucket_cover('D', tenant, (bounds.oldest / 86400000) & -4096, bounds.newest / 86400000 | 4095);
  return query
    select k.key, s.call_id
    from call_search s
    cross join lateral (
      select case sort when 'started_at' then s.started_ms when 'duration' then s.duration_ms when 'cost' then s.cost_minor end as key
    ) k
    where s.document @@ asked
      -- Said so that no other index can be tried for it.
      and (s.tenant_id = tenant) is true
      and s.started_ms >= from_ms and s.started_ms < before_ms
      and (after_key is null
        or (descending and (k.key, s.call_id) < (after_key, after_id))
        or (not descending and (k.key, s.call_id) > (after_key, after_id)))
    order by
      case when descending then k.key end desc, case when descending then s.call_id end desc,
      case when not descending then k.key end, case when not descending then s.call_id end
    limit wanted;
end
$$;

revoke execute on function search_rare_calls from public;
grant execute on function search_rare_calls to foyer_app, foyer_system;
