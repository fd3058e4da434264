-- record_audit knows the console's transactions, and identical refusals of writes become one entry.

-- Adds an entry to the end of a chain, which stays locked until the transaction ends. foyer_app writes into the chain of its own tenant alone,
-- foyer_agency into the agency's own and those of its clients.
create or replace function record_audit(chain_agency uuid, chain_client uuid, entry jsonb) returns void
  language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp
  as $$
declare
  tenant constant uuid := current_tenant();
  chain constant uuid := coalesce(chain_client, chain_agency);
  moment constant timestamptz(3) := (entry ->> 'at')::timestamptz;
  last record;
  link text;
begin
  -- In here the role is the owner's; the settings still say whose transaction it is.
  if not coalesce(case current_setting('role')
    when 'foyer_system' then true
    when 'foyer_agency' then chain_agency = current_agency()
    else chain_client = tenant end, false) then
    raise insufficient_privilege using message = 'this chain is not of the tenant';
  end if;
  if chain_client is not null and not exists (select from clients c where c.id = chain_client and c.agency_id = chain_agency) then
    raise foreign_key_violation using message = 'the client is not of the agency';
  end if;
  insert into audit_heads (tenant_id, seq, hash) values (chain, 0, '') on conflict do nothing;
  select s.seq + 1 as seq, s.hash into last from audit_heads s where s.tenant_id = chain for update;
  link := encode(sha256(convert_to(audit_words(
    last.hash, chain::text, last.seq::text, entry ->> 'id', chain_agency::text,
    to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    entry ->> 'personId', entry ->> 'personName', nullif(entry -> 'as', 'null')::text, entry ->> 'requestId', entry ->> 'action',
    entry #>> '{target,kind}', entry #>> '{target,id}', entry #>> '{target,label}',
    nullif(entry -> 'before', 'null')::text, nullif(entry -> 'after', 'null')::text, entry ->> 'outcome'), 'UTF8')), 'hex');
  insert into audit_entries values (
    chain, last.seq, (entry ->> 'id')::uuid, chain_agency, moment,
    (entry ->> 'personId')::uuid, entry ->> 'personName', nullif(entry -> 'as', 'null'), entry ->> 'requestId', entry ->> 'action',
    entry #>> '{target,kind}', entry #>> '{target,id}', entry #>> '{target,label}',
    nullif(entry -> 'before', 'null'), nullif(entry -> 'after', 'null'), entry ->> 'outcome', last.hash, link);
  update audit_heads set seq = last.seq, hash = link where tenant_id = chain;
end
$$;

-- Refusals that were written down less than a minute ago, and how often the same was refused since. What is counted here is written into the
-- chain when the minute is over: an entry never changes.
create table audit_refusals (
  -- The chain.
  tenant_id uuid not null,
  -- Who, as whom, what and why, hashed.
  alike text not null,
  -- The latest of them, as record_audit takes it.
  entry jsonb not null,
  since timestamptz(3) not null,
  repeats integer not null default 0,
  primary key (tenant_id, alike)
);
create index audit_refusals_by_time on audit_refusals (since);

create policy of_tenant on audit_refusals to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_system on audit_refusals to foyer_system using (true) with check (true);
create policy of_agency on audit_refusals to foyer_agency using (tenant_id = current_agency()
  or exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency()));
alter table audit_refusals enable row level security;
alter table audit_refusals force row level security;
-- Counts are kept by the functions below: no role of the server's may change one.
grant select on audit_refusals to foyer_system;

-- Writes the entry of those that followed the first: as the latest of them was, with how many they are and since when.
create function record_repeats(r audit_refusals) returns void
  language plpgsql
  set search_path = pg_catalog, public, pg_temp
  as $$
declare
  client record;
begin
  if r.repeats > 0 then
    -- Whose the client is now: the chain is the client's.
    select c.id, c.agency_id into client from clients c where c.id = r.tenant_id;
    perform record_audit(coalesce(client.agency_id, r.tenant_id), client.id, r.entry || jsonb_build_object(
      'id', gen_random_uuid(), 'after', coalesce(nullif(r.entry -> 'after', 'null'), '{}') || jsonb_build_object(
        'repeats', r.repeats, 'since', to_char(r.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))));
  end if;
end
$$;

-- Writes down that something was refused. The first of its kind becomes an entry at once; what is refused in the minute after it is counted.
create function record_refusal(chain_agency uuid, chain_client uuid, refusal jsonb) returns void
  language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp
  as $$
declare
  chain constant uuid := coalesce(chain_client, chain_agency);
  moment constant timestamptz(3) := (refusal ->> 'at')::timestamptz;
  kind constant text := encode(sha256(convert_to(audit_words(
    refusal ->> 'personId', nullif(refusal -> 'as', 'null')::text, refusal ->> 'action', refusal #>> '{target,kind}', refusal #>> '{target,id}',
    nullif(refusal -> 'after', 'null')::text, refusal ->> 'outcome'), 'UTF8')), 'hex');
  earlier audit_refusals;
begin
  insert into audit_refusals (tenant_id, alike, entry, since) values (chain, kind, refusal, moment) on conflict do nothing;
  if not found then
    select * into earlier from audit_refusals s where s.tenant_id = chain and s.alike = kind for update;
    -- Gone: it was settled this moment, and there is nothing to add to.
    if found and moment < earlier.since + interval '1 minute' then
      update audit_refusals s set entry = refusal, repeats = s.repeats + 1 where s.tenant_id = chain and s.alike = kind;
      return;
    end if;
    perform record_repeats(earlier);
    update audit_refusals s set entry = refusal, since = moment, repeats = 0 where s.tenant_id = chain and s.alike = kind;
  end if;
  perform record_audit(chain_agency, chain_client, refusal);
end
$$;

-- Writes what was counted in one chain, where the minute is over.
create function settle_refusals(chain uuid, moment timestamptz) returns void
  language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp
  as $$
declare
  due audit_refusals;
begin
  for due in
    delete from audit_refusals s where s.tenant_id = chain and s.since <= moment - interval '1 minute' returning s.*
  loop
    perform record_repeats(due);
  end loop;
end
$$;

revoke execute on function record_repeats, record_refusal, settle_refusals from public;
grant execute on function record_refusal, settle_refusals to foyer_system;
grant execute on function record_audit to foyer_agency;
