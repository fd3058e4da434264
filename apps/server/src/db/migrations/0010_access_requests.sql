-- What somebody asked their agency to open to them, and what became of it.
create table access_requests (
  tenant_id uuid not null references clients (id),
  id uuid not null,
  person_id uuid not null references people (id) on delete cascade,
  capability text not null,
  note text not null default '' check (char_length(note) <= 500),
  created_at timestamptz(3) not null,
  state text not null default 'open' check (state in ('open', 'granted', 'declined')),
  reason text check (char_length(reason) between 1 and 500),
  decided_at timestamptz(3),
  decided_by uuid,
  decided_name text,
  -- When the person was shown what was decided.
  told_at timestamptz(3),
  primary key (tenant_id, id),
  check ((state = 'open') = (decided_at is null))
);
-- Asking twice is asking once.
create unique index access_requests_open on access_requests (tenant_id, person_id, capability) where state = 'open';
create index access_requests_by_person on access_requests (tenant_id, person_id, created_at desc);
create index access_requests_queue on access_requests (tenant_id, created_at, id) where state = 'open';

create policy of_tenant on access_requests to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_system on access_requests to foyer_system using (true) with check (true);
alter table access_requests enable row level security;
alter table access_requests force row level security;
grant select, insert, update on access_requests to foyer_app, foyer_system;

create trigger announce after insert or update on access_requests
  for each row execute function announce_change('person', 'person_id');
