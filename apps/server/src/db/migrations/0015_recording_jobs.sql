-- Audio that is still to be had: fetched from where the vendor keeps it, or taken out of what it sent.
create table recording_jobs (
  tenant_id uuid not null,
  call_id uuid not null,
  -- One of the two.
  source_url text,
  event_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'given_up')),
  -- Why the last try failed.
  reason text,
  tries integer not null default 0,
  -- While somebody works at it, until when nobody else may.
  due_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  primary key (tenant_id, call_id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade,
  foreign key (tenant_id, event_id) references ingest_events (tenant_id, id) on delete cascade,
  check ((source_url is null) <> (event_id is null))
);
create index recording_jobs_due on recording_jobs (due_at) where state = 'waiting';
create index recording_jobs_given_up on recording_jobs (tenant_id, settled_at desc) where state = 'given_up';

create policy of_tenant on recording_jobs to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_agency on recording_jobs to foyer_agency
  using (exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency()))
  with check (exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency()));
create policy of_system on recording_jobs to foyer_system using (true) with check (true);
alter table recording_jobs enable row level security;
alter table recording_jobs force row level security;
grant select, insert, update, delete on recording_jobs to foyer_system;
grant select, insert, update on recording_jobs to foyer_app;
grant select (tenant_id, call_id, state, reason, tries, due_at, settled_at) on recording_jobs to foyer_agency;
grant update (state, reason, tries, due_at, settled_at) on recording_jobs to foyer_agency;
-- What was given up is looked for again.
grant select (tenant_id, call_id, media) on recordings to foyer_agency;
grant update (media) on recordings to foyer_agency;
