-- Who asked to see the masked words of a call, why, and what became of it. Whether one holds is the policy's to say, at each look; what is
-- written here can only end it.
create table pii_unlocks (
  tenant_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  person_id uuid not null references people (id) on delete cascade,
  scope text not null check (scope in ('summary', 'transcript')),
  justification text not null check (char_length(justification) between 1 and 2000),
  created_at timestamptz(3) not null,
  state text not null default 'open' check (state in ('open', 'approved', 'declined')),
  -- Why it was declined.
  reason text check (char_length(reason) between 1 and 500),
  decided_at timestamptz(3),
  decided_by uuid,
  decided_name text,
  -- Before its time: taken back or ended by the person, or by the loss of a right.
  ended_at timestamptz(3),
  ended_because text check (ended_because in ('person', 'right')),
  -- When the person was shown what was decided.
  told_at timestamptz(3),
  -- When a view under it was last written down.
  viewed_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade,
  check ((state = 'open') = (decided_at is null)),
  check ((ended_at is null) = (ended_because is null))
);
-- Asking twice is asking once.
create unique index pii_unlocks_open on pii_unlocks (tenant_id, person_id, call_id, scope) where state = 'open' and ended_at is null;
create index pii_unlocks_by_person on pii_unlocks (tenant_id, person_id, call_id, created_at desc);
create index pii_unlocks_queue on pii_unlocks (tenant_id, created_at, id) where state = 'open' and ended_at is null;
create index pii_unlocks_of_call on pii_unlocks (tenant_id, call_id) where ended_at is null;

create policy of_tenant on pii_unlocks to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_system on pii_unlocks to foyer_system using (true) with check (true);
create policy of_agency on pii_unlocks to foyer_agency
  using (exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency()))
  with check (exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency()));
alter table pii_unlocks enable row level security;
alter table pii_unlocks force row level security;
grant select, insert, update on pii_unlocks to foyer_app, foyer_system;
grant select, update on pii_unlocks to foyer_agency;
-- What a decision stands on.
grant select (tenant_id, call_id, consent) on recordings to foyer_agency;

create trigger announce after insert or update of state, ended_at, told_at on pii_unlocks
  for each row execute function announce_change('person', 'person_id');

-- A right that is lost ends what stood on it in the same transaction, whoever takes it; it doesn't come back with the right.
create function end_unlocks(client uuid, person uuid, of_call uuid) returns void
  language sql
  as $$
  update pii_unlocks u
    set ended_at = now(), ended_because = 'right', told_at = coalesce(u.told_at, now())
    where u.ended_at is null and u.state in ('open', 'approved')
      and (client is null or u.tenant_id = client) and (person is null or u.person_id = person)
      and (of_call is null or u.call_id = of_call)
$$;

create function end_unlocks_of_client() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform end_unlocks(old.tenant_id, null, null);
  elsif not coalesce(new.override_value, new.copied_value) then
    perform end_unlocks(new.tenant_id, null, null);
  end if;
  return null;
end
$$;
create trigger end_unlocks after insert or update on client_grants
  for each row when (new.grant_name in ('view_calls', 'view_call_details')) execute function end_unlocks_of_client();
create trigger end_unlocks_deleted after delete on client_grants
  for each row when (old.grant_name in ('view_calls', 'view_call_details')) execute function end_unlocks_of_client();

create function end_unlocks_of_person() returns trigger
  language plpgsql as $$
begin
  perform end_unlocks(case tg_table_name when 'memberships' then (to_jsonb(old) ->> 'tenant_id')::uuid end, old.person_id, null);
  return null;
end
$$;
create trigger end_unlocks after update of role, disabled_at on memberships
  for each row when (old.role is distinct from new.role or (new.disabled_at is not null and old.disabled_at is null))
  execute function end_unlocks_of_person();
create trigger end_unlocks_deleted after delete on memberships
  for each row execute function end_unlocks_of_person();
create trigger end_unlocks_deleted after delete on agency_members
  for each row execute function end_unlocks_of_person();

create function end_unlocks_of_call() returns trigger
  language plpgsql as $$
begin
  perform end_unlocks(new.tenant_id, null, new.call_id);
  return null;
end
$$;
create trigger end_unlocks after update of consent on recordings
  for each row when (new.consent is distinct from old.consent and new.consent not in ('granted', 'not_required'))
  execute function end_unlocks_of_call();
