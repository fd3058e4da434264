-- What was done, by whom and as whom. Rows are only ever added, and only by record_audit(): no role of the server's may insert, change or
-- delete one. Each holds the hash of its own words and of the row before it, so that whoever changes one has to change all that follow, and
-- the head of the chain. There is one chain a client, and one an agency for what is of no client of its.

create table audit_entries (
  -- The client whose chain it is; in the agency's own chain the agency, whose id is no client's.
  tenant_id uuid not null,
  seq bigint not null check (seq > 0),
  id uuid not null,
  agency_id uuid not null,
  at timestamptz(3) not null,
  -- As they were then: a person who is renamed or gone leaves what they did. Null: nobody who is known.
  person_id uuid,
  person_name text not null,
  -- { mode, role?, personId?, personName?, reason? } while acting as somebody else than oneself.
  acting_as jsonb,
  request_id text not null,
  action text not null,
  target_kind text not null,
  target_id text not null,
  target_label text not null,
  before jsonb,
  after jsonb,
  outcome text not null check (outcome in ('done', 'denied', 'failed')),
  previous_hash text not null,
  hash text not null,
  primary key (tenant_id, seq)
);
create index audit_entries_by_action on audit_entries (tenant_id, action, seq desc);
create index audit_entries_by_person on audit_entries (tenant_id, person_id, seq desc);

-- The last link of each chain: its lock puts entries in a row, and it tells when the end of a chain was cut off.
create table audit_heads (
  tenant_id uuid primary key,
  seq bigint not null,
  hash text not null
);

create policy of_tenant on audit_entries to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_system on audit_entries to foyer_system using (true) with check (true);
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy of_tenant on audit_heads to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_system on audit_heads to foyer_system using (true) with check (true);
alter table audit_heads enable row level security;
alter table audit_heads force row level security;
grant select on audit_entries, audit_heads to foyer_app, foyer_system;

-- The words of an entry as they are hashed: each value as its length in bytes, a colon and the value, `-` for one that isn't there. No two
-- entries have the same. apps/server/src/audit/chain.ts does the same for who verifies.
create function audit_words(variadic parts text[]) returns text
  language sql immutable
  return (select string_agg(coalesce(octet_length(convert_to(p, 'UTF8')) || ':' || p, '-'), ',' order by n)
    from unnest(parts) with ordinality as t (p, n));

-- Adds an entry to the end of a chain, which stays locked until the transaction ends. foyer_app writes into the chain of its own tenant alone.
create function record_audit(chain_agency uuid, chain_client uuid, entry jsonb) returns void
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
  -- In here the role is the owner's; the setting still says whose transaction it is.
  if current_setting('role') is distinct from 'foyer_system' and (tenant is null or chain_client is distinct from tenant) then
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

revoke execute on function audit_words, record_audit from public;
grant execute on function record_audit to foyer_app, foyer_system;
