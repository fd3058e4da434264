-- What an agency sets for a client: each part has a version, so that nobody's change is overwritten unseen.

-- Without a row nobody has changed the part since the client was created: version 0.
create table client_versions (
  tenant_id uuid not null references clients (id),
  part text not null check (part in ('profile', 'permissions', 'policies', 'addresses')),
  version integer not null check (version > 0),
  -- Null: the server itself, or somebody who is gone.
  changed_by uuid references people (id) on delete set null,
  changed_at timestamptz(3) not null,
  primary key (tenant_id, part)
);

-- Who asked for what when, a minute or so exact: who has a place open that somebody is about to close.
create table client_presence (
  tenant_id uuid not null references clients (id),
  person_id uuid not null references people (id) on delete cascade,
  capability text not null,
  seen_at timestamptz(3) not null,
  primary key (tenant_id, person_id, capability)
);
create index client_presence_by_time on client_presence (seen_at);

do $$
declare
  t text;
begin
  foreach t in array array['client_versions', 'client_presence'] loop
    execute format('create policy of_tenant on %I to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    execute format('create policy of_system on %I to foyer_system using (true) with check (true)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to foyer_system', t);
  end loop;
end
$$;

-- granted = coalesce(override_value while override_until has not come, copied_value).
alter table client_grants
  add column override_until timestamptz(3),
  -- Null: when the client was created.
  add column copied_at timestamptz(3),
  add check (override_until is null or override_value is not null);
create index client_grants_that_end on client_grants (override_until) where override_until is not null;

-- The form that a client was created with: sent twice, it makes one client.
alter table clients add column create_key uuid;
create unique index clients_by_create_key on clients (agency_id, create_key);
create index clients_by_lower_name on clients (agency_id, lower(name), id);
