-- Calls as files. A row says what was asked for and how far it is; each part is written together with the position after it, so that whoever
-- goes on, this process or another, goes on where it was.
create table call_exports (
  tenant_id uuid not null references clients (id),
  id uuid not null,
  person_id uuid not null references people (id) on delete cascade,
  -- Made by the page once a form: the same again is the same export.
  key uuid not null,
  -- Whose rights are looked at before each part; when the session has gone, nobody's are there.
  session_id uuid not null,
  address text not null,
  filters jsonb not null,
  sort text not null,
  columns text[] not null,
  -- What the person might see of calls when they asked: with anything else it ends.
  reader jsonb not null,
  time_zone text not null,
  file_name text not null,
  state text not null default 'running' check (state in ('running', 'done', 'cancelled', 'stopped', 'failed')),
  total integer not null,
  row_count integer not null default 0,
  byte_count bigint not null default 0,
  -- The last call that was written: { key, id }.
  position jsonb,
  -- Who writes it at present, and until when the others leave it to them.
  claim uuid,
  claimed_until timestamptz(3) not null,
  tries integer not null default 0,
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  expires_at timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, person_id, key),
  check ((state = 'running') = (settled_at is null))
);
create index call_exports_by_person on call_exports (tenant_id, person_id, created_at desc);
create index call_exports_due on call_exports (claimed_until) where state = 'running';
create index call_exports_expiring on call_exports (expires_at);

create table call_export_parts (
  tenant_id uuid not null,
  export_id uuid not null,
  -- Where it begins in the file.
  first_byte bigint not null,
  bytes bytea not null,
  primary key (tenant_id, export_id, first_byte),
  foreign key (tenant_id, export_id) references call_exports (tenant_id, id) on delete cascade
);

do $$
declare
  t text;
  own constant text := 'exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency())';
begin
  foreach t in array array['call_exports', 'call_export_parts'] loop
    execute format('create policy of_tenant on %I to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    -- Its agency's console reaches neither; if it ever does, then its own clients' alone.
    execute format('create policy of_agency on %I to foyer_agency using (%s) with check (%s)', t, own, own);
    execute format('create policy of_system on %I to foyer_system using (true) with check (true)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end
$$;

grant select, insert, update, delete on call_exports to foyer_app, foyer_system;
grant select, insert, delete on call_export_parts to foyer_app, foyer_system;
